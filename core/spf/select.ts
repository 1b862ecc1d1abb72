/**
 * Which TXT records of a domain are SPF records (RFC 7208 §4.5), and which only look as if somebody had meant one.
 * Reading what they say is left to `parse.ts`.
 */

/** The version is followed by a space or by nothing. It is a grammar string, so case does not count (RFC 5234 §2.3). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text)
}

/** What people and forms put in front of the version: quotes, spaces of all kinds, the marks of a wrong encoding. */
const inFront = /^[\s"'“”‘’\\\u00a0\u200b\ufeffâ€œ]*/u

/** Texts that no receiver takes for an SPF record although a person would. */
export function isLookAlike(text: string): boolean {
  if (isSpfRecord(text)) return false
  // The version stands near the front or nowhere; a bound keeps the reading linear.
  const start = text.replace(inFront, '').slice(0, 100)
  const value = start.replace(/^(?:in\s+)?txt\s+/i, '').replace(inFront, '')
  // Another sign after the version, spaces inside it; SPF's abandoned successor.
  return /^v\s*=\s*spf\s*1/i.test(value) || /^(?:spf2\.0|v=spf\d)/i.test(text)
}

export interface SelectedTexts {
  records: string[]
  lookAlikes: string[]
}

export function selectSpf(texts: readonly string[]): SelectedTexts {
  return { records: texts.filter(isSpfRecord), lookAlikes: texts.filter(isLookAlike) }
}
