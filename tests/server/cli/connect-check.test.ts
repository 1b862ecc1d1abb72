import { describe, expect, it } from 'vitest'
import { runConnectCheck } from '../../../server/cli/connect-check.ts'
import { sampleFaults, sampleZones } from '../../../server/demo/sample-zones.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { startFaultyDns } from '../../helpers/faulty-dns.ts'

const dns = useDnsWorld({
  zones: [
    ...sampleZones,
    {
      origin: 'traced.example',
      records: {
        'traced.example': { TXT: ['v=spf1 include:part.traced.example -all exp=why.traced.example'] },
        'part.traced.example': { TXT: ['v=spf1 a:host.traced.example mx:host.traced.example exists:gone.traced.example ~all'] },
        'host.traced.example': { A: ['193.0.6.139'], MX: ['10 host.traced.example'] },
        'why.traced.example': { TXT: ['not from %{i}'] },
      },
    },
    { origin: 'fresh.example', records: { 'fresh.example': { A: ['193.0.6.139'] } } },
    { origin: 'controls.example', records: { 'controls.example': { TXT: ['v=spf1 include:\u0000\u001b[31m<img> ~all'] } } },
  ],
  faults: { ...sampleFaults, 'refusing.example': 'refused' },
})

/** The environment in which the world's name servers can be asked. */
function atSource() {
  const { authorityAddress, resolverAddress } = dns.world
  const port = authorityAddress.slice(authorityAddress.lastIndexOf(':') + 1)
  return { DNS_SERVERS: resolverAddress, DNS_ROOTS: authorityAddress, DNS_AUTHORITY_PORT: port, ALLOW_LOOPBACK_TARGETS: 'true' }
}

async function run(line: string, environment: Record<string, string> = { DNS_SERVERS: dns.world.resolverAddress }) {
  let out = ''
  let err = ''
  const code = await runConnectCheck(line.split(' ').filter((word) => word !== ''), {
    environment,
    out: (text) => (out += text),
    err: (text) => (err += text),
    now: () => new Date('2026-11-21T20:00:00Z'),
  })
  return { code, out, err, json: () => JSON.parse(out) as Record<string, unknown> }
}

describe('connect-check', () => {
  it('ends with 0 for a right record, and proposes no change', async () => {
    const { code, json, err } = await run('good.example --region eu --json')
    expect(code).toBe(0)
    expect(err).toBe('')
    expect(json()).toEqual({
      domain: 'good.example',
      region: 'eu',
      outcome: 'valid',
      records: ['v=spf1 include:eu._netblocks.mimecast.com ~all'],
      findings: [],
      lookups: 1,
      voidLookups: 0,
      plan: { host: '@', name: 'good.example', record: 'v=spf1 include:eu._netblocks.mimecast.com ~all', changes: [] },
      asked: [
        { server: dns.world.resolverAddress, name: 'good.example', type: 'TXT', outcome: 'answer' },
        { server: dns.world.resolverAddress, name: 'eu._netblocks.mimecast.com', type: 'TXT', outcome: 'answer' },
      ],
      answers: { legal: 'yes', mimecast: 'yes', survives: 'yes' },
    })
  })

  it('ends with 1 where Mimecast is second, and names the place', async () => {
    const { code, json } = await run('second.example --region eu --json')
    expect(code).toBe(1)
    expect(json()).toMatchObject({
      outcome: 'invalid',
      findings: [{ code: 'mimecast-not-first', severity: 'error', record: 0, span: [21, 55], params: { position: 2 } }],
      plan: {
        record: 'v=spf1 include:eu._netblocks.mimecast.com ip4:192.0.2.1 ~all',
        changes: [{ kind: 'move', term: 'include:eu._netblocks.mimecast.com' }],
      },
    })
  })

  it.each([
    ['the resolvers know nothing of the domain', () => run('silent.example --region eu'), () => dns.world.resolverAddress],
    ['the server of --dns does not answer', () => run(`silent.example --region eu --dns ${dns.world.resolverAddress}`), () => dns.world.resolverAddress],
    ['the domain’s own name servers do not answer', () => run('silent.example --region eu', atSource()), () => ''],
  ])('ends with 2, within six seconds, when %s, and says that there is no answer yet', async (_, ask, toAsked) => {
    const started = performance.now()
    const { code, out } = await ask()
    expect(performance.now() - started).toBeLessThan(6000)
    expect(code).toBe(2)
    expect(out).toContain('We have no answer about silent.example yet.')
    expect(out).toContain(toAsked())
  })

  it('ends with 2, within six seconds, where nobody answers at all', async () => {
    const started = performance.now()
    const nobody = await startFaultyDns({})
    expect((await run('good.example --region eu', { DNS_SERVERS: nobody.address })).code).toBe(2)
    expect(performance.now() - started).toBeLessThan(6000)
  })

  it('asks the domain’s own name servers, and no resolver about a record without Mimecast', async () => {
    const asked = (name: string) => dns.world.questions.filter((question) => question.name === name).map(({ face }) => face)
    const { code, json } = await run('fresh.example --region eu --json', atSource())
    expect(code).toBe(1)
    expect(json()).toMatchObject({ outcome: 'invalid', records: [], asked: [{ server: dns.world.authorityAddress, name: 'fresh.example', type: 'TXT', outcome: 'nodata' }, { server: dns.world.authorityAddress, type: 'SPF' }] })
    expect(new Set(asked('fresh.example'))).toEqual(new Set(['authority']))
    expect((await run('good.example --region eu --json', atSource())).json()).toMatchObject({ outcome: 'valid' })
  })

  it('refuses name servers of this machine without roots of one’s own', async () => {
    const { code, err } = await run('good.example --region eu', { DNS_SERVERS: dns.world.resolverAddress, ALLOW_LOOPBACK_TARGETS: 'true' })
    expect(code).toBe(3)
    expect(err).toContain('ALLOW_LOOPBACK_TARGETS')
  })

  it('says in JSON that it could not find out, without a finding and without a plan', async () => {
    const { code, json } = await run('refusing.example --region eu --json')
    expect(code).toBe(2)
    expect(json()).toMatchObject({ outcome: 'unavailable', records: [], findings: [], lookups: null, voidLookups: null, plan: null })
  })

  it.each([
    ['', 'Name the domain'],
    ['good.example', '--region'],
    ['good.example --region mars', 'mars'],
    ['good.example --region je', 'implementation team'],
    ['good.example --region eu --colour', '--colour'],
    ['good.example --region', 'needs a value'],
    ['good.example other.example --region eu', 'other.example'],
    ['a..b --region eu', 'a..b'],
    ['co.uk --region eu', 'co.uk'],
    ['<script> --region eu', '<script>'],
    ['good.example --region eu --ip 300.1.1.1', '300.1.1.1'],
    ['good.example --region eu --dns resolver.example', 'resolver.example'],
    ['good.example --region eu --json=yes', '--json'],
    ['good.example --region eu --trace', '--ip'],
  ])('ends with 3 for “%s”, with a sentence on standard error alone', async (line, said) => {
    const { code, out, err } = await run(line)
    expect(code).toBe(3)
    expect(out).toBe('')
    expect(err).toContain(said)
    expect(err).toContain('Usage:')
  })

  it('ends with 3 for a DNS_SERVERS that holds no address', async () => {
    const { code, err } = await run('good.example --region eu', { DNS_SERVERS: 'nonsense' })
    expect(code).toBe(3)
    expect(err).toContain('nonsense')
  })

  it('asks the server of --dns alone', async () => {
    const { code } = await run(`good.example --region eu --dns ${dns.world.resolverAddress}`, { DNS_SERVERS: '127.0.0.1:1' })
    expect(code).toBe(0)
  })

  it('takes a domain out of an address, in any case, and with letters of other scripts', async () => {
    expect((await run('HTTP://Good.Example./x --region=EU --json')).json()).toMatchObject({ domain: 'good.example', region: 'eu' })
    expect((await run('bücher.example --region eu --json')).json()).toMatchObject({ domain: 'xn--bcher-kva.example' })
  })

  it('adds what receivers make of an address, and changes nothing else', async () => {
    const plain = (await run('second.example --region eu --json')).json()
    const { json, code } = await run('second.example --region eu --json --ip 192.0.2.1')
    expect(code).toBe(1)
    expect(json()).toEqual({ ...plain, asked: expect.anything() as unknown, sender: { ip: '192.0.2.1', result: 'pass' } })
    expect((await run('good.example --region eu --json --ip 203.0.113.77')).json()).toMatchObject({ sender: { result: 'softfail' } })
  })

  it('tells every step to a sender’s result when asked to: term, record, question, answer and cost', async () => {
    const plain = (await run('traced.example --region eu --json --ip 193.0.6.139')).json()
    const { trace, ...rest } = (await run('traced.example --region eu --json --ip 193.0.6.139 --trace')).json() as { trace: unknown }
    expect(rest).toEqual({ ...plain, asked: expect.anything() as unknown })
    const text = 'v=spf1 include:part.traced.example -all exp=why.traced.example'
    expect(trace).toMatchObject([
      { step: 'record', depth: 0, domain: 'traced.example', reading: 'record', text, questions: [{ name: 'traced.example', type: 'TXT', answer: 'answer', values: [text] }] },
      { step: 'term', depth: 0, domain: 'traced.example', term: 'include:part.traced.example', span: [7, 34], result: 'match', lookups: 2, voidLookups: 0 },
      { step: 'record', depth: 1, domain: 'part.traced.example' },
      { step: 'term', depth: 1, term: 'a:host.traced.example', result: 'match', lookups: 1, questions: [{ name: 'host.traced.example', type: 'A', values: ['193.0.6.139'] }] },
    ])
  })

  it('tells the steps to a person, what an include leads to further in', async () => {
    const { out } = await run('traced.example --region eu --ip 203.0.113.77 --trace')
    expect(out).toContain([
      'How receivers come to it, step by step:',
      '  traced.example publishes v=spf1 include:part.traced.example -all exp=why.traced.example',
      '    asked TXT traced.example: answer',
      '  include:part.traced.example does not match (4 look-ups, 1 void look-up)',
      '    part.traced.example publishes v=spf1 a:host.traced.example mx:host.traced.example exists:gone.traced.example ~all',
    ].join('\n'))
  })

  it('points at the term for a person, and prints no control characters of a record', async () => {
    const { out } = await run('second.example --region eu')
    expect(out).toContain(`Record: v=spf1 ip4:192.0.2.1 include:eu._netblocks.mimecast.com ~all\n${' '.repeat(8 + 21)}${'^'.repeat(34)}`)
    const hostile = await run('controls.example --region eu')
    expect(hostile.code).toBe(1)
    expect([...hostile.out].some((char) => char < ' ' && char !== '\n')).toBe(false)
  })

  it('names the zone-relative host for a domain below the registered one', async () => {
    expect((await run('mail.second.example --region eu --json')).json()).toMatchObject({ outcome: 'invalid', plan: { host: 'mail', name: 'mail.second.example' } })
  })
})
