/**
 * Whether what a zone's servers say may be believed for good (security: S-11). One of them alone may be an old copy, or
 * whoever took over a server that the zone has forgotten; so a second one, or a resolver, has to say the same. It does not
 * choose that second one: only those that the zone's parent names are witnesses.
 */
import type { DnsOutcome, RecordOf, RrType } from './outcome.ts'
import { settle } from './settle.ts'
import { countNameServers, judgePropagation, type NameServer, type Propagation, type ServerLook, type SourceLook, type ValueOf } from './source.ts'

/** The zone's servers, but those that only the zone itself names; nothing was heard of those for which it tells the address. */
function toWitnesses({ servers, zone }: Pick<SourceLook, 'servers' | 'zone'>): readonly ServerLook[] {
  const isOf = (hosts: readonly string[] | undefined, { host }: ServerLook): boolean => host !== null && hosts?.includes(host) === true
  const named = servers.filter((look) => look.role === 'source' && !isOf(zone?.differs?.onlyAtChild, look))
  return named.map((look) => (isOf(zone?.selfTold, look) ? { ...look, state: 'silent' } : look))
}

/**
 * `one-witness`: the other name servers did not answer. `resolvers-fail`: what validates signatures does not accept it.
 * The others speak of a delegation on which it rests.
 */
export type Doubt = { kind: 'one-witness' | 'resolvers-fail' | 'servers-disagree' | 'could-not-ask'; params: Readonly<Record<string, string>> }

/** Of a look whose servers all say the same, and have what is wanted. */
export function toDoubt<T extends RrType>(look: SourceLook<T>, { by, answers }: Propagation<T>, valueOf: ValueOf<T>): Doubt | null {
  // From here resolvers are all there is.
  if (by === 'cache') return null
  const caches = look.servers.filter(({ role }) => role === 'cache')
  const heard = caches.flatMap(({ state, outcome }) => (state === 'answered' && outcome !== null ? [outcome] : []))
  // RFC 4035 §5.5: where a signature is wrong, a validating resolver says SERVFAIL.
  if (heard.length === 0 && caches.some(({ outcome }) => outcome?.kind === 'servfail')) return { kind: 'resolvers-fail', params: { reason: 'servfail' } }
  const [value] = answers.map(valueOf)
  if (heard.some((outcome) => valueOf(outcome) === value)) return null
  return toDoubtAlong(look)
}

/** Of the look, of the delegations on which its zone rests, and of all that its aliases led to. */
function toDoubtAlong(look: SourceLook): Doubt | null {
  const along = look.ways?.map(toDoubtAlong) ?? []
  return toLonely(look) ?? toCutDoubt(look) ?? along.find((doubt) => doubt !== null) ?? null
}

function toLonely(look: SourceLook): Doubt | null {
  const { answered, askable, all } = countNameServers(toWitnesses(look))
  const isEnough = answered > 1 || (answered === 1 && askable === 1)
  return isEnough ? null : { kind: 'one-witness', params: { answered: String(answered), all: String(all) } }
}

/** Who alone says to which hosts a zone is handed on, and where they are, has chosen all of its witnesses. */
function toCutDoubt({ zone, cuts: [cut, ...above] = [] }: Pick<SourceLook, 'zone' | 'cuts'>): Doubt | null {
  if (zone === null || cut === undefined) return null
  const settled = settle(cut, judgePropagation(cut, delegationOf, 0))
  if (settled.kind === 'unasked') return { kind: 'could-not-ask', params: { reason: settled.reason } }
  const told = settled.kind === 'said' ? [settled.outcome] : settled.outcomes
  const asked = zone.nameServers.filter(({ host }) => !zone.differs?.onlyAtChild.includes(host))
  const isSame = told.every((outcome) => asked.every((one) => toNamed(outcome).some((named) => isSameHost(named, one))))
  if (!isSame) return { kind: 'servers-disagree', params: {} }
  return toLonely(cut) ?? toCutDoubt({ zone: cut.zone, cuts: above })
}

const toNamed = (outcome: DnsOutcome<'NS'>): readonly RecordOf['NS'][] => (outcome.kind === 'answer' ? outcome.records : [])
const delegationOf: ValueOf<'NS'> = (outcome) => toNamed(outcome).map(({ host, glue = [] }) => [host, ...[...glue].sort()].join(' ')).sort().join('\n')

/** Where no address is told, the resolver has found it. */
function isSameHost({ host, glue = [] }: RecordOf['NS'], asked: NameServer): boolean {
  return host === asked.host && (glue.length === 0 || asked.addresses.every((address) => glue.includes(address)))
}
