import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spfView } from '../../../core/dns/outcome.ts'
import { createResolver } from '../../../server/dns/resolver.ts'
import type { Resolver } from '../../../server/dns/resolver.ts'
import { leavingNoSocket } from '../../helpers/faulty-dns.ts'
import { bind, knot, nsd, unbound } from '../../helpers/real-dns/kinds.ts'
import { findPlaces } from '../../helpers/real-dns/places.ts'
import { findProgram, noteMissing, startRealServer } from '../../helpers/real-dns/real-server.ts'
import type { RealServer } from '../../helpers/real-dns/real-server.ts'
import { canSign, longText, sign, toEscaped, toTxt, zone } from '../../helpers/real-dns/zones.ts'

noteMissing(['nsd', 'knotd', 'named', 'unbound', 'ldns-signzone'])

const allOctets = Array.from({ length: 256 }, (_, octet) => octet)
const servers = [{ host: 'ns', address: '127.0.0.1' }]
const sizes = [747, 6000, 60_000]
const real = zone('real.example', {
  servers,
  negativeTtlSeconds: 40,
  lines: [
    ...sizes.map((octets) => `t${octets} 300 IN TXT ${toTxt(longText(octets))}`),
    `binary 300 IN TXT ${toEscaped(allOctets.slice(0, 200))} ${toEscaped(allOctets.slice(200))} ""`,
    '*.wild 300 IN TXT "from the wildcard"',
    'below.empty 300 IN TXT "something"',
    'alias 120 IN CNAME t747',
    'dangling 300 IN CNAME nobody',
    'mail 300 IN MX 10 t747',
  ],
})

/** The same for every server that speaks for the zone, and for one that only asks and remembers. */
function describeAnswers(ask: () => Resolver): void {
  const lookup = (name: string) => leavingNoSocket(() => ask().lookup(name, 'TXT'))

  test.each(sizes)('a TXT record of %i octets comes whole', async (octets) => {
    const outcome = await lookup(`t${octets}.real.example`)
    expect(outcome).toMatchObject({ kind: 'answer', transport: octets > 1000 ? 'tcp' : 'udp' })
    expect(outcome.kind === 'answer' && outcome.records.map(({ text }) => text)).toEqual([longText(octets).join('')])
  })

  test('every octet of a binary record arrives as it is, string by string', async () => {
    const outcome = await lookup('binary.real.example')
    const strings = outcome.kind === 'answer' ? outcome.records[0]?.strings.map((octets) => [...octets]) : outcome.kind
    expect(strings).toEqual([allOctets.slice(0, 200), allOctets.slice(200), []])
  })

  test('a wildcard answers for any name below it, and not for its own parent', async () => {
    expect(await lookup('any.name.wild.real.example')).toMatchObject({ kind: 'answer', records: [{ text: 'from the wildcard' }] })
    expect(await lookup('wild.real.example')).toMatchObject({ kind: 'nodata', negativeTtlSeconds: 40 })
  })

  test('a name that only has names below it exists and has no record', async () => {
    expect(await lookup('empty.real.example')).toMatchObject({ kind: 'nodata', negativeTtlSeconds: 40 })
  })

  test('a name that is not there, and a record that is not, are told apart', async () => {
    expect(await lookup('nobody.real.example')).toMatchObject({ kind: 'nxdomain', negativeTtlSeconds: 40 })
    expect(await lookup('mail.real.example')).toMatchObject({ kind: 'nodata', negativeTtlSeconds: 40 })
  })

  test('an alias leads to the record, and one that leads nowhere to no such name', async () => {
    expect(await lookup('alias.real.example')).toMatchObject({ kind: 'answer', cnames: ['t747.real.example'], ttlSeconds: 120 })
    expect(await lookup('dangling.real.example')).toMatchObject({ kind: 'nxdomain', cnames: ['nobody.real.example'] })
  })
}

describe.each([nsd, knot, bind])('asked of $program', (kind) => {
  const isMissing = findProgram(kind.program) === null
  let server: RealServer
  let resolver: Resolver
  beforeAll(async () => {
    if (isMissing) return
    const [at] = await findPlaces(['127.0.0.1'])
    if (at === undefined) throw new Error('no place')
    server = await startRealServer(kind, at, [real])
    resolver = createResolver({ upstreams: [server.address], remember: false })
  })
  afterAll(async () => {
    await resolver?.close()
    await server?.stop()
  })
  describe.skipIf(isMissing)('it says what its zone file says', () => {
    describeAnswers(() => resolver)

    test('a zone that it does not serve could not be asked for', async () => {
      expect(await resolver.lookup('somewhere-else.example', 'TXT')).toMatchObject({ kind: 'refused' })
    })
  })
})

describe.skipIf(findProgram('unbound') === null || findProgram('nsd') === null)('asked of Unbound, which asks NSD', () => {
  let source: RealServer
  let cache: RealServer
  let resolver: Resolver
  beforeAll(async () => {
    const [at, cacheAt] = await findPlaces(['127.0.0.1', '127.0.0.2'])
    if (at === undefined || cacheAt === undefined) throw new Error('no place')
    const signed = canSign() ? sign(zone('signed.example', { servers, lines: ['@ 300 IN TXT "signed words"'] })) : null
    const bogus = canSign() ? sign(zone('bogus.example', { servers, lines: ['@ 300 IN TXT "signed words"'] })) : null
    const forged = bogus === null ? [] : [{ ...bogus.zone, text: bogus.zone.text.replace('signed words', 'forged words') }]
    source = await startRealServer(nsd, at, [real, ...(signed === null ? [] : [signed.zone]), ...forged])
    const names = ['real.example', 'signed.example', 'bogus.example', 'lame.example']
    const anchors = [signed, bogus].flatMap((one) => one?.anchor ?? [])
    cache = await startRealServer(unbound({ stubs: names.map((name) => ({ zone: name, at })), anchors }), cacheAt, [])
    resolver = createResolver({ upstreams: [cache.address], remember: false })
  })
  afterAll(async () => {
    await resolver?.close()
    await cache?.stop()
    await source?.stop()
  })

  describeAnswers(() => resolver)

  test.skipIf(!canSign())('a signed record is an answer', async () => {
    expect(await resolver.lookup('signed.example', 'TXT')).toMatchObject({ kind: 'answer', records: [{ text: 'signed words' }] })
  })

  test.skipIf(!canSign())('a record that its signature does not fit could not be asked for, and is never missing', async () => {
    expect(await resolver.lookup('bogus.example', 'TXT')).toMatchObject({ kind: 'servfail' })
  })

  test('a zone whose server does not speak for it could not be asked for, inside the deadline', async () => {
    const startedAt = performance.now()
    const outcome = await leavingNoSocket(() => resolver.lookupWith({ deadlineMs: 2000 })('lame.example', 'TXT'))
    expect(spfView(outcome)).toBe('temperror')
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })
})
