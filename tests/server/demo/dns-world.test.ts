import { describe, expect, test } from 'vitest'
import { useDnsWorld } from '../../helpers/dns-world.ts'

const parts = useDnsWorld({
  zones: [
    {
      origin: 'good.example',
      records: {
        'good.example': { TXT: ['v=spf1 ip4:192.0.2.1 ~all', 'other'], MX: ['10 mail.good.example'] },
        'mail.good.example': { A: ['192.0.2.25'], AAAA: ['2001:db8::25'] },
        'www.good.example': { CNAME: ['mail.good.example'] },
        'away.good.example': { CNAME: ['there.other.example'] },
        'gone.good.example': { CNAME: ['nothing.other.example'] },
        'deep.empty.good.example': { TXT: ['x'] },
        '*.wild.good.example': { TXT: ['any'] },
        'long.good.example': { TXT: ['y'.repeat(3000)] },
      },
    },
    { origin: 'other.example', records: { 'there.other.example': { A: ['192.0.2.80'] } } },
  ],
  faults: { 'bad.good.example': 'servfail', 'no.good.example': 'refused' },
})

const ask = (name: string, type: 'A' | 'TXT' | 'MX' | 'SOA' | 'NS' | 'CNAME' = 'TXT') =>
  parts.resolver.lookupWith({ fresh: true })(name, type)

describe('the resolver face of the DNS world', () => {
  test('records come back with their values', async () => {
    const outcome = await parts.resolver.lookup('GOOD.example.', 'TXT')
    if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome))
    expect(outcome.records.map(({ text }) => text)).toEqual(['v=spf1 ip4:192.0.2.1 ~all', 'other'])
    expect(outcome).toMatchObject({ name: 'good.example', server: parts.world.resolverAddress, transport: 'udp' })
    expect(await ask('good.example', 'MX')).toMatchObject({
      records: [{ preference: 10, exchange: 'mail.good.example' }],
    })
  })

  test('an absent name, a name without the type and an empty non-terminal are told apart', async () => {
    expect(await ask('absent.good.example')).toMatchObject({ kind: 'nxdomain', negativeTtlSeconds: 60 })
    expect(await ask('mail.good.example')).toMatchObject({ kind: 'nodata', negativeTtlSeconds: 60 })
    expect(await ask('empty.good.example')).toMatchObject({ kind: 'nodata' })
    expect(await ask('absent.example')).toMatchObject({ kind: 'nxdomain' })
    expect(await ask('good.example', 'SOA')).toMatchObject({ kind: 'answer' })
  })

  test('aliases are followed into other zones, also to a name that is not there', async () => {
    expect(await ask('www.good.example', 'A')).toMatchObject({ kind: 'answer', cnames: ['mail.good.example'] })
    expect(await ask('away.good.example', 'A')).toMatchObject({ records: [{ address: '192.0.2.80' }] })
    expect(await ask('gone.good.example', 'A')).toMatchObject({ kind: 'nxdomain', cnames: ['nothing.other.example'] })
    expect(await ask('www.good.example', 'CNAME')).toMatchObject({ records: [{ target: 'mail.good.example' }] })
  })

  test('an asterisk stands for what is not there, and only below its own name', async () => {
    expect(await ask('a.b.wild.good.example')).toMatchObject({ kind: 'answer', records: [{ text: 'any' }] })
    expect(await ask('wild.good.example')).toMatchObject({ kind: 'nodata' })
  })

  test('a long text is cut into strings and comes over TCP', async () => {
    const outcome = await ask('long.good.example')
    expect(outcome).toMatchObject({ kind: 'answer', transport: 'tcp', records: [{ text: 'y'.repeat(3000) }] })
    expect(outcome.attempts.map(({ transport, result }) => [transport, result])).toEqual([
      ['udp', 'truncated'],
      ['tcp', 'noerror'],
    ])
  })

  test('a name that is set to fail does so, and is mended again', async () => {
    expect(await ask('bad.good.example')).toMatchObject({ kind: 'servfail', rcode: 2 })
    expect(await ask('no.good.example')).toMatchObject({ kind: 'refused', rcode: 5 })
    parts.world.fault('bad.good.example', null)
    expect(await ask('bad.good.example')).toMatchObject({ kind: 'nxdomain' })
  })

  test('zones change while the world runs', async () => {
    parts.world.setTxt('new.example', ['one'])
    expect(await ask('new.example')).toMatchObject({ records: [{ text: 'one' }] })
    parts.world.setTxt('new.example', ['two'])
    expect(await ask('new.example')).toMatchObject({ records: [{ text: 'two' }] })
    parts.world.remove('new.example')
    expect(await ask('new.example')).toMatchObject({ kind: 'nxdomain' })
    parts.world.addZone({ origin: 'late.example', records: { 'late.example': { TXT: ['here'] } } })
    expect(await ask('late.example')).toMatchObject({ records: [{ text: 'here' }] })
    expect(parts.world.questions.at(-1)).toMatchObject({
      name: 'late.example',
      type: 'TXT',
      transport: 'udp',
      face: 'resolver',
    })
  })
})
