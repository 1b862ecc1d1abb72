import { describe, expect, it } from 'vitest'
import type { SpfAnswer } from '#core/contract/journey.ts'
import type { SpfPlan } from '#core/contract/spf.ts'
import { judgeSpf, type SpfFacts } from '#core/spf/judge.ts'
import { planSpf } from '#core/spf/plan.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import { walkSpfTree } from '#core/spf/tree.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const R = 'include:eu._netblocks.mimecast.com'
const domain = 'acme.example'
const combine: SpfAnswer = { mailPaths: 'others-too' }
const replace: SpfAnswer = { mailPaths: 'only-mimecast' }

interface Situation {
  answer?: SpfAnswer
  rule?: MimecastRule
  zone?: Zone
}

async function plan(texts: readonly string[], { answer = combine, rule = eu, zone = {} }: Situation = {}): Promise<SpfPlan | null> {
  const { lookup } = createZone({ ...vendorZone, ...zone })
  const tree = await walkSpfTree(domain, texts, lookup)
  const facts: SpfFacts = { domain, answer: { kind: 'texts', texts }, type99: [], tree }
  return planSpf({ report: { domain, tree, ...judgeSpf(facts, rule) }, rule, answer, host: '@' })
}

/** What is proposed is judged like anything else that is published, and planned again. */
async function publishes(before: readonly string[], record: string, changes: unknown[], situation: Situation = {}): Promise<void> {
  const { rule = eu, zone = {} } = situation
  expect(await plan(before, situation)).toMatchObject({ host: '@', name: domain, record, changes })
  const tree = await walkSpfTree(domain, [record], createZone({ ...vendorZone, ...zone }).lookup)
  expect(judgeSpf({ domain, answer: { kind: 'texts', texts: [record] }, type99: [], tree }, rule).outcome).toBe('valid')
  expect(await plan([record], situation)).toMatchObject({ record, changes: [] })
}

describe('the record to publish', () => {
  it('leaves a right record as it is, even its spaces', () =>
    publishes([`v=spf1  ${R} a:mail.acme.example  -all`], `v=spf1  ${R} a:mail.acme.example  -all`, [], { zone: { 'mail.acme.example': { A: ['192.0.2.1'] } } }))

  it('moves Mimecast in front and changes nothing else', () =>
    publishes([`v=spf1 ip4:192.0.2.1 ${R} ~all`], `v=spf1 ${R} ip4:192.0.2.1 ~all`, [{ kind: 'move', term: R }]))

  it('moves Mimecast in front of an ending that hid it', async () => {
    for (const answer of [combine, replace]) {
      await publishes([`v=spf1 ~all ${R}`], `v=spf1 ${R} ~all`, [{ kind: 'move', term: R }], { answer })
      await publishes([`v=spf1 -all ${R} exp=why.acme.example`], `v=spf1 ${R} -all exp=why.acme.example`, [{ kind: 'move', term: R }], { answer })
      // To stand second may be accepted; behind the ending it is not read at all.
      await publishes([`v=spf1 ip4:192.0.2.1 -all ${R}`], answer === combine ? `v=spf1 ${R} ip4:192.0.2.1 -all` : `v=spf1 ${R} -all`, answer === combine ? [{ kind: 'move', term: R }] : [{ kind: 'drop', term: 'ip4:192.0.2.1' }, { kind: 'keep-ending', term: '-all' }, { kind: 'move', term: R }], {
        answer, rule: { ...eu, accepted: ['mimecast-not-first'] },
      })
    }
  })

  it('leaves a right record as it is where nothing else sends, wherever its explanation stands', async () => {
    for (const record of [`v=spf1 ${R} -all exp=why.acme.example`, `v=spf1 exp=why.acme.example ${R} -all`]) await publishes([record], record, [], { answer: replace })
  })

  it('keeps a modifier in front', () =>
    publishes([`v=spf1 exp=why.acme.example ip4:192.0.2.1 ${R} -all`], `v=spf1 exp=why.acme.example ${R} ip4:192.0.2.1 -all`, [{ kind: 'move', term: R }]))

  it('inserts Mimecast where it is missing', () =>
    publishes(['v=spf1 ip4:192.0.2.1 -all'], `v=spf1 ${R} ip4:192.0.2.1 -all`, [{ kind: 'insert', term: R }]))

  it('writes a new record where there is none, with the lenient ending', () =>
    publishes([], `v=spf1 ${R} ~all`, [{ kind: 'insert', term: R }]))

  it('replaces another region’s include, and drops a second one', () =>
    publishes(
      ['v=spf1 ip4:192.0.2.1 include:us._netblocks.mimecast.com include:de._netblocks.mimecast.com ~all'],
      `v=spf1 ${R} ip4:192.0.2.1 ~all`,
      [{ kind: 'replace', term: 'include:us._netblocks.mimecast.com', with: R }, { kind: 'drop', term: 'include:de._netblocks.mimecast.com' }],
    ))

  it('replaces the global include', () =>
    publishes(['v=spf1 include:_netblocks.mimecast.com -all'], `v=spf1 ${R} -all`, [{ kind: 'replace', term: 'include:_netblocks.mimecast.com', with: R }]))

  it('leaves an allowed global include in place', () =>
    publishes(['v=spf1 include:_netblocks.mimecast.com -all'], 'v=spf1 include:_netblocks.mimecast.com -all', [], { rule: { ...eu, allowGlobal: true } }))

  it('replaces an allowed global include that was in effect nowhere, since nobody knows what it costs', () =>
    publishes(['v=spf1 ~all include:_netblocks.mimecast.com'], `v=spf1 ${R} ~all`, [{ kind: 'replace', term: 'include:_netblocks.mimecast.com', with: R }], { rule: { ...eu, allowGlobal: true } }))

  it('replaces a near miss', () =>
    publishes(['v=spf1 include:eu_netblocks.mimecast.com ~all'], `v=spf1 ${R} ~all`, [{ kind: 'replace', term: 'include:eu_netblocks.mimecast.com', with: R }]))

  it('replaces an include that does not authorise', () =>
    publishes([`v=spf1 ip4:192.0.2.1 -${R} ~all`], `v=spf1 ${R} ip4:192.0.2.1 ~all`, [{ kind: 'replace', term: `-${R}`, with: R }]))

  it('replaces a redirect to Mimecast, and gives the record an ending', () =>
    publishes(['v=spf1 redirect=eu._netblocks.mimecast.com'], `v=spf1 ${R} ~all`, [
      { kind: 'replace', term: 'redirect=eu._netblocks.mimecast.com', with: R }, { kind: 'insert', term: '~all' },
    ]))

  it('puts Mimecast in front of a redirect of the customer’s own, which goes on working', () =>
    publishes(['v=spf1 redirect=spf.acme.example'], `v=spf1 ${R} redirect=spf.acme.example`, [{ kind: 'insert', term: R }], {
      zone: { 'spf.acme.example': { TXT: ['v=spf1 ip4:192.0.2.1 -all'] } },
    }))

  it('drops an include that has no record, because nobody passes by it', () =>
    publishes([`v=spf1 include:gone.example ${R} ~all`], `v=spf1 ${R} ~all`, [{ kind: 'move', term: R }, { kind: 'drop', term: 'include:gone.example' }]))

  it('drops repeats when that brings the record inside the limit', async () => {
    const hosts = Array.from({ length: 9 }, (_, i) => `h${i}.acme.example`)
    const zone = Object.fromEntries(hosts.map((host) => [host, { A: ['192.0.2.1'] }]))
    const terms = hosts.map((host) => `a:${host}`).join(' ')
    await publishes([`v=spf1 ${R} ${terms} A:h0.acme.example ~all`], `v=spf1 ${R} ${terms} ~all`, [{ kind: 'drop', term: 'A:h0.acme.example' }], { zone })
  })

  it('drops names that lead nowhere, and no more than the limit wants', () =>
    publishes([`v=spf1 ${R} a:x.example a:y.example a:z.example ~all`], `v=spf1 ${R} a:x.example a:y.example ~all`, [{ kind: 'drop', term: 'a:z.example' }]))

  it('keeps an mx of whose hosts some have an address', () =>
    publishes([`v=spf1 ${R} a:x.example a:y.example mx:m.example ~all`], `v=spf1 ${R} a:x.example mx:m.example ~all`, [{ kind: 'drop', term: 'a:y.example' }], {
      zone: { 'm.example': { MX: ['1 h.example', '2 gone.example'] }, 'h.example': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] } },
    }))
})

describe('two records', () => {
  it('become one, Mimecast in front, without repeats', () =>
    publishes(['v=spf1 ip4:192.0.2.1 ~all', `v=spf1 ${R} IP4:192.0.2.1 ip4:192.0.2.2 ~all`], `v=spf1 ${R} ip4:192.0.2.1 ip4:192.0.2.2 ~all`, [
      { kind: 'join', term: `v=spf1 ${R} IP4:192.0.2.1 ip4:192.0.2.2 ~all` }, { kind: 'keep-ending', term: '~all' }, { kind: 'move', term: R },
    ]))

  it('that end differently are a question to the customer', async () => {
    const records = [`v=spf1 ${R} ~all`, 'v=spf1 ip4:192.0.2.1 -all']
    expect(await plan(records)).toEqual({ record: null, question: { code: 'contradictory-endings', choices: ['~all', '-all'] } })
    await publishes(records, `v=spf1 ${R} ip4:192.0.2.1 -all`, [{ kind: 'join', term: records[1] }, { kind: 'keep-ending', term: '-all' }], {
      answer: { mailPaths: 'others-too', ending: '-all' },
    })
  })

  it('keep out of effect what stood behind an ending', () =>
    publishes([`v=spf1 ${R} ~all ip4:192.0.2.9`, 'v=spf1 ip4:192.0.2.1 ~all'], `v=spf1 ${R} ip4:192.0.2.1 ~all`, [{ kind: 'join' }, { kind: 'keep-ending' }]))

  it('keep the redirect of one where the other has no ending', async () => {
    const zone = { 'spf.acme.example': { TXT: ['v=spf1 ip4:192.0.2.9 -all'] } }
    for (const records of [[`v=spf1 ${R} redirect=spf.acme.example`, 'v=spf1 ip4:192.0.2.1'], [`v=spf1 ${R} ip4:192.0.2.1`, 'v=spf1 redirect=spf.acme.example']]) {
      const record = `v=spf1 ${R} ip4:192.0.2.1 redirect=spf.acme.example`
      await publishes(records, record, [{ kind: 'join', term: records[1] }], { zone })
    }
  })

  it('are refused where the ending of one would cancel the redirect of the other', async () => {
    const zone = { 'spf.acme.example': { TXT: ['v=spf1 -all'] } }
    expect(await plan([`v=spf1 ${R} ~all`, 'v=spf1 redirect=spf.acme.example'], { zone })).toMatchObject({
      record: null, refusal: { code: 'redirect-cancelled', params: { redirect: 'redirect=spf.acme.example' } },
    })
  })

  it('are refused where they hand over to two places', async () => {
    expect(await plan(['v=spf1 redirect=a.acme.example', 'v=spf1 redirect=b.acme.example'])).toMatchObject({ refusal: { code: 'two-redirects' } })
  })
})

describe('when nothing but Mimecast sends', () => {
  it('every other sender goes, and the ending stays', () =>
    publishes([`v=spf1 ip4:192.0.2.1 ${R} -all`], `v=spf1 ${R} -all`, [{ kind: 'drop', term: 'ip4:192.0.2.1' }, { kind: 'keep-ending', term: '-all' }], { answer: replace }))

  it('an accepted nesting goes with the sender that held it, so Mimecast gets an entry of its own', () =>
    publishes(['v=spf1 include:spf.example ~all'], `v=spf1 ${R} ~all`, [{ kind: 'drop', term: 'include:spf.example' }, { kind: 'keep-ending', term: '~all' }, { kind: 'insert', term: R }], {
      answer: replace, rule: { ...eu, accepted: ['mimecast-nested'] }, zone: { 'spf.example': { TXT: [`v=spf1 ${R} -all`] } },
    }))

  it('even a valid record loses them', () =>
    publishes([`v=spf1 ${R} include:spf.example ~all`], `v=spf1 ${R} ~all`, [{ kind: 'drop', term: 'include:spf.example' }, { kind: 'keep-ending', term: '~all' }], {
      answer: replace, zone: { 'spf.example': { TXT: ['v=spf1 -all'] } },
    }))

  it('a record with an error can be replaced', () =>
    publishes(['v=spf1 ipv4:192.0.2.1 mx -all'], `v=spf1 ${R} -all`, [
      { kind: 'drop', term: 'mx' }, { kind: 'drop', term: 'ipv4:192.0.2.1' }, { kind: 'keep-ending', term: '-all' }, { kind: 'insert', term: R },
    ], { answer: replace }))

  it('a loop goes with its sender', () =>
    publishes(['v=spf1 include:acme.example -all'], `v=spf1 ${R} -all`, [{ kind: 'drop', term: 'include:acme.example' }, { kind: 'keep-ending' }, { kind: 'insert', term: R }], { answer: replace }))
})

describe('refusals', () => {
  const refusal = async (record: string, zone: Zone = {}) => {
    const proposed = await plan([record], { zone })
    return proposed !== null && 'refusal' in proposed ? proposed.refusal : proposed
  }

  it('an error in the record is not guessed at', async () => {
    expect(await refusal('v=spf1 ipv4:192.0.2.1 -all')).toEqual({ code: 'syntax-error', params: { text: 'ipv4:192.0.2.1' } })
  })

  it('more than ten look-ups after the change are too many', async () => {
    const hosts = Array.from({ length: 10 }, (_, i) => `h${i}.acme.example`)
    const zone = Object.fromEntries(hosts.map((host) => [host, { A: ['192.0.2.1'] }]))
    expect(await refusal(`v=spf1 ${hosts.map((host) => `a:${host}`).join(' ')} -all`, zone)).toEqual({ code: 'too-many-lookups', params: { lookups: 11, limit: 10 } })
  })

  it('terms beyond those that are told apart may not stay uncounted when repeats in front of them go', async () => {
    const hosts = Array.from({ length: 12 }, (_, i) => `h${i}.acme.example`)
    const zone = Object.fromEntries(hosts.map((host) => [host, { A: ['192.0.2.1'] }]))
    const record = `v=spf1 ${R} ${'a:h0.acme.example '.repeat(60)}${hosts.map((host) => `a:${host}`).join(' ')} -all`
    expect(await refusal(record, zone)).toMatchObject({ code: 'too-many-lookups' })
  })

  it('a loop has to go first', async () => {
    expect(await refusal('v=spf1 include:acme.example -all')).toEqual({ code: 'include-loop', params: { target: 'acme.example' } })
  })

  it('somebody else’s broken record cannot be repaired from here', async () => {
    const zone = { 'spf.example': { TXT: ['v=spf1 -all', 'v=spf1 ~all'] } }
    expect(await refusal('v=spf1 include:spf.example -all', zone)).toEqual({ code: 'include-broken', params: { target: 'spf.example' } })
  })

  it('more than ten exchangers are an error for whoever meets them, here and further down', async () => {
    const MX = Array.from({ length: 11 }, (_, i) => `${i} mail.acme.example`)
    const zone = { 'mail.acme.example': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] }, 'many.example': { MX }, 'in.example': { TXT: ['v=spf1 mx:many.example -all'] } }
    for (const term of ['mx:many.example', 'include:in.example']) expect(await refusal(`v=spf1 ${term} -all`, zone), term).toEqual({ code: 'include-broken', params: { target: 'many.example' } })
  })

  it('nothing is added in front of what cannot be counted', async () => {
    expect(await refusal('v=spf1 include:%{d}.spf.example -all')).toEqual({ code: 'macro-uncounted', params: { term: 'include:%{d}.spf.example' } })
    expect(await refusal('v=spf1 include:spf.example -all', { 'spf.example': 'timeout' })).toEqual({ code: 'include-unavailable', params: { target: 'spf.example' } })
  })

  it('yet a move adds nothing, so it is safe beside what cannot be counted', () =>
    publishes([`v=spf1 include:spf.example ${R} -all`], `v=spf1 ${R} include:spf.example -all`, [{ kind: 'move', term: R }], { zone: { 'spf.example': 'timeout' } }))

  it('Mimecast’s own include without a record is never taken out', async () => {
    expect(await plan([`v=spf1 ${R} -all`], { zone: { 'eu._netblocks.mimecast.com': 'nxdomain' } })).toMatchObject({
      record: null, refusal: { code: 'include-broken', params: { target: eu.include } },
    })
  })

  it('without an answer from DNS nothing is proposed', () => {
    const facts: SpfFacts = { domain, answer: { kind: 'unavailable', reason: 'timeout' }, type99: [], tree: [] }
    expect(planSpf({ report: { domain, tree: [], ...judgeSpf(facts, eu) }, rule: eu, answer: combine, host: '@' })).toBeNull()
  })
})
