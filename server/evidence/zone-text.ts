import { toLowerAscii } from '../dns/name.ts'

/**
 * The name at an offset as a zone file writes it (RFC 1035 §5.1), with its final dot, and where it ends. Null when it
 * leaves the message or turns in a circle.
 */
export function readWireName(octets: Buffer, start: number): { text: string; end: number } | null {
  const labels: string[] = []
  let at = start
  let end: number | null = null
  for (;;) {
    const length = octets[at]
    if (length === undefined) return null
    if (length === 0) return { text: labels.length === 0 ? '.' : `${labels.join('.')}.`, end: end ?? at + 1 }
    if (length < 0x40) {
      if (at + 1 + length > octets.length || labels.length > 127) return null
      labels.push(escapeName(toLowerAscii(octets.toString('latin1', at + 1, at + 1 + length))).replaceAll('.', '\\.'))
      at += length + 1
      continue
    }
    const target = octets[at + 1] === undefined || length < 0xc0 ? at : ((length & 0x3f) << 8) | (octets[at + 1] ?? 0)
    // RFC 1035 §4.1.4: a pointer leads to a prior occurrence.
    if (target >= at) return null
    end ??= at + 2
    at = target
  }
}

/** A name whose labels were joined by dots already. */
export function toZoneName(name: string): string {
  return name === '.' ? name : `${escapeName(name)}.`
}

export function toZoneString(octets: Uint8Array): string {
  const text = Buffer.from(octets).toString('latin1')
  return `"${text.replace(/["\\]/gu, '\\$&').replace(/[^\x20-\x7e]/gu, toNumber)}"`
}

const escapeName = (text: string): string => text.replace(/["$();@\\]/gu, '\\$&').replace(/[^\x21-\x7e]/gu, toNumber)

const toNumber = (character: string): string => `\\${character.charCodeAt(0).toString().padStart(3, '0')}`
