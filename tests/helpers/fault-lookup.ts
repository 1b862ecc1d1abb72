import { expect, onTestFinished } from 'vitest'
import type { DnsOutcome } from '../../core/dns/outcome.ts'
import { createResolver } from '../../server/dns/resolver.ts'
import type { ResolverOptions } from '../../server/dns/resolver.ts'
import { leavingNoSocket } from './faulty-dns.ts'
import type { FaultyDns } from './faulty-dns.ts'

/** Room for a busy machine: what counts is that a look-up ends by its own clock. */
const slackMs = 400

/** One look-up, which must end inside its deadline and leave no socket. */
export async function lookupAgainst(
  servers: readonly FaultyDns[],
  options: ResolverOptions = {},
): Promise<DnsOutcome<'TXT'>> {
  const { deadlineMs = 500 } = options
  const upstreams = servers.map(({ address }) => address)
  const resolver = createResolver({ upstreams, firstTryMs: 60, ...options, deadlineMs })
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
