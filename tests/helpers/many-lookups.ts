/**
 * A process of its own, for a test that takes its descriptors away: 3,000 look-ups at once through the server in
 * `DNS_SERVER`. Prints how many got which outcome.
 */
import { createResolver } from '../../server/dns/resolver.ts'

const resolver = createResolver({ upstreams: [process.env['DNS_SERVER'] ?? ''], deadlineMs: 30_000 })
const names = Array.from({ length: 3000 }, (_, i) => `n${i}.many.example`)
const outcomes = await Promise.all(names.map((name) => resolver.lookup(name, 'TXT')))
const counts: Record<string, number> = {}
for (const [i, outcome] of outcomes.entries()) {
  const word = outcome.kind === 'answer' && outcome.records[0]?.text === `text of n${i}` ? 'right' : outcome.kind
  counts[word] = (counts[word] ?? 0) + 1
}
await resolver.close()
process.stdout.write(JSON.stringify(counts))

export {}
