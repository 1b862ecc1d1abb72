/**
 * A process of its own, for a test that takes its descriptors away: 3,000 look-ups at once through the server in
 * `DNS_SERVER`, by four resolvers, with `HELD_FILES` descriptors in use for other things; `all` holds every one until half a
 * second has gone by. Prints how many got which outcome.
 */
import { closeSync, openSync } from 'node:fs'
import { createResolver } from '../../server/dns/resolver.ts'

const wanted = process.env['HELD_FILES'] ?? '0'
const held = wanted === 'all' ? holdAll() : Array.from({ length: Number(wanted) }, () => openSync('/dev/null', 'r'))
const letGo = (): void => held.splice(0).forEach((fd) => closeSync(fd))
if (wanted === 'all') setTimeout(letGo, 500)
const upstreams = [process.env['DNS_SERVER'] ?? '']
const resolvers = Array.from({ length: 4 }, () => createResolver({ upstreams, deadlineMs: 30_000, maxInFlight: 1024 }))
const names = Array.from({ length: 3000 }, (_, i) => `n${i}.many.example`)
const outcomes = await Promise.all(resolvers.flatMap(({ lookup }, part) => names.slice(part * 750, (part + 1) * 750).map((name) => lookup(name, 'TXT'))))
const counts: Record<string, number> = {}
for (const [i, outcome] of outcomes.entries()) {
  const word = outcome.kind === 'answer' && outcome.records[0]?.text === `text of n${i}` ? 'right' : outcome.kind
  counts[word] = (counts[word] ?? 0) + 1
}
await Promise.all(resolvers.map((resolver) => resolver.close()))
letGo()
process.stdout.write(JSON.stringify(counts))

/** Until the system says EMFILE. */
function holdAll(): number[] {
  const files: number[] = []
  for (;;) {
    try {
      files.push(openSync('/dev/null', 'r'))
    } catch {
      return files
    }
  }
}

export {}
