/**
 * The servers that answer our questions: how they are written, and which of them to ask first.
 */
import { getServers } from 'node:dns'
import { isIP, isIPv4 } from 'node:net'

export interface DnsServer {
  address: string
  port: number
}

const dnsPort = 53
/** How long a server that stayed silent, where another answered, waits at the end of the line. */
const penaltyMs = 15_000
const srttWeight = 0.25
/** So slowly does the quickest round trip give way to slower ones. */
const forgetting = 0.002

/** `address`, `address:port`, `[v6]` or `[v6]:port`; null for anything else. Names are not looked up: by whom? */
export function parseDnsServer(text: string): DnsServer | null {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text)
  const address = match?.[1] ?? match?.[2] ?? text
  const port = match?.[3] === undefined ? dnsPort : Number(match[3])
  const isRightForm = match?.[1] === undefined || isIP(address) === 6
  return isIP(address) !== 0 && isRightForm && port >= 1 && port <= 65_535 ? { address, port } : null
}

/** The value of `DNS_SERVERS`: comma-separated. `wrong` is the first item that is no server address. */
export function parseDnsServers(text: string): { servers: readonly DnsServer[] } | { wrong: string } {
  const servers: DnsServer[] = []
  for (const item of text.split(',').map((part) => part.trim())) {
    const server = parseDnsServer(item)
    if (server === null) return { wrong: item }
    servers.push(server)
  }
  return { servers }
}

const texts = new WeakMap<DnsServer, string>()

export function formatDnsServer(server: DnsServer): string {
  const known = texts.get(server)
  if (known !== undefined) return known
  const { address, port } = server
  const text = isIPv4(address) ? `${address}:${port}` : `[${address}]:${port}`
  texts.set(server, text)
  return text
}

/** What this machine is set up to ask. Never a public resolver that nobody chose. */
export function systemDnsServers(): readonly DnsServer[] {
  return getServers().flatMap((text) => parseDnsServer(text) ?? [])
}

export interface UpstreamState {
  server: string
  srttMs: number
  failures: number
}

export interface Upstreams {
  /** Best first: those that answer, by their smoothed round-trip time, then those that lately did not. */
  toOrder(): readonly DnsServer[]
  noteReply(server: DnsServer, rttMs: number): void
  noteFailure(server: DnsServer): void
  /** How long the best server takes for an answer when nothing holds it up; infinite before the first. */
  toQuickestMs(): number
  toStates(): readonly UpstreamState[]
}

export function createUpstreams(servers: readonly DnsServer[], now: () => number): Upstreams {
  const all = servers.map((server) => ({ server, srttMs: 0, quickestMs: Infinity, failures: 0, penaltyUntil: -Infinity }))
  const stateOf = (server: DnsServer) => all.find((state) => state.server === server)
  return {
    toOrder() {
      if (servers.length === 1) return servers
      const at = now()
      const isLate = (state: (typeof all)[number]): number => (state.penaltyUntil > at ? 1 : 0)
      return [...all].sort((a, b) => isLate(a) - isLate(b) || a.srttMs - b.srttMs).map(({ server }) => server)
    },
    noteReply(server, rttMs) {
      const state = stateOf(server)
      if (state === undefined) return
      state.srttMs = state.srttMs === 0 ? rttMs : state.srttMs + srttWeight * (rttMs - state.srttMs)
      // Under load our own queue is part of each round trip: the quickest ones tell what the way itself takes.
      const isQuickest = rttMs < state.quickestMs
      state.quickestMs = isQuickest ? rttMs : state.quickestMs + forgetting * (rttMs - state.quickestMs)
      state.penaltyUntil = -Infinity
    },
    noteFailure(server) {
      const state = stateOf(server)
      if (state === undefined) return
      state.failures += 1
      state.penaltyUntil = now() + penaltyMs
    },
    toQuickestMs: () => Math.min(...all.map(({ quickestMs }) => quickestMs)),
    toStates: () =>
      all.map(({ server, srttMs, failures }) => ({ server: formatDnsServer(server), srttMs, failures })),
  }
}
