/** "Check now" for a domain's proof: all three places asked at this moment, judged, and kept as evidence. */
import type { Lookup } from '#core/dns/outcome.ts'
import { AppError } from '../http/errors.ts'
import { appendProofEvidence, isProvenElsewhere, type ProofVerdict } from '../evidence/evidence.store.ts'
import { toKeptReplies, type KeptReply } from '../evidence/dns-record.ts'
import { createSharedWork } from '../evidence/shared-work.ts'
import type { JourneyActing } from '../journey/act.ts'
import { touchAccount } from '../journey/journey.store.ts'
import type { Parts } from '../parts.ts'
import { toChallengeName, toCnameName, toProofVerdict } from './proof.ts'

export interface ProofParts extends JourneyActing {
  resolver: Pick<Parts['resolver'], 'lookupWith'>
}

export interface ProofSubject {
  accountId: string
  domain: { id: string; name: string }
}

export type CheckProof = (subject: ProofSubject) => Promise<void>

export function createProofCheck(parts: ProofParts): CheckProof {
  const share = createSharedWork<void>()
  return (subject) => share(subject.domain.id, () => checkProof(parts, subject))
}

async function checkProof(parts: ProofParts, { accountId, domain }: ProofSubject): Promise<void> {
  const { db, resolver, live, now } = parts
  const { code } = await db.selectFrom('domain').select('code')
    .where('id', '=', domain.id).where('account_id', '=', accountId).executeTakeFirstOrThrow()
  // Who presses wants to know how it is now: a remembered "nothing there" would be a lie.
  const { verdict, replies } = await lookForCode(resolver.lookupWith({ fresh: true }), domain.name, { code, target: parts.config.challengeTarget })
  await db.transaction().execute(async (trx) => {
    const at = await touchAccount(trx, accountId, now())
    // Validated ownership wins, and nobody is told whose it is (S-5).
    if (verdict.outcome === 'proven' && (await isProvenElsewhere(trx, domain.name, accountId))) throw new AppError('domain.taken')
    await appendProofEvidence(trx, { accountId, domainId: domain.id, at, replies }, verdict)
  })
  live.publish({ topic: 'journey', accountId })
}

async function lookForCode(lookup: Lookup, domain: string, wanted: { code: string; target: string }): Promise<{ verdict: ProofVerdict; replies: KeptReply[] }> {
  const [atDomain, atChallenge, byCname] = await Promise.all([
    lookup(domain, 'TXT'),
    lookup(toChallengeName(domain), 'TXT'),
    lookup(toCnameName(domain, wanted.code), 'CNAME'),
  ])
  const replies = toKeptReplies([atDomain, atChallenge, byCname])
  return { verdict: { ...toProofVerdict(wanted, { atDomain, atChallenge, byCname }), sources: [], whereabouts: null }, replies }
}
