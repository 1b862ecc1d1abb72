import { randomBytes } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** 160 bits as 32 characters of lower-case base32 (RFC 4648 §6), so that the code is a legal label (architecture D4). */
export function createDomainCode(bytes: Uint8Array = randomBytes(20)): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/gu) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}
