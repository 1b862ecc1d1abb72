/**
 * The names of the client's address that lead back to it (RFC 7208 §5.5, §7.3). The names were chosen by the owner of
 * the address, not of the record, so an error here only means that a name is not validated.
 */
import { canonicalHost, isAtOrBelow } from '../dns/names.ts'
import { maxPtrNames } from './limits.ts'
import { formatIp, parseIp, toReverseName } from './ip.ts'
import type { Asker } from './run.ts'

export interface PtrNames {
  names: readonly string[]
  isVoid: boolean
  /** The time was over before anybody knew. */
  isCut: boolean
}

/** RFC 7208 §4.6.4: names after the tenth are ignored. */
export async function lookupPtrNames(asker: Asker): Promise<PtrNames> {
  if (asker.isOutOfTime()) return { names: [], isVoid: false, isCut: true }
  const outcome = await asker.lookup(toReverseName(asker.ip), 'PTR')
  if (outcome.kind !== 'answer') return { names: [], isVoid: outcome.kind === 'nodata' || outcome.kind === 'nxdomain', isCut: outcome.kind === 'aborted' }
  return { names: outcome.records.slice(0, maxPtrNames).map(({ target }) => canonicalHost(target)), isVoid: false, isCut: false }
}

/** Whether an address of the name, of the client's family, is the client's; null when the time was over before that was known. */
export async function isValidated(asker: Asker, name: string): Promise<boolean | null> {
  if (asker.isOutOfTime()) return null
  const outcome = await asker.lookup(name, asker.ip.family === 4 ? 'A' : 'AAAA')
  if (outcome.kind !== 'answer') return outcome.kind === 'aborted' ? null : false
  const client = formatIp(asker.ip)
  return outcome.records.some(({ address }) => {
    const found = parseIp(address)
    return found !== null && formatIp(found) === client
  })
}

/** RFC 7208 §7.3, `p`: the domain itself before a name below it, before any other, else "unknown". */
export async function lookupValidatedName(asker: Asker, domain: string): Promise<string> {
  const { names } = await lookupPtrNames(asker)
  const own = canonicalHost(domain)
  const rank = (name: string): number => (name === own ? 0 : isAtOrBelow(name, own) ? 1 : 2)
  for (const name of [...names].sort((a, b) => rank(a) - rank(b))) {
    if ((await isValidated(asker, name)) === true) return name
  }
  return 'unknown'
}
