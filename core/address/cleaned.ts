/**
 * What people paste around a name or an address, taken away before it is read; and the same text made safe to repeat.
 * What the text means is for the parsers beside this file.
 */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const understoodLength = 100
/** No name and no address is longer; what follows is only work. */
const readLength = 2000

/** Without invisible characters, outer spaces and quotes, and the punctuation that ends a sentence or a list. */
export function toCleaned(text: string): string {
  const visible = text.slice(0, readLength).replace(invisible, '').replace(/\s+/gu, ' ').trim()
  const unquoted = /^(["'`])(.*)\1$/u.exec(visible)?.[2] ?? visible
  return unquoted.replace(/[.,;\s]+$/u, '').trim()
}

/** For repeating to a person: control characters become visible, and nothing is longer than a line. */
export function toUnderstood(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd')
  return shown.length > understoodLength ? `${shown.slice(0, understoodLength - 1)}…` : shown
}
