export interface RecordForm {
  type: 'TXT' | 'CNAME'
  name: string
  value: string
  ttl: number
  strings: readonly string[]
}

/** Master-file form (RFC 1035 §5.1): the full name with its final dot, strings in quotes, quotes and backslashes escaped. */
export function toZoneLine({ type, name, value, ttl, strings }: RecordForm): string {
  const quoted = (text: string) => `"${text.replace(/[\\"]/gu, '\\$&')}"`
  const data = type === 'CNAME' ? `${value}.` : (strings.length > 0 ? strings : [value]).map(quoted).join(' ')
  return `${name}. ${String(ttl)} IN ${type} ${data}`
}
