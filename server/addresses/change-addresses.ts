/** Staff's change of an account's list: read, judged, and written with the decision that tells of it. */
import type { Kysely } from 'kysely'
import { classifyAddress } from '#core/address/address.ts'
import type { FieldProblem } from '#core/contract/common.ts'
import type { Database } from '../db/schema.ts'
import { invalid } from '../http/errors.ts'
import { appendDecision, readAddressRows, type Actor } from '../journey/journey.store.ts'
import { insertAddress, removeAddress } from './addresses.store.ts'

export interface AddressChange {
  add: readonly string[]
  remove: readonly string[]
}

/** Reads both lists as typed: each address once, in its canonical form. Refusals come as fields of these names. */
export function parseAddressChange(typed: AddressChange, present: readonly string[], names = { add: 'add', remove: 'remove' }): AddressChange {
  const fields: FieldProblem[] = []
  const read = (texts: readonly string[], name: string, isFit: (address: string) => boolean, code: string): string[] =>
    texts.flatMap((text, index) => {
      const found = classifyAddress(text)
      const field = `${name}.${index}`
      if (found.kind !== 'public-ipv4') fields.push({ field, code: found.kind, understood: found.understood })
      else if (!isFit(found.address)) fields.push({ field, code, understood: found.address })
      else return [found.address]
      return []
    })
  const add = read(typed.add, names.add, (address) => !present.includes(address), 'address.already-listed')
  const remove = read(typed.remove, names.remove, (address) => present.includes(address), 'address.not-listed')
  if (fields.length > 0) throw invalid(fields)
  return { add: [...new Set(add)], remove: [...new Set(remove)] }
}

interface ChangePlace {
  accountId: string
  /** As `touchAccount` gave it, in this transaction. */
  at: string
  by: Actor
}

/** Gives what really changed. The customer's confirmation ends by itself: it was of another list. */
export async function changeAddresses(trx: Kysely<Database>, place: ChangePlace, typed: AddressChange, names?: { add: string; remove: string }): Promise<AddressChange> {
  const present = (await readAddressRows(trx, place.accountId)).map(({ address }) => address)
  const { add, remove } = parseAddressChange(typed, present, names)
  for (const address of remove) await removeAddress(trx, { ...place, address })
  for (const address of add) await insertAddress(trx, { ...place, address })
  if (add.length + remove.length > 0) {
    await appendDecision(trx, place, { kind: 'addresses-changed', data: { added: [...add], removed: [...remove] } })
  }
  return { add, remove }
}
