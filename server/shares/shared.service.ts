/** What the holder of a link sees and may do: least data (S-28), and one check a minute (S-45). Looking changes nothing. */
import { sql } from 'kysely'
import type { DomainView, Journey } from '#core/contract/journey.ts'
import type { SharedView } from '#core/contract/shares.ts'
import type { CheckProof } from '../domains/proof.service.ts'
import { AppError, tooMany } from '../http/errors.ts'
import { readJourney, type JourneyReading } from '../journey/journey.service.ts'
import type { CheckAccountSpf } from '../spf-check/spf-check.service.ts'
import { findLiveShare, type ShareRow } from './shares.store.ts'

export interface SharedParts extends JourneyReading {
  checkProof: CheckProof
  checkAccountSpf: CheckAccountSpf
}

export interface Holder {
  shareId: string
  accountId: string
}

export async function readShared(parts: SharedParts, holder: Holder): Promise<SharedView> {
  const { share, journey } = await open(parts, holder)
  const domain = journey.domains.find(({ id }) => id === share.domain_id) ?? null
  return {
    purpose: share.purpose,
    from: { name: share.person_name, company: journey.account.company },
    createdAt: share.created_at,
    expiresAt: share.expires_at,
    proof: share.purpose === 'domain-proof' && domain ? toProofPart(domain) : null,
    spf: share.purpose === 'spf' && domain ? toSpfPart(domain, journey) : null,
    connector: share.purpose === 'connector' ? toConnectorPart(journey) : null,
  }
}

/** Every way in which a link can be over, and every id that is not one, is the same answer (S-27). */
async function open(parts: SharedParts, { shareId, accountId }: Holder): Promise<{ share: ShareRow; journey: Journey }> {
  const share = await findLiveShare(parts.db, { id: shareId, accountId }, parts.now())
  if (!share) throw new AppError('link.unusable')
  return { share, journey: await readJourney(parts, accountId) }
}

function toProofPart({ name, zone, zoneSeen, watches, proof: { code, target, evidence } }: DomainView): SharedView['proof'] {
  // Proven by the domain above it since the link was made: there is nothing left to publish.
  if (code === null) throw new AppError('link.unusable')
  return { domain: name, zone, zoneSeen, code, target, evidence, watch: watches.find(({ kind }) => kind === 'proof') ?? null }
}

function toSpfPart({ name, zone, zoneSeen, watches, spf }: DomainView, { account }: Journey): SharedView['spf'] {
  if (account.include === null) throw new AppError('link.unusable')
  const watch = watches.find(({ kind }) => kind === 'spf') ?? null
  return { domain: name, zone, zoneSeen, region: account.region, include: account.include, evidence: spf.evidence, plan: spf.plan, watch }
}

function toConnectorPart({ account, domains, connector }: Journey): SharedView['connector'] {
  const { platform, region, dynamicAddresses, smartHosts } = account
  return { platform, region, dynamicAddresses, smartHosts, answers: connector.answers, domains: domains.map(({ name }) => name) }
}

export async function checkShared(parts: SharedParts, holder: Holder): Promise<SharedView> {
  const { share, journey } = await open(parts, holder)
  const domain = journey.domains.find(({ id }) => id === share.domain_id)
  // There is nothing in DNS to ask about a connector.
  if (domain) {
    await takeTurn(parts, share.id)
    if (share.purpose === 'domain-proof') await parts.checkProof({ accountId: share.account_id, domain })
    else await parts.checkAccountSpf({ account: journey.account, domain })
  }
  return readShared(parts, holder)
}

const pauseMs = 60_000

/**
 * One check a minute and link, counted from the last one and not by the clock's minutes, so that the seconds to wait are
 * true. The row is the link's own in the table of limits; its window begins with the check that was let through.
 */
async function takeTurn({ db, now }: SharedParts, shareId: string): Promise<void> {
  const key = `shared-check:${shareId}`
  const at = now()
  const since = new Date(at.getTime() - pauseMs).toISOString()
  const recent = await db.selectFrom('rate').select('window_start').where('key', '=', key).where('window_start', '>', since)
    .orderBy('window_start', 'desc').limit(1).executeTakeFirst()
  if (recent) throw tooMany(Math.max(1, Math.ceil((Date.parse(recent.window_start) + pauseMs - at.getTime()) / 1000)))
  await db.insertInto('rate').values({ key, window_start: at.toISOString(), count: 1 })
    .onConflict((conflict) => conflict.columns(['key', 'window_start']).doUpdateSet({ count: sql`rate.count + 1` })).execute()
}
