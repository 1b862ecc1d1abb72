/** The three places where a domain's code may stand (architecture D4), and what was found there. Pure: asks nobody. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { ProofFindingCode } from '#core/contract/evidence.ts'
import { canonicalHost } from '#core/dns/names.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import type { ValueOf } from '#core/dns/source.ts'
import { toDoubt } from '#core/dns/witnesses.ts'
import type { ProofVerdict } from '../evidence/evidence.store.ts'
import { toFound, toQuestionAsked } from '../evidence/dns-record.ts'
import { toUnasked } from '../source/zone-lookup.ts'
import { toDigest } from '../watch/digest.ts'
import type { Place, ProofPlaces, Wanted } from './proof-places.ts'

export const toCnameName = (domain: string, code: string): string => `${code}.${domain}`
/** Where a wildcard answers for every name, its answer is no sign of anything. Null where nobody had to ask. */
export type ControlAnswer = { text: DnsOutcome<'TXT'>; cname: DnsOutcome<'CNAME'> } | null

type Found = Pick<ProofVerdict, 'outcome' | 'finding' | 'params'>
type Judged = Found & Pick<ProofVerdict, 'asked'>
const found = (outcome: ProofVerdict['outcome'], finding: ProofFindingCode, params: Record<string, string> = {}): Found =>
  ({ outcome, finding, params })

/** One place that has the code is enough; "not proven" is only said when every place has answered, and by all its servers. */
export function toProofVerdict(wanted: Wanted, places: ProofPlaces, control: ControlAnswer = null): Judged {
  const all = [places.atDomain, places.atChallenge, places.byCname]
  const verdict = toSeenVerdict(wanted, places) ?? toUndecided(all) ?? toMissing(wanted, places, control)
  return { ...verdict, asked: all.map(toAsked) }
}

/** A place without doubt is enough; else whatever leaves one is said of the first that has the code. */
function toSeenVerdict(wanted: Wanted, { atDomain, atChallenge, byCname }: ProofPlaces): Found | null {
  const seen = [
    ...toSeen(atDomain, toCodeValue(wanted), 'code-at-domain'),
    ...toSeen(atChallenge, toCodeValue(wanted), 'code-at-challenge'),
    ...toSeen(byCname, toTargetValue(wanted), 'code-by-cname'),
  ]
  return seen.find(({ outcome }) => outcome === 'proven') ?? seen[0] ?? null
}

/** Only what every server of the zone that answered says: one of many may be an old copy, or not the customer's own. */
function toSeen<T extends 'TXT' | 'CNAME'>({ look, propagation, settled }: Place<T>, valueOf: ValueOf<T>, finding: ProofFindingCode): Found[] {
  if (settled.kind !== 'said' || valueOf(settled.outcome) === null) return []
  const doubt = toDoubt(look, propagation, valueOf)
  if (doubt === null) return [found('proven', finding, { name: look.name })]
  return [found('unavailable', doubt.kind, { name: look.name, ...doubt.params })]
}

function toUndecided(all: readonly Place[]): Found | null {
  const split = all.find(({ settled }) => settled.kind === 'disagree')
  if (split) return found('unavailable', 'servers-disagree', { name: split.look.name })
  for (const { look, settled } of all) {
    if (settled.kind === 'unasked') return found('unavailable', 'could-not-ask', { name: look.name, reason: settled.reason })
  }
  return null
}

/** The closest thing to the code that is there, so that a slip can be seen. */
function toMissing({ code }: Wanted, { atDomain, atChallenge, byCname }: ProofPlaces, control: ControlAnswer): Found {
  const own = toOutcome(atDomain)
  if (own?.kind === 'nxdomain') return found('not-proven', 'no-such-domain', { name: own.name })
  const everywhere = control === null ? [] : [...toTexts(control.text), ...toTargets(control.cname)]
  // Whether a wildcard gives it can only be said once its answer is known.
  const isTold = control === null || (isHeard(control.text) && isHeard(control.cname))
  const isOwn = (text: string): boolean => isTold && !everywhere.includes(text)
  const elsewhere = toTargets(toOutcome(byCname)).find(isOwn)
  if (elsewhere !== undefined) return found('not-proven', 'cname-elsewhere', { name: byCname.look.name, found: elsewhere })
  const other = toTexts(toOutcome(atChallenge)).find(isOwn)
  if (other !== undefined) return found('not-proven', 'another-code', { name: atChallenge.look.name, found: other })
  const alike = toTexts(own).find((text) => isLikeCode(text, code))
  if (alike !== undefined) return found('not-proven', 'another-code', { name: atDomain.look.name, found: alike })
  return found('not-proven', 'code-missing')
}

const toOutcome = <T extends 'TXT' | 'CNAME'>({ settled }: Place<T>): DnsOutcome<T> | null => (settled.kind === 'said' ? settled.outcome : null)

function toAsked(place: Place): ProofVerdict['asked'][number] {
  const { look, settled } = place
  if (settled.kind === 'said') return toQuestionAsked(settled.outcome)
  if (settled.kind === 'disagree') return { ...toQuestionAsked(toUnasked(look, 'servers-disagree')), outcome: 'servers-disagree' }
  const failed = look.servers.findLast(({ outcome }) => outcome !== null)?.outcome
  return { ...toQuestionAsked(failed ?? toUnasked(look, settled.reason)), outcome: settled.reason, found: [], ttlSeconds: null }
}

const isHeard = ({ kind }: DnsOutcome): boolean => kind === 'answer' || kind === 'nodata' || kind === 'nxdomain'

export const toCodeValue = ({ code }: Wanted): ValueOf<'TXT'> => (outcome) => (toTexts(outcome).some((text) => isSame(text, code)) ? code : null)
export const toTargetValue = ({ target }: Wanted): ValueOf<'CNAME'> => (outcome) => (toTargets(outcome).some((host) => isSame(host, canonicalHost(target))) ? target : null)

const toTexts = (outcome: DnsOutcome<'TXT'> | null): string[] => (outcome?.kind === 'answer' ? outcome.records.map(({ text }) => text.trim()) : [])
const toTargets = (outcome: DnsOutcome<'CNAME'> | null): string[] => (outcome?.kind === 'answer' ? outcome.records.map(({ target }) => canonicalHost(target)) : [])

/** Everything in the three places, as a digest to compare; null when nobody could be asked and none has the code. */
export function toProofDigest(wanted: Wanted, places: ProofPlaces): string | null {
  const seen = toSeenVerdict(wanted, places)
  if (seen?.outcome === 'proven') return 'proven'
  const all: readonly Place[] = [places.atDomain, places.atChallenge, places.byCname]
  if (seen === null && all.some(({ settled }) => settled.kind === 'unasked')) return null
  return toDigest(JSON.stringify([...all.map(toPlaceDigest), ...(seen === null ? [] : [seen.finding])]))
}

/** By whomever it was said, and in whatever order. */
const toPlaceDigest = ({ look, propagation }: Place): string[] => {
  const answered = look.servers.filter(({ role, state }) => role === propagation.by && state === 'answered')
  const said = answered.flatMap(({ outcome }) => (outcome === null ? [] : [toFound(outcome).sort().join('\n')]))
  return [...new Set(said)].sort()
}

/** Takes the same time whatever differs (S-8): the digests are equally long. */
function isSame(text: string, wanted: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value, 'latin1').digest()
  return timingSafeEqual(digest(text), digest(wanted))
}

/** Of the form in which Connect makes codes, or the wanted one in other letters, quotes or company. */
function isLikeCode(text: string, code: string): boolean {
  return /^[a-z2-7]{32}$/u.test(text) || text.toLowerCase().includes(code)
}
