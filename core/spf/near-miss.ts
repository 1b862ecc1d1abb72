/**
 * Host names that were probably meant to be a Mimecast include. One help page of the vendor prints the name without its
 * first dot, so slips are common. Knows spellings only; it never says that a name is right.
 */
import { canonicalHost, sameHost } from '../dns/names.ts'
import type { MimecastRule } from './rule.ts'

/** Whether the host resembles one of the known includes, of whichever region, without being one. */
export function isNearMiss(host: string, rule: MimecastRule): boolean {
  const name = canonicalHost(host)
  // No host is longer: what is there is no slip of the pen.
  if (name.length > 253) return false
  const known = [rule.include, ...rule.otherIncludes.map(({ include }) => include), rule.globalInclude]
  if (known.some((include) => sameHost(include, name))) return false
  return known.some((include) => isClose(name, canonicalHost(include))) || isVendorHost(name)
}

/** Another separator, a letter too many, too few or swapped; short names leave less room. */
function isClose(name: string, include: string): boolean {
  return isSameLetters(name, include) || distance(name, include) <= 2
}

function isSameLetters(a: string, b: string): boolean {
  const letters = (text: string) => text.replace(/[^a-z0-9]/g, '')
  return letters(a) === letters(b)
}

/** A name under the vendor's, or under one that looks like it, that is none of the known ones: a host, an invented name. */
function isVendorHost(name: string): boolean {
  return /(?:^|[._-])mimecast(?:-[a-z-]+)?\.(?:[a-z]{2,3}|co\.[a-z]{2})$/.test(name) || /netblocks?\.mimecast/.test(name)
}

/** Edits between two names, a swap of neighbours counted as one. Stops counting where it cannot matter. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swapped))
    }
  }
  return at(a.length, b.length)
}
