/** Links for a colleague: made and taken back by the customer. The link itself is seen once, when it is made. */
import { randomUUID } from 'node:crypto'
import type { DomainView, Journey } from '#core/contract/journey.ts'
import type { Share, SharePurpose } from '#core/contract/shares.ts'
import type { StepKey } from '#core/contract/task.ts'
import { invalid, notFound } from '../http/errors.ts'
import { act, findDomain, type ActingPerson, type JourneyActing } from '../journey/act.ts'
import { stepNotReady } from '../journey/journey.errors.ts'
import { readDomainRows } from '../journey/journey.store.ts'
import { createToken } from '../people/tokens.ts'
import type { Parts } from '../parts.ts'
import { insertShare, readShareRows, revokeShareRow, toShare } from './shares.store.ts'

export interface ShareParts extends JourneyActing, Pick<Parts, 'publicUrl'> {}

const dayMs = 24 * 60 * 60 * 1000
const usualDays = 14
/** The step that a link is about: one can be handed on as soon as it can be opened. */
const stepOf: Readonly<Record<SharePurpose, StepKey>> = { 'domain-proof': 'domains', spf: 'spf-record', connector: 'connector' }

export interface NewShare {
  purpose: SharePurpose
  domainId: string | null
  days?: number | undefined
}

export async function createShare(parts: ShareParts, who: ActingPerson, wanted: NewShare): Promise<{ share: Share; url: string }> {
  const { token, hash } = createToken()
  const id = randomUUID()
  const { accountId, person } = who
  await act(parts, who, stepOf[wanted.purpose], async ({ trx, at, journey }) => {
    const domain = requireSubject(journey, wanted)
    const expires = new Date(Date.parse(at) + (wanted.days ?? usualDays) * dayMs).toISOString()
    await insertShare(trx, {
      id, account_id: accountId, token_hash: hash, purpose: wanted.purpose, domain_id: domain?.id ?? null,
      person_id: person.id, person_name: person.name, created_at: at, expires_at: expires, revoked_at: null,
    })
    return [{ kind: 'share-created', data: { shareId: id, purpose: wanted.purpose }, ...toDomainPart(domain?.id) }]
  })
  parts.live.publish({ topic: 'shares', accountId })
  return { share: await readShare(parts, { accountId, id }), url: `${parts.publicUrl}/s/${token}` }
}

const toDomainPart = (domainId: string | null | undefined) => (domainId ? { domainId } : {})

/** What the link is about has to be there: a code that is still needed, an include to publish, hosts to connect to. */
function requireSubject(journey: Journey, { purpose, domainId }: NewShare): DomainView | null {
  if (purpose === 'connector') {
    if (domainId !== null) throw invalid([{ field: 'domainId', code: 'field.not-allowed' }])
    if (journey.tasks.some(({ reason }) => reason === 'connector.no-hosts')) throw stepNotReady()
    return null
  }
  if (domainId === null) throw invalid([{ field: 'domainId', code: 'field.required' }])
  const domain = findDomain(journey, domainId)
  if (purpose === 'domain-proof' && domain.proof.code === null) throw stepNotReady()
  if (purpose === 'spf' && journey.account.include === null) throw stepNotReady()
  return domain
}

export async function listShares({ db }: Pick<Parts, 'db'>, accountId: string): Promise<Share[]> {
  const names = new Map((await readDomainRows(db, accountId)).map(({ id, name }) => [id, name]))
  return (await readShareRows(db, accountId)).map((row) => toShare(row, names.get(row.domain_id ?? '') ?? null))
}

async function readShare(parts: Pick<Parts, 'db'>, { accountId, id }: { accountId: string; id: string }): Promise<Share> {
  const share = (await listShares(parts, accountId)).find((one) => one.id === id)
  if (!share) throw notFound()
  return share
}

/** Taking back what was taken back already changes nothing, and is no mistake. */
export async function revokeShare(parts: ShareParts, who: ActingPerson, id: string): Promise<Share> {
  const { accountId } = who
  const share = await readShare(parts, { accountId, id })
  await act(parts, who, null, async ({ trx, at }) => {
    if (!(await revokeShareRow(trx, { id, accountId, at }))) return []
    return [{ kind: 'share-revoked', data: { shareId: id, purpose: share.purpose }, ...toDomainPart(share.domain?.id) }]
  })
  // Open pages of the link end when they hear this (S-26).
  parts.live.publish({ topic: 'shares', accountId })
  return readShare(parts, { accountId, id })
}
