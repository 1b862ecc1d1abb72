/** "Check now" for a domain's proof: all three places asked at their source at this moment, judged, and kept as evidence. */
import { isSubdomainOf } from '#core/address/domain.ts'
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import { AppError } from '../http/errors.ts'
import { appendProofEvidence, isProvenElsewhere, type ProofVerdict } from '../evidence/evidence.store.ts'
import { createKeptLog } from '../evidence/kept-log.ts'
import { createSharedWork } from '../evidence/shared-work.ts'
import { toSourceView } from '../evidence/source-view.ts'
import type { JourneyActing } from '../journey/act.ts'
import { touchAccount } from '../journey/journey.store.ts'
import type { Parts } from '../parts.ts'
import { goOnWatching, type CheckErrand } from '../watch/check-errand.ts'
import type { CheckSeen } from '../watch/tick.ts'
import { createZoneLookup } from '../source/zone-lookup.ts'
import { findWhereabouts } from '../whereabouts/find-whereabouts.ts'
import { readDomainNames } from './domains.store.ts'
import { toProofDigest, toProofVerdict } from './proof.ts'
import { askControl, askPlaces, type Place, type PlaceParts, type ProofPlaces, type Wanted } from './proof-places.ts'

export interface ProofParts extends JourneyActing, Pick<Parts, 'authority'> {
  resolver: Pick<Parts['resolver'], 'lookupWith'>
}

export interface ProofSubject {
  accountId: string
  domain: { id: string; name: string }
}

export type CheckProof = (subject: ProofSubject) => Promise<void>

export function createProofCheck(parts: ProofParts): CheckProof {
  const share = createSharedWork<void>()
  return (subject) => share(subject.domain.id, async () => {
    const { accountId } = subject
    await checkProofAndKeep(parts, subject, { wish: { account: accountId }, commit: goOnWatching({ accountId, domainId: subject.domain.id, kind: 'proof' }, parts.now) })
    parts.live.publish({ topic: 'journey', accountId })
  })
}

export interface ProofErrand extends CheckErrand {
  /** What the three places have said a moment ago. */
  seen?: ProofPlaces | undefined
}

/** Throws `domain.taken` where another account has proven the name; nothing is written then. */
export async function checkProofAndKeep(parts: ProofParts, { accountId, domain }: ProofSubject, { wish, commit, seen: atSource }: ProofErrand): Promise<void> {
  const { db, resolver, authority, now } = parts
  const wanted = await readWanted(parts, { accountId, domainId: domain.id })
  // Who presses wants to know how it is now: a remembered "nothing there" would be a lie.
  const kept = createKeptLog({ authority, lookup: resolver.lookupWith({ fresh: true, ...(wish.signal === undefined ? {} : { signal: wish.signal }) }) })
  const asking: PlaceParts = { authority: kept.authority, lookup: kept.lookup, wish }
  const places = atSource ?? (await askPlaces(asking, domain.name, wanted))
  const siblings = await readDomainNames(db, accountId)
  const { verdict, seen } = await judgePlaces(asking, { domain: domain.name, siblings, places }, wanted)
  await db.transaction().execute(async (trx) => {
    if (!(await commit(trx, seen))) return
    const at = await touchAccount(trx, accountId, now())
    // Validated ownership wins, and nobody is told whose it is (S-5).
    if (verdict.outcome === 'proven' && (await isProvenElsewhere(trx, domain.name, accountId))) throw new AppError('domain.taken')
    const replies = kept.toReplies([places.atDomain.look, places.atChallenge.look, places.byCname.look].flatMap((look) => [look, ...(look.cuts ?? [])]))
    await appendProofEvidence(trx, { accountId, domainId: domain.id, at, replies }, verdict)
  })
}

export async function readWanted({ db, config }: Pick<ProofParts, 'db' | 'config'>, { accountId, domainId }: { accountId: string; domainId: string }): Promise<Wanted> {
  const { code } = await db.selectFrom('domain').select('code').where('id', '=', domainId).where('account_id', '=', accountId).executeTakeFirstOrThrow()
  return { code, target: config.challengeTarget }
}

interface CodeLook {
  verdict: ProofVerdict
  seen: CheckSeen
}

async function judgePlaces(asking: PlaceParts, { domain, siblings, places }: Omit<Missed, 'known'>, wanted: Wanted): Promise<CodeLook> {
  const all: readonly Place[] = [places.atDomain, places.atChallenge, places.byCname]
  const first = toProofVerdict(wanted, places)
  // Something stands where the code should: a wildcard of the zone, unless a name that nobody published says otherwise.
  const isFind = first.finding === 'cname-elsewhere' || first.finding === 'another-code'
  const control = isFind ? await askControl(asking, domain) : null
  const known = control === null ? [] : [control.text, control.cname]
  const judged = control === null ? first : toProofVerdict(wanted, places, control)
  const whereabouts = judged.outcome === 'not-proven' ? await lookElsewhere(asking, { domain, siblings, places, known }, wanted) : null
  return {
    seen: { digest: toProofDigest(wanted, places), recheckAtMs: null, isOver: judged.outcome === 'proven' },
    verdict: { ...judged, sources: all.map(({ look, propagation }) => toSourceView(look, propagation)), whereabouts },
  }
}

interface Missed {
  domain: string
  siblings: readonly string[]
  places: ProofPlaces
  known: readonly DnsOutcome[]
}

/** Only after a miss, and only where the source can be asked: no resolver shall learn that there is nothing. */
function lookElsewhere({ authority, lookup, wish }: PlaceParts, { domain, siblings, places, known }: Missed, wanted: Wanted): Promise<Whereabouts | null> {
  const zone = places.atDomain.look.zone?.zone
  if (zone === undefined) return Promise.resolve(null)
  const ask = createZoneLookup({ authority, lookup, domain, wish })
  const said = [places.atDomain, places.atChallenge, places.byCname].flatMap(({ settled }) => (settled.kind === 'said' ? [settled.outcome] : []))
  const below = siblings.filter((name) => isSubdomainOf(name, domain))
  return findWhereabouts({ kind: 'proof', domain, zone, below, ...wanted }, ask, [...said, ...known])
}
