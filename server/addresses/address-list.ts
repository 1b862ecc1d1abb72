import type { OutboundAddress } from '#core/contract/account.ts'
import type { AddressRow } from '../journey/journey.store.ts'

/** Mimecast takes up to two hours to accept an address that was added. */
const activeAfterMs = 2 * 60 * 60 * 1000

export function toAddressView(row: AddressRow): OutboundAddress {
  const activeFrom = new Date(Date.parse(row.added_at) + activeAfterMs).toISOString()
  return { id: row.id, address: row.address, addedAt: row.added_at, activeFrom }
}

/** The same addresses, in whatever order. */
export function isSameList(some: readonly string[], others: readonly string[]): boolean {
  const [left, right] = [new Set(some), new Set(others)]
  return left.size === right.size && [...left].every((address) => right.has(address))
}
