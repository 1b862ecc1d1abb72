/** A `mailto:` address without a recipient (RFC 6068 §5: line breaks are CR LF, everything else percent-encoded). */
export function toMailLink({ to = '', subject, body }: { to?: string; subject: string; body: string }): string {
  const encode = (text: string) => encodeURIComponent(text.replace(/\r?\n/gu, '\r\n'))
  return `mailto:${encodeURIComponent(to)}?subject=${encode(subject)}&body=${encode(body)}`
}
