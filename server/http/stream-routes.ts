import type { Access } from '#core/contract/endpoint.ts'
import { liveEventsPath, sharedLiveEventsPath, type LiveEvent } from '#core/contract/live.ts'
import type { Parts } from '../parts.ts'
import { createSessions } from '../people/sessions.ts'
import type { Gate } from './access.ts'
import { createSessionCookie } from './cookies.ts'
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

  const openForPerson = async (request: Request) => {
    const person = await gate.demandPerson(request)
    const token = cookie.read(request) ?? ''
    const toTold = (event: LiveEvent) => (person.role === 'staff' || event.accountId === person.account?.id ? event : null)
    const isStillOpen = async () => (await sessions.peek(token)) !== null
    return streams.open({ key: `person:${person.id}`, signal: request.signal, toTold, isStillOpen })
  }

  const openForShare = async (request: Request, clientAddress: string) => {
    const holder = await gate.demandShare(request, clientAddress)
    const token = readBearer(request) ?? ''
    // Least data (S-28): a link has no part in requests, and its holder need not know which account it is.
    const toTold = (event: LiveEvent): LiveEvent | null =>
      event.accountId === holder.accountId && event.topic !== 'requests' ? { ...event, accountId: '' } : null
    const isStillOpen = async () => (await findShareHolder(parts.db, token, parts.now())) !== null
    return streams.open({ key: `share:${holder.shareId}`, signal: request.signal, toTold, isStillOpen })
  }

  return [
    { path: liveEventsPath, access: 'person', open: openForPerson },
    { path: sharedLiveEventsPath, access: 'share-link', open: openForShare },
  ]
}
