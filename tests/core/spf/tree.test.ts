import { describe, expect, it } from 'vitest'
import { judgeSpf, type SpfJudgement } from '#core/spf/judge.ts'
import { maxTermsOfRecord, maxTreeQuestions, walkSpfTree } from '#core/spf/tree.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'
import { createZone, type Zone } from '../../helpers/zone.ts'

const R = 'include:eu._netblocks.mimecast.com'
const domain = 'acme.example'
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
const hosts = (count: number) => numbers(count).map((i) => `a:h${i}.example`).join(' ')
const present: Zone = Object.fromEntries(numbers(12).map((i) => [`h${i}.example`, { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] }]))

async function look(record: string, zone: Zone = {}) {
  const { lookup, asked } = createZone({ ...vendorZone, ...present, ...zone })
  const tree = await walkSpfTree(domain, [record], lookup)
  const judged = judgeSpf({ domain, answer: { kind: 'texts', texts: [record] }, type99: [], tree }, eu)
  return { tree, asked, ...judged }
}

const codes = ({ findings }: SpfJudgement) => findings.map(({ code }) => code)
const marked = ({ findings, records }: SpfJudgement, code: string) => findings.flatMap((one) => (one.code === code && one.span !== undefined ? [records[0]?.slice(...one.span)] : []))

describe('look-ups of the whole tree', () => {
  it('ten are allowed, with a note that it is full', async () => {
    const ten = await look(`v=spf1 ${R} ${hosts(9)} ~all`)
    expect([ten.outcome, ten.lookups]).toEqual(['valid', 10])
    expect(codes(ten)).toEqual(['near-lookup-limit'])
  })

  it('nine have the note too, eight have none', async () => {
    const nine = await look(`v=spf1 ${R} ${hosts(8)} ~all`)
    expect([nine.outcome, nine.lookups, nine.findings]).toMatchObject(['valid', 9, [{ code: 'near-lookup-limit', severity: 'note', params: { lookups: 9, limit: 10 } }]])
    const eight = await look(`v=spf1 ${R} ${hosts(7)} ~all`)
    expect([eight.outcome, eight.lookups, codes(eight)]).toEqual(['valid', 8, []])
  })

  it('eleven are too many, and the term within which the eleventh falls is marked', async () => {
    const eleven = await look(`v=spf1 ${R} a:h0.example include:in.example mx:h1.example ~all`, { 'in.example': { TXT: [`v=spf1 ${hosts(8)} ~all`] } })
    expect([eleven.outcome, eleven.lookups]).toEqual(['invalid', 12])
    expect(marked(eleven, 'too-many-lookups')).toEqual(['include:in.example'])
    const exact = await look(`v=spf1 ${R} ${hosts(10)} ~all`)
    expect([exact.outcome, exact.lookups, marked(exact, 'too-many-lookups')]).toEqual(['invalid', 11, ['a:h9.example']])
  })

  it('count include, a, mx, ptr, exists and redirect, and neither all, ip4, ip6 nor exp', async () => {
    const { lookups } = await look(`v=spf1 ${R} a:h0.example mx:m.example ptr exists:h1.example ip4:192.0.2.1 ip6:::1 exp=why.example redirect=re.example`, {
      'm.example': { MX: ['10 h2.example', '20 h3.example'] }, 're.example': { TXT: ['v=spf1 -all'] },
    })
    expect(lookups).toBe(6)
  })

  it('do not count what stands behind “all”, nor a redirect beside it', async () => {
    expect((await look(`v=spf1 ${R} ~all a:h0.example redirect=re.example`)).lookups).toBe(1)
  })

  it('are counted again on every branch, though each question is asked once', async () => {
    const { lookups, asked } = await look(`v=spf1 ${R} include:x.example include:y.example ~all`, {
      'x.example': { TXT: ['v=spf1 include:z.example ~all'] }, 'y.example': { TXT: ['v=spf1 include:Z.example. ~all'] }, 'z.example': { TXT: ['v=spf1 a:h0.example ~all'] },
    })
    expect(lookups).toBe(7)
    expect(asked.filter((question) => /^z\.example/i.test(question))).toEqual(['z.example TXT'])
  })

  it('over the limit is proven even where a part could not be counted', async () => {
    const judged = await look(`v=spf1 ${R} include:%{d}.x.example ${hosts(9)} ~all`)
    expect([judged.outcome, judged.lookups]).toEqual(['invalid', null])
    expect(codes(judged)).toContain('too-many-lookups')
  })
})

describe('void look-ups of the whole tree', () => {
  it('two are allowed, three are not, and each is marked', async () => {
    const two = await look(`v=spf1 ${R} a:v1.example exists:v2.example ~all`)
    expect([two.outcome, two.voidLookups]).toEqual(['valid', 2])
    expect(marked(two, 'void-lookup')).toEqual(['a:v1.example', 'exists:v2.example'])
    const three = await look(`v=spf1 ${R} a:v1.example exists:v2.example mx:v3.example ~all`)
    expect([three.outcome, three.voidLookups]).toEqual(['invalid', 3])
    expect(marked(three, 'too-many-void-lookups')).toEqual(['mx:v3.example'])
  })

  const four = { A: ['192.0.2.1'] }
  const single: Zone = { 'f1.example': four, 'f2.example': four, 'f3.example': four, 'six.example': { AAAA: ['2001:db8::1'] }, 'm4.example': { MX: ['10 f1.example', '20 f2.example', '30 f3.example'] } }

  it('a host with addresses of one family alone leads somewhere, and is void for senders of the other', async () => {
    for (const term of ['a:f1.example', 'a:six.example', 'mx:m4.example']) {
      const judged = await look(`v=spf1 ${R} ${term} ~all`, single)
      expect([judged.outcome, judged.voidLookups, codes(judged)], term).toEqual(['valid', 1, []])
    }
  })

  it('three terms that are void for IPv6 senders alone are a warning, and the larger number is told', async () => {
    const two = await look(`v=spf1 ${R} a:f1.example mx:m4.example ~all`, single)
    expect([two.outcome, two.voidLookups, codes(two)]).toEqual(['valid', 2, []])
    const three = await look(`v=spf1 ${R} a:f1.example include:in.example ~all`, { ...single, 'in.example': { TXT: ['v=spf1 mx:m4.example a:f2.example ~all'] } })
    expect([three.outcome, three.voidLookups]).toEqual(['valid', 3])
    expect(three.findings).toMatchObject([{ code: 'too-many-void-lookups-ipv6', severity: 'warning', params: { voidLookups: 3, limit: 2 } }])
  })

  it('three terms that are void for IPv4 senders are an error, whatever IPv6 senders meet', async () => {
    const judged = await look(`v=spf1 ${R} a:six.example mx:six.example exists:six.example ~all`, { ...single, 'six.example': { ...single['six.example'] as object, MX: ['10 six.example'] } })
    expect([judged.outcome, judged.voidLookups, codes(judged)]).toEqual(['invalid', 3, ['too-many-void-lookups', 'void-lookup']])
  })

  it('the term that brings one void look-up too many is marked, though each host leads somewhere for the other family', async () => {
    const six = { AAAA: ['2001:db8::1'] }
    const zone: Zone = { ...single, 'v6a.example': six, 'v6b.example': six, 'in.example': { TXT: ['v=spf1 a:f2.example a:v6a.example a:f3.example ~all'] } }
    const ofIp4 = await look(`v=spf1 ${R} a:six.example a:v6b.example include:in.example a:h0.example ~all`, zone)
    expect([codes(ofIp4), marked(ofIp4, 'too-many-void-lookups')]).toEqual([['too-many-void-lookups'], ['include:in.example']])
    const ofIp6 = await look(`v=spf1 ${R} a:f1.example a:f2.example a:six.example a:f3.example ~all`, zone)
    expect([codes(ofIp6), marked(ofIp6, 'too-many-void-lookups-ipv6')]).toEqual([['too-many-void-lookups-ipv6'], ['a:f3.example']])
    expect(marked(await look(`v=spf1 ${R} a:v1.example a:v2.example redirect=v3.example`), 'too-many-void-lookups')).toEqual(['redirect=v3.example'])
  })

  it('an mx is void once, however many of its exchangers have no address', async () => {
    const judged = await look(`v=spf1 ${R} mx:m.example ~all`, { 'm.example': { MX: ['10 h0.example', '20 v1.example', '30 v2.example', '40 v3.example'] } })
    expect([judged.outcome, judged.voidLookups]).toEqual(['valid', 1])
    expect(marked(judged, 'void-lookup')).toEqual(['mx:m.example'])
  })

  it('exchangers of one family each are all alive', async () => {
    const judged = await look(`v=spf1 ${R} mx:m.example ~all`, { ...single, 'm.example': { MX: ['10 f1.example', '20 six.example'] } })
    expect([judged.voidLookups, codes(judged)]).toEqual([1, []])
  })

  it('both families of a host are asked for at once, each question once', async () => {
    const { asked } = await look(`v=spf1 ${R} a:f1.example mx:m4.example ~all`, single)
    expect([...asked].sort()).toEqual(['eu._netblocks.mimecast.com TXT', 'm4.example MX', ...['f1', 'f2', 'f3'].flatMap((host) => [`${host}.example A`, `${host}.example AAAA`])].sort())
  })

  it.each([['AAAA', 0, []], ['A', null, ['lookup-unavailable']]] as const)('where only %s of a host stays open, the void terms of IPv4 senders are %s', async (silent, voidLookups, findings) => {
    const { lookup } = createZone({ ...vendorZone, ...present, 'silent.example': 'timeout' })
    const record = `v=spf1 ${R} a:h0.example ~all`
    const tree = await walkSpfTree(domain, [record], (name, type) => lookup(type === silent ? 'silent.example' : name, type))
    const judged = judgeSpf({ domain, answer: { kind: 'texts', texts: [record] }, type99: [], tree }, eu)
    expect([judged.outcome, judged.voidLookups, codes(judged)]).toEqual(['valid', voidLookups, findings])
  })

  it('what could not be asked is neither void nor forgotten', async () => {
    const judged = await look(`v=spf1 ${R} a:silent.example ~all`, { 'silent.example': 'timeout' })
    expect([judged.outcome, judged.voidLookups, judged.lookups]).toEqual(['valid', null, 2])
    expect(codes(judged)).toEqual(['lookup-unavailable'])
  })
})

describe('includes', () => {
  it.each([
    ['include-without-record', 'nxdomain'], ['include-without-record', { TXT: ['other'] }], ['include-multiple-records', { TXT: ['v=spf1', 'v=spf1 -all'] }], ['include-syntax-error', { TXT: ['v=spf1 foo'] }],
  ] as const)('deep down, %s is shown at the term that leads there', async (code, answer) => {
    const judged = await look(`v=spf1 ${R} include:in.example ~all`, { 'in.example': { TXT: ['v=spf1 include:deep.example ~all'] }, 'deep.example': answer as Zone[string] })
    expect(judged.outcome).toBe('invalid')
    expect(judged.findings.find((one) => one.code === code)).toMatchObject({ params: { target: 'deep.example' }, record: 0 })
    expect(marked(judged, code)).toEqual(['include:in.example'])
  })

  it('a loop is named and not walked twice', async () => {
    const judged = await look(`v=spf1 ${R} include:in.example ~all`, { 'in.example': { TXT: ['v=spf1 redirect=ACME.example'] } })
    expect([judged.outcome, judged.lookups]).toEqual(['invalid', null])
    expect(judged.findings).toMatchObject([{ code: 'include-loop', params: { target: 'ACME.example' } }])
    expect(judged.asked.filter((question) => question.endsWith('TXT'))).toHaveLength(2)
  })

  it('Mimecast’s own list without a record is not laid at the customer’s door', async () => {
    const judged = await look(`v=spf1 ${R} ~all`, { 'eu._netblocks.mimecast.com': 'nxdomain' })
    expect(codes(judged)).toEqual(['mimecast-include-without-record'])
  })

  it('more than ten exchangers are an error', async () => {
    const MX = (count: number) => numbers(count).map((i) => `10 h${i}.example`)
    expect(codes(await look(`v=spf1 ${R} mx:m.example ~all`, { 'm.example': { MX: MX(10) } }))).toEqual([])
    expect(codes(await look(`v=spf1 ${R} mx:m.example ~all`, { 'm.example': { MX: MX(11) } }))).toEqual(['too-many-mx'])
  })

  it('a level of the tree is asked at once', async () => {
    let open = 0
    let most = 0
    const { lookup } = createZone({ ...vendorZone, 'x.example': { TXT: ['v=spf1 -all'] }, 'y.example': { TXT: ['v=spf1 -all'] } })
    await walkSpfTree(domain, [`v=spf1 ${R} include:x.example include:y.example ~all`], async (name, type) => {
      open += 1
      most = Math.max(most, open)
      const outcome = await lookup(name, type)
      open -= 1
      return outcome
    })
    expect(most).toBe(3)
  })

  it('a record written to hurt stops at a bounded number of questions', async () => {
    const bomb = numbers(30).map((i) => `include:b${i}.example`).join(' ')
    const zone: Zone = Object.fromEntries(numbers(30).map((i) => [`b${i}.example`, { TXT: [`v=spf1 ${bomb} mx:m${i}.example a:z${i}.example`] }]))
    const judged = await look(`v=spf1 ${bomb} ~all`, zone)
    expect(judged.asked.length).toBeLessThanOrEqual(maxTreeQuestions)
    expect(judged.tree.length).toBeLessThanOrEqual(maxTreeQuestions)
    expect(codes(judged)).toEqual(expect.arrayContaining(['too-many-lookups', 'tree-too-large']))
    expect(judged.lookups).toBeNull()
  })

  it.each(['a', 'include:b.example', 'ptr'])('of a record that is full of %s the terms beyond any limit are one', async (term) => {
    const judged = await look(`v=spf1 ${R} ${`${term} `.repeat(20_000)}~all`, { 'b.example': { TXT: ['v=spf1 -all'] } })
    expect(judged.tree[0]?.terms.length).toBe(maxTermsOfRecord + 1)
    expect(codes(judged)).toEqual(expect.arrayContaining(['too-many-lookups', 'tree-too-large']))
    expect(judged).toMatchObject({ outcome: 'invalid', lookups: null })
  })
})

describe('style', () => {
  it.each([
    [`v=spf1 ${R} +all`, 'all-pass', '+all'], [`v=spf1 ${R} all`, 'all-pass', 'all'], [`v=spf1 ${R} ?all`, 'all-neutral', '?all'],
    [`v=spf1 ${R} -all ip4:192.0.2.1 a:h0.example`, 'terms-after-all', 'ip4:192.0.2.1 a:h0.example'],
    [`v=spf1 ${R} redirect=re.example -all`, 'redirect-ignored', 'redirect=re.example'],
    [`v=spf1 ${R} ptr -all`, 'ptr-used', 'ptr'], [`v=spf1 ${R} ip4:192.0.2.1 ~IP4:192.0.2.1 -all`, 'duplicate-term', '~IP4:192.0.2.1'],
  ])('%s is legal, with a warning', async (record, code, text) => {
    const judged = await look(record)
    expect(judged.outcome).toBe('valid')
    expect(codes(judged)).toEqual([code])
    expect(marked(judged, code)).toEqual([text])
  })

  it('no ending is a warning, a redirect is an ending', async () => {
    expect(codes(await look(`v=spf1 ${R}`))).toEqual(['no-ending'])
    expect(codes(await look(`v=spf1 ${R} redirect=h0.example`, { 'h0.example': { TXT: ['v=spf1 -all'] } }))).toEqual([])
  })

  const sized = (octets: number) => `v=spf1 ${R} x=${'y'.repeat(octets - 49)} -all`

  it('450 octets are advised, 451 are a warning', async () => {
    expect(sized(450)).toHaveLength(450)
    expect(codes(await look(sized(450)))).not.toContain('record-too-long')
    expect(codes(await look(sized(451)))).toContain('record-too-long')
  })

  it('255 octets are one string, 256 are a note', async () => {
    expect(codes(await look(sized(255)))).toEqual([])
    expect(await look(sized(256))).toMatchObject({ outcome: 'valid', findings: [{ code: 'record-in-strings', severity: 'note', params: { octets: 256, limit: 255 } }] })
  })

  it('all texts of the domain count for the answer: 512 octets fit everywhere, 513 are a note', () => {
    const record = `v=spf1 ${R} -all`
    // Header 12, question 12 + 2 + 4, two records of 12 and one length octet each.
    const other = (octets: number) => 'z'.repeat(octets - 12 - 18 - 26 - record.length - 1)
    const judge = (octets: number) => judgeSpf({ domain, answer: { kind: 'texts', texts: [record, other(octets)] }, type99: [], tree: [] }, eu)
    expect(codes(judge(512))).toEqual([])
    expect(judge(513)).toMatchObject({ outcome: 'valid', findings: [{ code: 'answer-too-large', params: { octets: 513 } }] })
  })

  it('mixed case and final dots are legal, and no finding', async () => {
    const judged = await look(`V=SPF1 ${R} A:H0.Example. Include:In.Example. ~ALL`, { 'in.example': { TXT: ['v=spf1 -all'] } })
    expect([judged.outcome, codes(judged)]).toEqual(['valid', []])
  })

  it('an include that is known to be dead is named with its vendor, when DNS agrees', async () => {
    const judged = await look(`v=spf1 ${R} include:_spf.Pphosted.com. ~all`)
    expect(judged.findings).toMatchObject([{ code: 'include-dead', severity: 'error', params: { vendor: 'Proofpoint' } }])
    expect(marked(judged, 'include-dead')).toEqual(['include:_spf.Pphosted.com.'])
    expect(codes(await look(`v=spf1 ${R} include:_spf.pphosted.com ~all`, { '_spf.pphosted.com': { TXT: ['v=spf1 -all'] } }))).toEqual([])
    expect(codes(await look(`v=spf1 ${R} include:_spf.pphosted.com ~all`, { '_spf.pphosted.com': 'timeout' }))).toEqual(['include-unavailable'])
  })
})
