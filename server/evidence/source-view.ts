/** What a zone's own servers and the resolvers said of one question: for the page, and octet by octet for the evidence. */
import type { ServerView, SourceView } from '#core/contract/source.ts'
import type { DnsOutcome, RrType } from '#core/dns/outcome.ts'
import type { Propagation, ServerLook, SourceLook, ZoneCut } from '#core/dns/source.ts'
import { createFoundKeeper } from './bounded-found.ts'
import { toFound, toKeptLook, toKeptNoZone, toMs, type KeptReply } from './dns-record.ts'

export function toSourceView<T extends RrType>(look: SourceLook<T>, { state, by, cachesUntilMs }: Propagation<T>): SourceView {
  const keepFound = createFoundKeeper()
  return {
    name: look.name,
    type: look.type,
    zone: look.zone?.zone ?? null,
    noZone: look.noZone,
    nameServers: look.zone?.nameServers.map(({ host }) => host) ?? [],
    ...toDiffers(look.zone),
    state,
    by,
    cachesUntil: cachesUntilMs === null ? null : new Date(cachesUntilMs).toISOString(),
    servers: look.servers.map((server) => ({ ...toServerView(server), ...keepFound(server.outcome === null ? [] : toFound(server.outcome)) })),
  }
}

/** Copied: what was remembered of a zone is nobody's to change. */
export function toDiffers(zone: ZoneCut | null): Pick<SourceView, 'differs'> {
  const { differs } = zone ?? {}
  return differs === undefined ? {} : { differs: { onlyAtParent: [...differs.onlyAtParent], onlyAtChild: [...differs.onlyAtChild] } }
}

function toServerView({ role, host, server, state, outcome, serial }: ServerLook): Omit<ServerView, 'found' | 'leftOut'> {
  const answer = outcome === null ? { outcome: null, ttlSeconds: null, ms: null } : toAnswer(outcome)
  return { role, host, server, state, serial, ...answer }
}

const toAnswer = (outcome: DnsOutcome): Pick<ServerView, 'outcome' | 'ttlSeconds' | 'ms'> =>
  ({ outcome: outcome.kind, ttlSeconds: toTtl(outcome), ms: toMs(outcome) })

/** RFC 2308 §5: "there is none" is remembered for a time as well. */
function toTtl(outcome: DnsOutcome): number | null {
  if (outcome.kind === 'answer') return outcome.ttlSeconds
  return 'negativeTtlSeconds' in outcome ? outcome.negativeTtlSeconds : null
}

/** One line for each server that was asked or should have been; who gave no reply among them. */
export function toKeptLooks(look: SourceLook): KeptReply[] {
  const servers = look.servers.map((server) => toKeptLook(look, server))
  // Without a root nobody was to be asked but the resolvers, and those have lines of their own.
  return look.zone !== null || look.noZone === 'no-roots' ? servers : [toKeptNoZone(look), ...servers]
}
