import { describe, expect, it } from 'vitest'
import { evaluateSpf } from '#core/spf/evaluate.ts'
import { judgeSpf } from '#core/spf/judge.ts'
import { parseSpf } from '#core/spf/parse.ts'
import { planSpf } from '#core/spf/plan.ts'
import { toStrings } from '#core/spf/render.ts'
import { spfResults } from '#core/spf/result.ts'
import { selectSpf } from '#core/spf/select.ts'
import { walkSpfTree } from '#core/spf/tree.ts'
import { createDice, createNoisyLookup, toNoise } from '../helpers/spf-noise.ts'
import { eu } from '../helpers/spf-rule.ts'

const domain = 'n0.example'
const clients = ['192.0.2.7', '2001:db8::7', '::ffff:198.51.100.1'] as const

describe('two million records and answers', () => {
  it('1,500,000 records are read without an exception, each term from its own place', () => {
    const dice = createDice(7208)
    for (let left = 1_500_000; left > 0; left -= 1) {
      const text = toNoise(dice)
      selectSpf([text])
      const parsed = parseSpf(text)
      const terms = parsed.ok ? parsed.record.terms : [...parsed.terms, ...parsed.problems]
      for (const { span, text: term } of terms) if (text.slice(...span) !== term) throw new Error(`wrong place of “${term}” in ${JSON.stringify(text)}`)
    }
  })

  it('500,000 answers are evaluated, walked, judged and planned without an exception', async () => {
    const dice = createDice(4408)
    let answers = 0
    const lookup = createNoisyLookup(dice, () => (answers += 1))
    const seen = new Set<string>()
    while (answers < 500_000) {
      const ip = clients[dice(clients.length)] ?? ''
      const { result } = await evaluateSpf({ ip, helo: domain, mailfrom: dice(9) === 0 ? toNoise(dice) : `ann@${domain}`, lookup, ahead: dice(2) === 0, trace: dice(4) === 0 })
      seen.add(result)
      const texts = [toNoise(dice), ...(dice(5) === 0 ? [toNoise(dice)] : [])]
      const tree = await walkSpfTree(domain, selectSpf(texts).records, lookup)
      const judged = judgeSpf({ domain, answer: { kind: 'texts', texts }, type99: [], tree }, eu)
      const plan = planSpf({ report: { domain, tree, ...judged }, rule: eu, answer: { mailPaths: dice(2) === 0 ? 'others-too' : 'only-mimecast' }, host: '@' })
      if (plan !== null && plan.record !== null) toStrings(plan.record)
    }
    expect([...seen].sort()).toEqual([...spfResults].sort())
  })
})

/** Of 64 kB each: what an engine that looks twice at anything would stumble over. */
const shapes: Readonly<Record<string, (octets: number) => string>> = {
  'one long label': (octets) => `v=spf1 a:x.${'a'.repeat(octets)}_ -all`,
  'one long legal label': (octets) => `v=spf1 a:x.${'a'.repeat(octets)} -all`,
  'many labels': (octets) => `v=spf1 a:${'a.'.repeat(octets / 2)}example -all`,
  'many hyphens': (octets) => `v=spf1 a:x.${'a-'.repeat(octets / 2)} -all`,
  'many short terms': (octets) => `v=spf1 ${'ip4:192.0.2.1 '.repeat(octets / 14)}-all`,
  'many different terms': (octets) => `v=spf1 ${Array.from({ length: octets / 16 }, (_, i) => `a:h${i}.example`).join(' ')} -all`,
  'many includes of one host': (octets) => `v=spf1 ${'include:a.example '.repeat(octets / 18)}-all`,
  'many of Mimecast’s includes': (octets) => `v=spf1 ${'include:us._netblocks.mimecast.com '.repeat(octets / 35)}-all`,
  'one name with Mimecast’s over and over': (octets) => `v=spf1 include:${'mimecast-'.repeat(octets / 9)}x.example -all`,
  'many macros in one name': (octets) => `v=spf1 exists:${'%{l}.'.repeat(octets / 5)}example -all`,
  'one macro with many digits': (octets) => `v=spf1 exists:%{d${'1'.repeat(octets)}} -all`,
  'one macro with many delimiters': (octets) => `v=spf1 exists:%{d${'.-+,/_='.repeat(octets / 7)}} -all`,
  'many escapes': (octets) => `v=spf1 exists:${'%%'.repeat(octets / 2)}{d.example -all`,
  'many errors': (octets) => `v=spf1 ${'foo '.repeat(octets / 4)}`,
  'many alls': (octets) => `v=spf1 ${'?all '.repeat(octets / 5)}`,
  'many modifiers': (octets) => `v=spf1 ${'x=%{d} '.repeat(octets / 7)}`,
  'many redirects': (octets) => `v=spf1 ${'redirect=a.example '.repeat(octets / 19)}`,
  'slashes and digits': (octets) => `v=spf1 a${'/1'.repeat(octets / 2)}x`,
  'colons': (octets) => `v=spf1 ip6:${':1'.repeat(octets / 2)} ${':'.repeat(octets / 2)}`,
  spaces: (octets) => `v=spf1${' '.repeat(octets)}x`,
  'quotes in front': (octets) => `${'"'.repeat(octets)}v=spf2`,
  'spaces and quotes in front': (octets) => `${'" '.repeat(octets / 2)}x`,
}

const small = 1024
const large = 65_536

describe('no record takes longer than its length', () => {
  let runs = 0
  const work = {
    'is read': async (text: string) => {
      selectSpf([text])
      parseSpf(text)
      await Promise.resolve()
    },
    'is evaluated': async (text: string) => {
      // Never the same text twice: one that was read before costs nothing.
      await evaluateSpf({ ip: '192.0.2.7', helo: domain, mailfrom: `ann@${domain}`, lookup: answering(`${text} run=${runs++}`) })
    },
    'is walked, judged and planned': async (text: string) => {
      const { records } = selectSpf([text])
      const tree = await walkSpfTree(domain, records, answering('v=spf1 -all'))
      const judged = judgeSpf({ domain, answer: { kind: 'texts', texts: [text] }, type99: [], tree }, eu)
      planSpf({ report: { domain, tree, ...judged }, rule: eu, answer: { mailPaths: 'others-too' }, host: '@' })
    },
  }
  it.each(Object.keys(shapes).flatMap((shape) => Object.keys(work).map((act) => [shape, act] as const)))('%s: it %s in proportion', async (shape, act) => {
    const make = shapes[shape]
    const run = work[act as keyof typeof work]
    if (make === undefined) throw new Error('a shape of the table')
    const [one, other] = [make(small), make(large)]
    const ratios: number[] = []
    for (let round = 0; round < 7; round += 1) {
      const many = await timed(async () => { for (let i = 0; i < large / small; i += 1) await run(one) })
      ratios.push((await timed(() => run(other))) / many)
    }
    // One record of 64 kB against 64 of 1 kB: equal when linear, 64 when quadratic.
    expect(median(ratios)).toBeLessThan(6)
  })
})

/** Every TXT question has this text for an answer, every other nothing. */
function answering(text: string): Parameters<typeof walkSpfTree>[2] {
  return (name, type) => {
    const meta = { name, type, server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null }
    const none = { ...meta, kind: 'nodata' as const, negativeTtlSeconds: null, cnames: [] }
    // The record fits the one type that it is made for.
    return Promise.resolve(type === 'TXT' ? ({ ...meta, kind: 'answer', records: [{ strings: [], text, ascii: true }], ttlSeconds: 0, cnames: [] } as unknown as typeof none) : none)
  }
}

async function timed(act: () => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  await act()
  return performance.now() - startedMs
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
