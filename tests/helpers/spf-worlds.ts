/** Random zones and senders for the properties of the engine: errors, time-outs, loops, void answers and macros among them. */
import fc from 'fast-check'
import { evaluateSpf, type SpfVerdict } from '../../core/spf/evaluate.ts'
import { createSlowZone } from './slow-zone.ts'
import { createZone, type Zone, type ZoneName } from './zone.ts'

const names = Array.from({ length: 8 }, (_, i) => `n${i}.example`)
const clients = ['192.0.2.7', '198.51.100.9', '2001:db8::7'] as const
const reverseNames = ['7.2.0.192.in-addr.arpa', '9.100.51.198.in-addr.arpa'] as const

/** In several spellings, since they are the same question. */
const name = fc.tuple(fc.constantFrom(...names, 'gone.example'), fc.constantFrom('', '.', 'upper')).map(([host, form]) => (form === 'upper' ? host.toUpperCase() : host + form))
const target = fc.oneof({ weight: 8, arbitrary: name }, { weight: 2, arbitrary: fc.constantFrom('%{d}', '%{o}', '%{h}', '%{l}.example', '%{ir}.m.example', '%{p}', '%{p2}.example', '%{d1}', 'n%{d1r-}.example') })
const qualifier = fc.constantFrom('', '', '', '+', '-', '~', '?')

const directive = fc.oneof(
  { weight: 6, arbitrary: target.map((to) => `include:${to}`) },
  { weight: 3, arbitrary: target.map((to) => `a:${to}`) },
  { weight: 3, arbitrary: target.map((to) => `mx:${to}/28//64`) },
  { weight: 2, arbitrary: target.map((to) => `exists:${to}`) },
  { weight: 1, arbitrary: fc.constantFrom('a', 'mx', 'ptr', 'ptr:example', 'ip4:192.0.2.7', 'ip4:198.51.100.0/24', 'ip6:2001:db8::/64', 'ip4:203.0.113.1') },
)
const term = fc.tuple(qualifier, directive).map((parts) => parts.join(''))
const ending = fc.oneof(fc.constantFrom('', 'all', '-all', '~all', '?all', 'foo'), target.map((to) => `redirect=${to}`), target.map((to) => `-all exp=${to}`))
const record = fc.tuple(fc.array(term, { maxLength: 5 }), ending).map(([terms, end]) => ['v=spf1', ...terms, end].join(' ').trimEnd())

const texts = fc.oneof({ weight: 8, arbitrary: record.map((one) => [one]) }, { weight: 1, arbitrary: fc.constantFrom([], ['plain words']) }, { weight: 1, arbitrary: fc.tuple(record, record).map((two) => [...two]) })
const addresses = fc.subarray(['192.0.2.7', '198.51.100.9', '203.0.113.1'])
const exchangers = fc.oneof({ weight: 9, arbitrary: fc.array(name, { maxLength: 3 }) }, { weight: 1, arbitrary: fc.constant(Array.from({ length: 11 }, () => 'n0.example')) })
const owner: fc.Arbitrary<ZoneName> = fc.record({
  TXT: texts, A: addresses, AAAA: fc.subarray(['2001:db8::7', '2001:db8::1']),
  MX: fc.tuple(exchangers, fc.constantFrom(10, 20)).map(([hosts, first]) => hosts.map((host, i) => `${Math.abs(first - i * 7)} ${host}`)),
})
const answer = fc.oneof({ weight: 9, arbitrary: owner }, { weight: 1, arbitrary: fc.constantFrom('timeout' as const, 'servfail' as const, 'bad-name' as const, 'nodata' as const) })
const reverse = fc.oneof(fc.array(name, { maxLength: 12 }).map((PTR) => ({ PTR })), fc.constantFrom('timeout' as const, 'nxdomain' as const))

export interface SpfWorld {
  zone: Zone
  ip: string
  mailfrom: string
  helo: string
}

export const spfWorld: fc.Arbitrary<SpfWorld> = fc
  .record({
    owners: fc.tuple(...names.map(() => answer)),
    reverses: fc.tuple(reverse, reverse),
    ip: fc.constantFrom(...clients),
    mailfrom: fc.constantFrom('ann@n0.example', '', 'n1@n0.example', '@n1.example'),
    helo: fc.constantFrom('n0.example', 'N2.example', 'helo'),
  })
  .map(({ owners, reverses, ...mail }) => ({
    ...mail,
    zone: { ...Object.fromEntries(owners.map((one, i) => [names[i] ?? '', one] as const)), ...Object.fromEntries(reverses.map((one, i) => [reverseNames[i] ?? '', one] as const)) },
  }))

export interface Checked {
  verdict: SpfVerdict
  asked: string[]
}

/** One question after another, each answered at once. */
export async function checkInOrder({ zone, ...mail }: SpfWorld): Promise<Checked> {
  const { lookup, asked } = createZone(zone)
  return { verdict: await evaluateSpf({ ...mail, lookup, ahead: false, trace: true }), asked }
}

/** Asking ahead, the answers in an order that `seed` decides. */
export async function checkAhead({ zone, ...mail }: SpfWorld, seed: number): Promise<Checked> {
  const dice = createDice(seed)
  const slow = createSlowZone(zone, { pick: (open) => open.filter((_, i) => i === dice(open.length) || dice(3) === 0) })
  const work = evaluateSpf({ ...mail, lookup: slow.lookup, trace: true })
  await slow.roundsUntil(work)
  return { verdict: await work, asked: slow.asked }
}

/** Numbers below `sides`, the same for the same seed. */
function createDice(seed: number): (sides: number) => number {
  let state = (seed >>> 0) + 1
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}
