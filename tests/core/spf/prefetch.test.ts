import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateSpf, type SpfVerdict } from '#core/spf/evaluate.ts'
import { askAhead } from '#core/spf/prefetch.ts'
import { createReader } from '#core/spf/read-record.ts'
import { withOnce } from '#core/spf/with-once.ts'
import { createSlowZone } from '../../helpers/slow-zone.ts'
import { createZone, type Zone, type ZoneName } from '../../helpers/zone.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
const spf = (terms: string) => ({ TXT: [`v=spf1 ${terms}`] })
const sender = '192.0.2.7'
const reverse = '7.2.0.192.in-addr.arpa'

interface Race {
  verdict: SpfVerdict
  rounds: number
  asked: string[]
}

async function race(record: string, zone: Zone, { ahead = true, never = [] as string[] } = {}): Promise<Race> {
  const slow = createSlowZone({ ...zone, 'acme.example': { ...(zone['acme.example'] as object | undefined), TXT: [record] } }, { never })
  const work = evaluateSpf({ ip: sender, helo: 'mail.acme.example', mailfrom: 'ann@acme.example', lookup: slow.lookup, ahead })
  const rounds = await slow.roundsUntil(work)
  return { verdict: await work, rounds, asked: slow.asked }
}

/** A record as a list of terms: a host, exchangers, or a record behind an include. */
type Planted = 'a' | 'mx' | 'exists' | { readonly include: readonly Planted[] }
const { tree } = fc.letrec<{ tree: readonly Planted[]; term: Planted }>((tie) => ({
  tree: fc.array(tie('term'), { maxLength: 6 }),
  term: fc.oneof({ depthSize: 'small' }, fc.constantFrom('a', 'mx', 'exists'), fc.record({ include: tie('tree') })),
}))

/** Every term with a name of its own, none void. */
function plant(terms: readonly Planted[], name = 'r.example'): { zone: Zone; count: number } {
  const zone: Record<string, ZoneName> = {}
  let count = terms.length
  const texts = terms.map((term, i) => {
    const target = `t${i}.${name}`
    if (typeof term === 'object') {
      const below = plant(term.include, target)
      count += below.count
      Object.assign(zone, below.zone)
      return `include:${target}`
    }
    zone[target] = { A: ['198.51.100.1'], MX: [`1 host.${target}`] }
    zone[`host.${target}`] = { A: ['198.51.100.1'] }
    return `${term}:${target}`
  })
  return { zone: { ...zone, [name]: spf(texts.join(' ')) }, count }
}

const idle = () => new Promise<void>((resolve) => void setImmediate(() => void setImmediate(resolve)))

const includes = (names: readonly string[]) => names.map((name) => `include:${name}`).join(' ')
const leaves = (names: readonly string[]): Zone => Object.fromEntries(names.map((name) => [name, spf('ip4:198.51.100.1 -all')]))

describe('a check takes as many rounds of questions as the tree is deep', () => {
  const ten = numbers(10).map((i) => `i${i}.example`)
  const chain: Zone = Object.fromEntries(numbers(10).map((i) => [`d${i}.example`, spf(i < 9 ? `include:d${i + 1}.example -all` : `ip4:${sender} -all`)]))
  const mx = { MX: ['10 m0.example', '20 m1.example', '30 m2.example'] }
  const hosts = { 'm0.example': { A: ['198.51.100.1'] }, 'm1.example': { A: ['198.51.100.2'] }, 'm2.example': { A: [sender] } }
  it.each<[string, number, number, string, Zone]>([
    ['ten includes beside one another', 2, 11, `v=spf1 ${includes(ten)} -all`, leaves(ten)],
    ['ten includes, the last of which matches', 2, 11, `v=spf1 ${includes(ten)} -all`, { ...leaves(ten), 'i9.example': spf(`ip4:${sender}`) }],
    ['ten includes, the first of which matches', 2, 2, `v=spf1 ${includes(ten)} -all`, { ...leaves(ten), 'i0.example': spf(`ip4:${sender}`) }],
    ['ten includes inside one another', 11, 11, 'v=spf1 include:d0.example -all', chain],
    ['three exchangers', 3, 5, 'v=spf1 mx:m.example -all', { 'm.example': mx, ...hosts }],
    ['addresses, exchangers and a redirect', 3, 7, 'v=spf1 a:m0.example mx:m.example exists:gone.example redirect=r.example', { 'm.example': mx, ...hosts, 'm2.example': { A: ['198.51.100.3'] }, 'r.example': spf('a:m2.example -all') }],
    ['targets with macros', 2, 4, 'v=spf1 exists:%{ir}.x.example a:%{l}.x.example include:%{d}.x.example -all', { 'acme.example.x.example': spf('-all'), 'ann.x.example': { A: ['198.51.100.1'] } }],
    ['the names of the client', 3, 4, 'v=spf1 ptr -all', { [reverse]: { PTR: ['a.acme.example', 'b.acme.example'] }, 'b.acme.example': { A: [sender] } }],
    ['a validated name in a target', 4, 5, 'v=spf1 exists:%{p}.x.example -all', { [reverse]: { PTR: ['a.acme.example', 'b.acme.example'] }, 'b.acme.example': { A: [sender] } }],
    ['an explanation', 2, 4, 'v=spf1 include:i0.example a:m0.example exp=why.example -all', { ...leaves(ten), ...hosts, 'why.example': { TXT: ['no'] } }],
  ])('%s: %i rounds, and %i one by one', async (_name, rounds, oneByOne, record, zone) => {
    const together = await race(record, zone)
    const sequential = await race(record, zone, { ahead: false })
    expect(together.verdict).toEqual(sequential.verdict)
    expect([together.rounds, sequential.rounds]).toEqual([rounds, oneByOne])
  })

  it('no question is asked twice', async () => {
    const { asked } = await race('v=spf1 include:a.example include:b.example mx mx -all', { 'a.example': spf('include:c.example -all'), 'b.example': spf('include:C.example -all'), 'c.example': spf('a:h.example -all'), 'acme.example': { MX: ['10 h.example'] }, 'h.example': { A: ['198.51.100.1'] } })
    expect(asked.map((one) => one.toLowerCase())).toHaveLength(new Set(asked.map((one) => one.toLowerCase())).size)
  })

  it('what is decided does not wait for what was asked ahead', async () => {
    const { verdict, rounds } = await race(`v=spf1 include:i0.example include:silent.example mx:silent.example -all`, { 'i0.example': spf(`ip4:${sender}`) }, { never: ['silent.example'] })
    expect([verdict.result, rounds]).toEqual(['pass', 2])
  })

  it('nothing is asked after the decision', async () => {
    const slow = createSlowZone({ 'acme.example': spf('include:i0.example include:i1.example -all'), 'i0.example': spf(`ip4:${sender}`), 'i1.example': spf('include:i2.example') }, { pick: (open) => open.slice(0, 1) })
    await slow.roundsUntil(evaluateSpf({ ip: sender, helo: '', mailfrom: 'ann@acme.example', lookup: slow.lookup }))
    const before = slow.asked.length
    await slow.roundsUntil(new Promise((resolve) => void setImmediate(() => setImmediate(resolve))))
    expect(slow.asked).toHaveLength(before)
  })
})

describe('nothing is asked ahead that has no part in the result', () => {
  it.each([
    ['behind a network that holds the client', `v=spf1 ip4:192.0.2.0/24 a:h.example -all`],
    ['behind “all”', 'v=spf1 -all a:h.example redirect=h.example'],
    ['the redirect of a record with “all”', 'v=spf1 redirect=h.example -all'],
    ['an explanation where nothing can fail', 'v=spf1 exp=h.example ~all'],
    ['a name that can be none', 'v=spf1 include:%{d1} include:a..%{d} -all'],
    ['in a record with an error', 'v=spf1 a:h.example foo'],
  ])('%s', async (_name, record) => {
    expect((await race(record, {})).asked).toEqual(['acme.example TXT'])
  })

  it('the explanation of an included record', async () => {
    expect((await race('v=spf1 include:i.example ?all', { 'i.example': spf('exp=why.example -all') })).asked).toEqual(['acme.example TXT', 'i.example TXT'])
  })

  it('what stands behind an include that is known to be an error', async () => {
    const { asked } = await race('v=spf1 include:gone.example include:a.example -all', { 'a.example': spf('include:b.example') })
    expect(asked).toEqual(['acme.example TXT', 'gone.example TXT', 'a.example TXT'])
  })
})

describe('RFC 7208 §4.6.4: asking ahead keeps to the limits', () => {
  const h = (from: number, count: number) => numbers(count).map((i) => `a:h${from + i}.example`).join(' ')
  const all = Object.fromEntries(numbers(30).map((i) => [`h${i}.example`, { A: ['198.51.100.1'] }]))

  it('ten terms are asked ahead, the eleventh is not', async () => {
    expect((await race(`v=spf1 ${h(0, 10)} -all`, all)).asked).toHaveLength(11)
    expect((await race(`v=spf1 ${h(0, 11)} -all`, all)).asked).toHaveLength(11)
  })

  it('ten terms in all, though eleven and more are known over two records', async () => {
    const zone = { ...all, 'i.example': spf(`${h(0, 15)} -all`), 'j.example': spf(`${h(20, 5)} -all`) }
    const asked = async (record: string) => (await race(record, zone)).asked.filter((one) => !one.startsWith('acme.example')).map((one) => one.replace('.example', ''))
    // The include, the term behind it, eight of the included record's; the ninth, which is the tenth term, is met in order.
    expect(await asked(`v=spf1 include:i.example ${h(15, 1)} -all`)).toEqual(['i TXT', 'h15 A', ...numbers(9).map((i) => `h${i} A`)])
    // Both includes and four behind them, four of the first record's and none of the second's; the first five more in order.
    expect(await asked(`v=spf1 include:i.example include:j.example ${h(26, 4)} -all`)).toEqual(['i TXT', 'j TXT', 'h26 A', 'h27 A', 'h28 A', 'h29 A', ...numbers(9).map((i) => `h${i} A`)])
  })

  it('of any tree ten terms are asked ahead, or all where there are fewer', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (terms) => {
        const { zone, count } = plant(terms)
        const { lookup, asked } = createZone(zone)
        askAhead({ ip: { family: 4, octets: [192, 0, 2, 7] }, localPart: 'ann', senderDomain: 'r.example', helo: '', receiver: '', nowSeconds: 0, lookup: withOnce(lookup), read: createReader(), isOutOfTime: () => false }, 'r.example')
        await idle()
        expect(asked.filter((one) => !one.startsWith('host.'))).toHaveLength(1 + Math.min(10, count))
      }),
      { numRuns: 300 },
    )
  })

  it('terms of an included record come before those behind the include', async () => {
    const zone = { ...all, 'i.example': spf(`${h(0, 9)} -all`) }
    const slow = createSlowZone({ ...zone, 'acme.example': spf(`include:i.example ${h(20, 1)} -all`) })
    await slow.roundsUntil(evaluateSpf({ ip: sender, helo: '', mailfrom: 'ann@acme.example', lookup: slow.lookup }))
    // Two terms were asked before the included record was known: eight of its nine are asked ahead, the last one in order.
    expect(slow.asked.filter((one) => one.endsWith(' A'))).toEqual(['h20.example A', ...numbers(9).map((i) => `h${i}.example A`)])
  })

  it('a tree that branches without end costs ten terms ahead and ten in order, never more', async () => {
    const names = numbers(10).map((i) => `b${i}.example`)
    const zone = Object.fromEntries(names.map((name, i) => [name, spf(numbers(10).map((j) => `exists:x${j}.b${i}.example`).join(' '))]))
    const { verdict, asked } = await race(`v=spf1 ${includes(names)} -all`, zone)
    expect(verdict.result).toBe('permerror')
    expect(asked.length).toBeLessThanOrEqual(1 + 10 + 10)
  })

  it('after a third void answer nothing more is asked ahead', async () => {
    const zone = { 'i.example': spf('include:j.example -all'), 'j.example': spf('-all') }
    const { asked } = await race('v=spf1 a:v0.example a:v1.example a:v2.example include:i.example -all', zone)
    expect(asked).not.toContain('j.example TXT')
  })

  it('a client without names is the third void term, an mx is one however many hosts lead nowhere', async () => {
    const zone: Zone = { 'm.example': { MX: ['1 v0.example', '2 v1.example', '3 v2.example'] }, 'i.example': spf('include:j.example -all'), 'j.example': spf('include:k.example -all') }
    // The first term is never answered: all that is asked behind it is asked ahead. One answer comes after another.
    const ahead = async (terms: string) => {
      const slow = createSlowZone({ ...zone, 'acme.example': spf(`a:slow.example ${terms} include:i.example -all`) }, { never: ['slow.example'], pick: (open) => open.slice(0, 1) })
      await expect(slow.roundsUntil(evaluateSpf({ ip: sender, helo: '', mailfrom: 'ann@acme.example', lookup: slow.lookup }))).rejects.toThrow('never comes')
      return slow.asked
    }
    expect(await ahead('ptr a:v0.example a:v1.example')).not.toContain('k.example TXT')
    expect(await ahead('a:v3.example mx:m.example')).toContain('k.example TXT')
    expect(await ahead('a:v3.example a:v4.example mx:m.example')).not.toContain('k.example TXT')
  })

  it('eleven exchangers are an error, and none of them is asked for; the eleventh name of the client is not either', async () => {
    const MX = numbers(11).map((i) => `10 h${i}.example`)
    expect((await race('v=spf1 mx -all', { ...all, 'acme.example': { MX } })).asked).toHaveLength(2)
    const PTR = numbers(11).map((i) => `p${i}.acme.example`)
    expect((await race('v=spf1 ptr -all', { [reverse]: { PTR } })).asked).toHaveLength(12)
  })
})

it('a look-up that breaks its promise is heard of where its answer is used, and nowhere else', async () => {
  const slow = createSlowZone({ 'acme.example': spf('include:good.example include:broken.example -all'), 'good.example': spf(`ip4:${sender}`) })
  const lookup: typeof slow.lookup = (name, type) => (name === 'broken.example' ? Promise.reject(new Error('a bug')) : slow.lookup(name, type))
  const mail = { helo: '', mailfrom: 'ann@acme.example', lookup }
  const used = evaluateSpf({ ip: '198.51.100.9', ...mail })
  await Promise.all([expect(used).rejects.toThrow('a bug'), slow.roundsUntil(used.catch(() => null))])
  const unused = evaluateSpf({ ip: sender, ...mail })
  await slow.roundsUntil(unused)
  expect((await unused).result).toBe('pass')
})
