import { idSchema } from '#core/contract/common.ts'
import type { Access } from '#core/contract/endpoint.ts'
import { liveEventsPath, sharedLiveEventsPath, type LiveEvent } from '#core/contract/live.ts'
import type { Parts } from '../parts.ts'
import { createSessions } from '../people/sessions.ts'
import { createPresence } from '../watch/presence.ts'
import type { Gate } from './access.ts'
import { createSessionCookie } from './cookies.ts'
import { notFound } from './errors.ts'
import type { EventStreams } from './event-streams.ts'
import { findShareHolder, readBearer } from './share-holder.ts'

/** A route whose answer does not end by itself. It states who may call it, like every other. */
export interface StreamRoute {
  path: string
  access: Access
  open: (request: Request, clientAddress: string) => Promise<Response>
}

export function createStreamRoutes(parts: Parts, gate: Gate, streams: EventStreams): StreamRoute[] {
  const sessions = createSessions(parts.db, parts.now)
  const cookie = createSessionCookie(parts.publicUrl)
  const presence = createPresence(parts)
  const enter = (domainId: string | null) => (domainId === null ? {} : { onOpen: () => presence.enter(domainId) })

  /** The domain that the page shows, as `?domain=` says; null where it shows none. One of another account is as unknown as none (S-1). */
  const findViewed = async (request: Request, accountId: string | null): Promise<string | null> => {
    const typed = new URL(request.url).searchParams.get('domain')
    if (typed === null) return null
    const { data: id } = idSchema.safeParse(typed)
    const row = id === undefined ? undefined : await parts.db.selectFrom('domain').select('account_id').where('id', '=', id).executeTakeFirst()
    if (id === undefined || row === undefined || (accountId !== null && row.account_id !== accountId)) throw notFound()
    return id
  }

  const openForPerson = async (request: Request) => {
    const person = await gate.demandPerson(request)
    const token = cookie.read(request) ?? ''
    const viewed = await findViewed(request, person.role === 'staff' ? null : (person.account?.id ?? ''))
    const toTold = (event: LiveEvent) => (person.role === 'staff' || event.accountId === person.account?.id ? event : null)
    const isStillOpen = async () => (await sessions.peek(token)) !== null
    return streams.open({ key: `person:${person.id}`, signal: request.signal, toTold, isStillOpen, ...enter(viewed) })
  }

  const openForShare = async (request: Request, clientAddress: string) => {
    const holder = await gate.demandShare(request, clientAddress)
    const token = readBearer(request) ?? ''
    // Least data (S-28): a link is about one domain and has no part in requests, and its holder need not know which account it is.
    const isForHolder = (event: LiveEvent): boolean =>
      event.accountId === holder.accountId && event.topic !== 'requests' && (event.topic !== 'asked' || event.domainId === holder.domainId)
    const toTold = (event: LiveEvent): LiveEvent | null => (isForHolder(event) ? { ...event, accountId: '' } : null)
    const isStillOpen = async () => (await findShareHolder(parts.db, token, parts.now())) !== null
    return streams.open({ key: `share:${holder.shareId}`, signal: request.signal, toTold, isStillOpen, ...enter(holder.domainId) })
  }

  return [
    { path: liveEventsPath, access: 'person', open: openForPerson },
    { path: sharedLiveEventsPath, access: 'share-link', open: openForShare },
  ]
}
