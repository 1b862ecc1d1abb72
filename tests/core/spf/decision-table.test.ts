import { describe, expect, it } from 'vitest'
import { judgeSpf, type SpfJudgement } from '#core/spf/judge.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import { selectSpf } from '#core/spf/select.ts'
import { walkSpfTree } from '#core/spf/tree.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const R = 'include:eu._netblocks.mimecast.com'
const domain = 'acme.example'

async function judge(texts: readonly string[], { rule = eu, zone = {} }: { rule?: MimecastRule; zone?: Zone } = {}): Promise<SpfJudgement> {
  const { lookup } = createZone({ ...vendorZone, ...zone })
  const { records } = selectSpf(texts)
  const tree = await walkSpfTree(domain, records, lookup)
  return judgeSpf({ domain, answer: { kind: 'texts', texts }, type99: [], tree }, rule)
}

const codes = ({ findings }: SpfJudgement, severity?: string) =>
  findings.filter((finding) => severity === undefined || finding.severity === severity).map(({ code }) => code)

const marked = ({ findings, records }: SpfJudgement, code: string) => {
  const finding = findings.find((one) => one.code === code)
  return finding?.span === undefined ? null : records[finding.record ?? 0]?.slice(...finding.span)
}

describe('the Mimecast rule', () => {
  it('passes the region’s include as the first mechanism, without a word', async () => {
    expect(await judge([`v=spf1 ${R} ~all`])).toEqual({
      outcome: 'valid', records: [`v=spf1 ${R} ~all`], findings: [], lookups: 1, voidLookups: 0,
    })
  })

  it.each([`+${R}`, 'INCLUDE:EU._Netblocks.Mimecast.COM', `${R}.`])('passes it when it is written as %s, with a note', async (term) => {
    const judged = await judge([`v=spf1 ${term} ~all`])
    expect(judged.outcome).toBe('valid')
    expect(codes(judged)).toEqual(['mimecast-spelling'])
    expect(marked(judged, 'mimecast-spelling')).toBe(term)
  })

  it('passes it behind a modifier, because modifiers are not mechanisms', async () => {
    const judged = await judge([`v=spf1 exp=why.acme.example ${R} ~all`])
    expect(judged.outcome).toBe('valid')
    expect(codes(judged)).toEqual(['modifier-first'])
  })

  it('fails it behind another mechanism, and names the place', async () => {
    const judged = await judge([`v=spf1 ip4:192.0.2.1 ${R} ~all`])
    expect(judged).toMatchObject({ outcome: 'invalid', lookups: 1, voidLookups: 0 })
    expect(judged.findings).toEqual([
      { code: 'mimecast-not-first', severity: 'error', record: 0, span: [21, 55], params: { position: 2 } },
    ])
  })

  it('fails another region’s include, and names the region', async () => {
    const judged = await judge(['v=spf1 include:us._netblocks.mimecast.com ~all'])
    expect(judged.outcome).toBe('invalid')
    expect(judged.findings).toMatchObject([{ code: 'mimecast-wrong-region', params: { region: 'us', found: 'us._netblocks.mimecast.com' } }])
  })

  it('fails the global include', async () => {
    const judged = await judge(['v=spf1 include:_netblocks.mimecast.com ~all'])
    expect(judged.outcome).toBe('invalid')
    expect(codes(judged, 'error')).toEqual(['mimecast-global-include'])
    expect(judged.lookups).toBe(4)
  })

  it('only warns of the global include where staff allowed it for the account', async () => {
    const judged = await judge(['v=spf1 include:_netblocks.mimecast.com ~all'], { rule: { ...eu, allowGlobal: true } })
    expect(judged.outcome).toBe('valid')
    expect(codes(judged, 'warning')).toEqual(['mimecast-global-include'])
  })

  it('wants even an allowed global include to come first', async () => {
    const judged = await judge(['v=spf1 ip4:192.0.2.1 include:_netblocks.mimecast.com ~all'], { rule: { ...eu, allowGlobal: true } })
    expect(codes(judged, 'error')).toEqual(['mimecast-not-first'])
  })

  it.each(['-', '~', '?'])('fails the include with "%s" in front, which authorises nobody', async (qualifier) => {
    const judged = await judge([`v=spf1 ${qualifier}${R} ~all`])
    expect(judged.findings).toMatchObject([{ code: 'mimecast-not-authorised', severity: 'error', params: { qualifier } }])
  })

  it('fails a redirect to Mimecast, which is a modifier', async () => {
    const judged = await judge(['v=spf1 redirect=eu._netblocks.mimecast.com'])
    expect(judged.outcome).toBe('invalid')
    expect(codes(judged)).toEqual(['mimecast-by-redirect'])
  })

  it('fails an include of the customer’s own whose record begins with Mimecast, and says through which term', async () => {
    const zone = { 'spf.acme.example': { TXT: [`v=spf1 ${R} ~all`] } }
    const judged = await judge(['v=spf1 include:spf.acme.example ~all'], { zone })
    expect(judged.outcome).toBe('invalid')
    expect(codes(judged)).toEqual(['mimecast-nested'])
    expect(marked(judged, 'mimecast-nested')).toBe('include:spf.acme.example')
  })

  it('passes such a nested include where staff accepted it', async () => {
    const zone = { 'spf.acme.example': { TXT: [`v=spf1 ${R} ~all`] } }
    const judged = await judge(['v=spf1 include:spf.acme.example ~all'], { zone, rule: { ...eu, accepted: ['mimecast-nested'] } })
    expect(judged).toMatchObject({ outcome: 'valid', findings: [{ code: 'mimecast-nested', severity: 'warning' }] })
  })

  it('fails an include behind "all", which is never reached', async () => {
    const judged = await judge([`v=spf1 all ${R}`])
    expect(codes(judged, 'error')).toEqual(['mimecast-after-all'])
    expect(judged.lookups).toBe(0)
  })

  it('fails two records even if either alone is right', async () => {
    const judged = await judge([`v=spf1 ${R} ~all`, `v=spf1 ${R} -all`])
    expect(judged).toMatchObject({ outcome: 'invalid', lookups: null, voidLookups: null })
    expect(judged.records).toHaveLength(2)
    expect(codes(judged)).toEqual(['multiple-records'])
  })

  it.each([
    ['include:eu_netblocks.mimecast.com', 'eu_netblocks.mimecast.com'],
    ['include:eu-netblocks.mimecast.com', 'eu-netblocks.mimecast.com'],
    ['include:eu._netblocks.mimecast.co.uk', 'eu._netblocks.mimecast.co.uk'],
    ['include:eu._netblock.mimecast.com', 'eu._netblock.mimecast.com'],
    ['include:mimecast.com', 'mimecast.com'],
    ['include:_spf.mimecast.com', '_spf.mimecast.com'],
  ])('fails the near miss %s with what was probably meant', async (term, found) => {
    const judged = await judge([`v=spf1 ${term} ~all`])
    expect(judged.outcome).toBe('invalid')
    expect(judged.findings.find(({ code }) => code === 'mimecast-near-miss')?.params).toEqual({ found, meant: eu.include })
  })

  it.each(['include=eu._netblocks.mimecast.com', 'a:eu._netblocks.mimecast.com'])('fails %s, the right host in the wrong kind of term', async (term) => {
    const judged = await judge([`v=spf1 ${term} ~all`])
    expect(judged.findings.find(({ code }) => code === 'mimecast-near-miss')?.params).toEqual({ found: term, meant: R })
  })

  it.each(['include:mimecast.acme.example', 'include:_netblocks.acme.example'])('does not take %s for a near miss', async (term) => {
    expect(codes(await judge([`v=spf1 ${term} ~all`]))).toContain('mimecast-missing')
  })

  it('judges a record of macros alone by the literal rule, and warns that it could not be counted', async () => {
    const judged = await judge(['v=spf1 include:%{i}._ip.%{h}._ehlo.%{d}._spf.gateway.example ~all'])
    expect(judged).toMatchObject({ outcome: 'invalid', lookups: null })
    expect(codes(judged)).toEqual(['mimecast-missing', 'macro-uncounted'])
  })

  it('passes Mimecast in front of such a record, with the same warning', async () => {
    const judged = await judge([`v=spf1 ${R} include:%{d}._spf.gateway.example ~all`])
    expect(judged.outcome).toBe('valid')
    expect(codes(judged)).toEqual(['macro-uncounted'])
  })

  it('says that a record published only as type 99 is not read', () => {
    const facts = { domain, answer: { kind: 'texts', texts: [] }, type99: [`v=spf1 ${R} ~all`], tree: [] } as const
    const judged = judgeSpf(facts, eu)
    expect(judged.outcome).toBe('invalid')
    expect(codes(judged)).toEqual(['type-99-only'])
  })

  it('names a second list of Mimecast’s beside the right one', async () => {
    const judged = await judge([`v=spf1 ${R} include:us._netblocks.mimecast.com ~all`])
    expect(judged.outcome).toBe('valid')
    expect(codes(judged)).toEqual(['mimecast-extra-include'])
  })

  it('says that Mimecast is missing where nothing resembles it', async () => {
    const judged = await judge(['v=spf1 ip4:192.0.2.1 ~all'])
    expect(judged.findings).toEqual([{ code: 'mimecast-missing', severity: 'error', params: { include: eu.include } }])
  })
})

describe('three kinds of no', () => {
  it('calls a domain that does not exist a finding', () => {
    const judged = judgeSpf({ domain, answer: { kind: 'no-such-domain' }, type99: [], tree: [] }, eu)
    expect(judged).toMatchObject({ outcome: 'invalid', findings: [{ code: 'no-such-domain' }] })
  })

  it('calls a domain without a record a finding', async () => {
    expect(await judge(['google-site-verification=x'])).toMatchObject({ outcome: 'invalid', records: [], lookups: 0, findings: [{ code: 'no-record' }] })
  })

  it('never turns "could not ask" into a finding', () => {
    const judged = judgeSpf({ domain, answer: { kind: 'unavailable', reason: 'timeout' }, type99: [], tree: [] }, eu)
    expect(judged).toEqual({ outcome: 'unavailable', records: [], findings: [], lookups: null, voidLookups: null })
  })

  it('keeps a record with Mimecast second invalid although an include could not be asked', async () => {
    const judged = await judge([`v=spf1 include:silent.example ${R} ~all`], { zone: { 'silent.example': 'timeout' } })
    expect(judged.outcome).toBe('invalid')
    expect(codes(judged)).toEqual(['mimecast-not-first', 'include-unavailable'])
  })

  it('keeps a record with Mimecast first valid although another include could not be asked, and says what was not counted', async () => {
    const judged = await judge([`v=spf1 ${R} include:silent.example ~all`], { zone: { 'silent.example': 'servfail' } })
    expect(judged).toMatchObject({ outcome: 'valid', lookups: null, findings: [{ code: 'include-unavailable', severity: 'warning' }] })
  })
})
