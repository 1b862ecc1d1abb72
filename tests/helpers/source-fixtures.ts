import type { ProofEvidence } from '#core/contract/evidence.ts'
import type { ServerView, SourceView } from '#core/contract/source.ts'
import type { WatchView } from '#core/contract/watch.ts'
import type { Whereabouts } from '#core/contract/whereabouts.ts'

/** Typed pieces of what a zone's servers said, for pages that are tried without a server. */
export function makeServer(changes: Partial<ServerView> = {}): ServerView {
  return {
    role: 'source', host: 'ns1.hoster.example', server: '193.0.6.139:53', state: 'answered', outcome: 'answer', found: ['v=spf1 ~all'], ttlSeconds: 3600,
    serial: 2026112101, ms: 12.4, ...changes,
  }
}

export const makeCache = (changes: Partial<ServerView> = {}): ServerView =>
  makeServer({ role: 'cache', host: null, server: '199.43.135.53:53', ttlSeconds: 1800, serial: null, ...changes })

export function makeSource(changes: Partial<SourceView> = {}): SourceView {
  return {
    name: 'northwind.example', type: 'TXT', zone: 'northwind.example', noZone: null, nameServers: ['ns1.hoster.example', 'ns2.hoster.example'],
    state: 'everywhere', by: 'source', cachesUntil: null, servers: [makeServer(), makeCache()], ...changes,
  }
}

export function makeProof(changes: Partial<ProofEvidence> = {}): ProofEvidence {
  return {
    id: '00000000-0000-4000-8000-000000000900', askedAt: '2026-11-21T18:04:12.000Z', outcome: 'not-proven', finding: 'code-missing',
    params: { name: 'northwind.example' }, asked: [], sources: [makeSource({ state: 'not-published' })], whereabouts: null, ...changes,
  }
}

export const provenProof = (changes: Partial<ProofEvidence> = {}): ProofEvidence =>
  makeProof({ outcome: 'proven', finding: 'code-at-domain', sources: [makeSource()], ...changes })

export const doubled: Whereabouts = {
  cause: 'zone-doubled', name: 'northwind.example.northwind.example', found: 'mq4z7c2n5k8w3x6b9d1f0g2h4j6l8p00',
  params: { domain: 'northwind.example', zone: 'northwind.example' },
  repair: { host: '@', type: 'TXT', value: 'mq4z7c2n5k8w3x6b9d1f0g2h4j6l8p00' },
}

/** Asked a moment ago, asked again in a moment: by the clock of the test. */
export function makeWatch(changes: Partial<WatchView> = {}): WatchView {
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
  return { kind: 'proof', askedAt: at(-2), nextAt: at(3), endsAt: at(30 * 86_400), ...changes }
}
