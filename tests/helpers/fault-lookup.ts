import { expect, onTestFinished } from 'vitest'
import type { DnsOutcome } from '../../core/dns/outcome.ts'
import { createResolver } from '../../server/dns/resolver.ts'
import type { ResolverOptions } from '../../server/dns/resolver.ts'
import { leavingNoSocket } from './faulty-dns.ts'
import type { FaultyDns } from './faulty-dns.ts'

/** Room for a busy machine: what counts is that a look-up ends by its own clock. */
export const slackMs = 1500

/** For look-ups that are meant to run out of time. */
export const short: ResolverOptions = { deadlineMs: 300, firstTryMs: 60 }
/** For look-ups that are meant to try again soon. */
export const eager: ResolverOptions = { firstTryMs: 60 }

/** One look-up, which must end inside its deadline and leave no socket. */
export async function lookupAgainst(
  servers: readonly FaultyDns[],
  options: ResolverOptions = {},
): Promise<DnsOutcome<'TXT'>> {
  const { deadlineMs = 3000 } = options
  const upstreams = servers.map(({ address }) => address)
  const resolver = createResolver({ upstreams, firstTryMs: 1500, ...options, deadlineMs })
  onTestFinished(() => resolver.close())
  const startedAt = performance.now()
  const outcome = await leavingNoSocket(() => resolver.lookup('Asked.Name.example', 'TXT'))
  expect(performance.now() - startedAt).toBeLessThan(deadlineMs + slackMs)
  return outcome
}

export function textsOf(outcome: DnsOutcome<'TXT'>): readonly string[] | string {
  return outcome.kind === 'answer' ? outcome.records.map(({ text }) => text) : outcome.kind
}

export function resultsOf({ attempts }: DnsOutcome): string[] {
  return attempts.map(({ transport, result }) => `${transport} ${result}`)
}
