import { describe, expect, it } from 'vitest'
import { evaluateSpf, type SpfQuestion, type SpfVerdict } from '#core/spf/evaluate.ts'
import { createZone, type Zone, type ZoneLookup } from '../../helpers/zone.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

interface Mail extends Partial<Omit<SpfQuestion, 'lookup'>> {
  zone?: Zone
}

/** The record of `acme.example`, asked about 192.0.2.7 unless the case says otherwise. */
async function check(record: string, { zone = {}, ...mail }: Mail = {}): Promise<SpfVerdict & Pick<ZoneLookup, 'asked'>> {
  const { lookup, asked } = createZone({ 'acme.example': { TXT: [record] }, ...zone })
  const verdict = await evaluateSpf({ ip: '192.0.2.7', helo: 'mail.acme.example', mailfrom: 'ann@acme.example', ...mail, lookup })
  return { ...verdict, asked }
}

const resultOf = async (record: string, mail?: Mail) => (await check(record, mail)).result

it('what is no address is a bug of the caller, and no verdict', async () => {
  const question = (ip: string) => check('v=spf1 +all', { ip })
  for (const ip of ['hello', '', '192.0.2', '192.0.2.07', '2001:db8::7%1', '192.0.2.7/32']) await expect(question(ip), ip).rejects.toThrow(`not an address: ${ip}`)
})

describe('RFC 7208 §4.3: the arguments', () => {
  it.each(['acme', '[192.0.2.1]', '', 'a..example', `${'x'.repeat(64)}.example`, `${'x.'.repeat(124)}example`])('the domain “%s” gives none', async (domain) => {
    expect(await resultOf('v=spf1 -all', { mailfrom: `ann@${domain}`, helo: domain })).toBe('none')
  })

  it('a label of 63 octets is asked for, one of 64 is not', async () => {
    const name = (octets: number) => `${'x'.repeat(octets)}.example`
    const zone = { [name(63)]: { TXT: ['v=spf1 -all'] }, [name(64)]: { TXT: ['v=spf1 -all'] } }
    expect(await resultOf('', { zone, mailfrom: `ann@${name(63)}` })).toBe('fail')
    expect(await resultOf('', { zone, mailfrom: `ann@${name(64)}` })).toBe('none')
  })

  it('a bounce is checked for the postmaster of the HELO name', async () => {
    const zone = { 'mail.acme.example': { TXT: ['v=spf1 exists:%{l}.%{o}.x.example -all'] }, 'postmaster.mail.acme.example.x.example': { A: ['127.0.0.2'] } }
    expect(await resultOf('', { zone, mailfrom: '' })).toBe('pass')
  })

  it('the last @ divides local part and domain, and a missing local part is the postmaster', async () => {
    const zone = { 'postmaster.x.example': { A: ['127.0.0.2'] }, 'a@b.x.example': { A: ['127.0.0.2'] } }
    expect(await resultOf('v=spf1 exists:%{l}.x.example -all', { zone, mailfrom: 'acme.example' })).toBe('pass')
    expect(await resultOf('v=spf1 exists:%{l}.x.example -all', { zone, mailfrom: 'a@b@acme.example' })).toBe('pass')
  })
})

describe('RFC 7208 §4.4, §4.5: the record', () => {
  it.each([['nxdomain', 'none'], ['nodata', 'none'], ['timeout', 'temperror'], ['servfail', 'temperror'], ['refused', 'temperror'], ['malformed', 'temperror']] as const)('an answer of %s gives %s', async (kind, result) => {
    expect(await resultOf('', { zone: { 'acme.example': kind } })).toBe(result)
  })

  it('other texts are passed over, and of two records neither is used', async () => {
    expect(await resultOf('', { zone: { 'acme.example': { TXT: ['v=spf10 x', '\u00e9', 'v=spf1 -all'] } } })).toBe('fail')
    expect(await resultOf('', { zone: { 'acme.example': { TXT: ['v=spf1 +all', 'v=spf1'] } } })).toBe('permerror')
  })

  it('strings are joined without a space', async () => {
    expect(await resultOf('', { zone: { 'acme.example': { TXT: [['v=spf1 ip4:192.0', '.2.7 -all']] } } })).toBe('pass')
  })

  it('an error behind a match is an error all the same', async () => {
    const { result, reason } = await check('v=spf1 ip4:192.0.2.7 ip4:nonsense -all')
    expect([result, reason?.code]).toEqual(['permerror', 'syntax-error'])
  })
})

describe('RFC 7208 §4.6.2, §4.7: order and default', () => {
  it.each([['+', 'pass'], ['', 'pass'], ['-', 'fail'], ['~', 'softfail'], ['?', 'neutral']])('“%s” gives %s', async (qualifier, result) => {
    expect(await resultOf(`v=spf1 ${qualifier}ip4:192.0.2.7 -all`)).toBe(result)
  })

  it('the first match decides, and nothing later is asked', async () => {
    const { result, matched, asked } = await check('v=spf1 ip4:192.0.2.7 a:x.example -all')
    expect([result, matched, asked]).toEqual(['pass', { domain: 'acme.example', term: 'ip4:192.0.2.7' }, ['acme.example TXT']])
  })

  it('without a match the result is neutral', async () => {
    expect(await resultOf('v=spf1 ip4:192.0.2.8')).toBe('neutral')
  })
})

describe('RFC 7208 §4.6.4: limits', () => {
  const hosts = (count: number) => numbers(count).map((i) => `a:h${i}.example`).join(' ')
  const present: Zone = Object.fromEntries(numbers(11).map((i) => [`h${i}.example`, { A: ['192.0.2.99'] }]))

  it('ten look-ups are allowed, and the eleventh is not even asked', async () => {
    expect(await check(`v=spf1 ${hosts(10)} -all`, { zone: present })).toMatchObject({ result: 'fail', lookups: 10 })
    const over = await check(`v=spf1 ${hosts(11)} -all`, { zone: present })
    expect([over.result, over.reason?.code, over.asked.length]).toEqual(['permerror', 'too-many-lookups', 11])
  })

  it('terms of included and redirected records count with the others', async () => {
    const zone = { ...present, 'in.example': { TXT: [`v=spf1 ${hosts(4)} -all`] }, 're.example': { TXT: [`v=spf1 ${hosts(4)} -all`] } }
    expect(await resultOf('v=spf1 include:in.example redirect=re.example', { zone })).toBe('fail')
    expect(await resultOf('v=spf1 a:h0.example include:in.example redirect=re.example', { zone })).toBe('permerror')
  })

  it('two void look-ups are allowed, and the third is an error, wherever it happens', async () => {
    expect(await check('v=spf1 a:v1.example exists:v2.example -all')).toMatchObject({ result: 'fail', voidLookups: 2 })
    expect(await check('v=spf1 a:v1.example exists:v2.example mx:v3.example')).toMatchObject({ result: 'permerror', reason: { code: 'too-many-void-lookups' } })
    const zone = { 'in.example': { TXT: ['v=spf1 a:v3.example'] } }
    expect(await resultOf('v=spf1 a:v1.example a:v2.example include:in.example -all', { zone })).toBe('permerror')
  })

  it('a name without the client’s family is void, one that cannot be asked for is not', async () => {
    const zone = { 'h.example': { AAAA: ['2001:db8::1'] }, 'bad.example': 'bad-name' as const }
    expect((await check('v=spf1 a:h.example -all', { zone })).voidLookups).toBe(1)
    expect((await check('v=spf1 a:bad.example mx:bad.example -all', { zone })).voidLookups).toBe(0)
  })

  it('ten exchangers are allowed, and eleven are an error even when the first matches', async () => {
    const mx = (count: number) => ({ ...present, 'acme.example': { TXT: ['v=spf1 mx -all'], MX: numbers(count).map((i) => `10 h${i}.example`) }, 'h0.example': { A: ['192.0.2.7'] } })
    expect(await resultOf('', { zone: mx(10) })).toBe('pass')
    expect(await resultOf('', { zone: mx(11) })).toBe('permerror')
  })

  it('names of the address after the tenth are ignored', async () => {
    const reverse = '7.2.0.192.in-addr.arpa'
    const zone = (before: number): Zone => ({ [reverse]: { PTR: [...numbers(before).map((i) => `n${i}.other.example`), 'mail.acme.example'] }, 'mail.acme.example': { A: ['192.0.2.7'] } })
    expect(await resultOf('v=spf1 ptr -all', { zone: zone(9) })).toBe('pass')
    expect(await resultOf('v=spf1 ptr -all', { zone: zone(10) })).toBe('fail')
  })
})

describe('RFC 7208 §5: mechanisms', () => {
  it.each([['+all', 'match'], ['-all', 'no-match'], ['~all', 'no-match'], ['?all', 'no-match'], ['ip4:192.0.2.99', 'no-match']])('§5.2: an include of “%s” is a %s', async (inner, match) => {
    const zone = { 'in.example': { TXT: [`v=spf1 ${inner}`] } }
    expect(await resultOf('v=spf1 ?include:in.example -all', { zone })).toBe(match === 'match' ? 'neutral' : 'fail')
  })

  it.each([['nxdomain', 'permerror'], ['nodata', 'permerror'], ['timeout', 'temperror'], ['bad-name', 'permerror']] as const)('§5.2: an include of a name that gives %s is a %s', async (kind, result) => {
    expect(await resultOf('v=spf1 include:in.example +all', { zone: { 'in.example': kind } })).toBe(result)
  })

  it('§5.3, §5.4: prefix lengths belong to the families', async () => {
    const zone = { 'h.example': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] }, 'm.example': { MX: ['10 h.example'] } }
    expect(await resultOf('v=spf1 a:h.example/29//64 -all', { zone })).toBe('pass')
    expect(await resultOf('v=spf1 a:h.example/30//64 -all', { zone })).toBe('fail')
    expect(await resultOf('v=spf1 mx:m.example/30//64 -all', { zone, ip: '2001:db8::ffff' })).toBe('pass')
    expect(await resultOf('v=spf1 mx:m.example//128 -all', { zone, ip: '2001:db8::ffff' })).toBe('fail')
  })

  it('§5.4: a domain without MX has no exchanger, its own address does not stand in', async () => {
    expect(await resultOf('v=spf1 mx -all', { zone: { 'acme.example': { TXT: ['v=spf1 mx -all'], A: ['192.0.2.7'] } } })).toBe('fail')
  })

  it('§5.4: an exchanger that cannot be asked for is a temporary error, unless an earlier one matched', async () => {
    const zone = (first: string): Zone => ({ 'm.example': { MX: ['20 silent.example', '10 h.example'] }, 'h.example': { A: [first] }, 'silent.example': 'timeout' })
    expect(await resultOf('v=spf1 mx:m.example -all', { zone: zone('192.0.2.7') })).toBe('pass')
    expect(await resultOf('v=spf1 mx:m.example -all', { zone: zone('192.0.2.8') })).toBe('temperror')
  })

  it('§5.5: errors of the reverse zone only mean that ptr does not match', async () => {
    expect(await resultOf('v=spf1 ptr -all', { zone: { '7.2.0.192.in-addr.arpa': 'timeout' } })).toBe('fail')
  })

  it('§5.6: /0 matches everything of its family, /32 and /128 one address, and an IPv4-mapped client is IPv4', async () => {
    expect(await resultOf('v=spf1 ip4:203.0.113.1/0 -all')).toBe('pass')
    expect(await resultOf('v=spf1 ip6:::/0 -all')).toBe('fail')
    expect(await resultOf('v=spf1 ip4:192.0.2.7/32 -all', { ip: '::ffff:192.0.2.7' })).toBe('pass')
    expect(await resultOf('v=spf1 ip6:2001:db8::7/128 -all', { ip: '2001:DB8::7' })).toBe('pass')
    expect(await resultOf('v=spf1 ip6:2001:db8::8/127 -all', { ip: '2001:db8::7' })).toBe('fail')
  })

  it('§5.7: exists asks for A whatever the client’s family', async () => {
    const { result, asked } = await check('v=spf1 exists:x.example -all', { zone: { 'x.example': { A: ['127.0.0.2'] } }, ip: '2001:db8::7' })
    expect([result, asked[1]]).toEqual(['pass', 'x.example A'])
  })
})

describe('RFC 7208 §6: modifiers', () => {
  it('§6.1: the target’s result is the result, and “all” anywhere cancels the redirect', async () => {
    const zone = { 're.example': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] } }
    expect(await resultOf('v=spf1 redirect=re.example', { zone })).toBe('pass')
    expect(await resultOf('v=spf1 redirect=re.example -all', { zone })).toBe('fail')
  })

  it('§6.1: a redirect to nothing is an error', async () => {
    expect(await resultOf('v=spf1 redirect=gone.example')).toBe('permerror')
  })

  it('§6.2: the explanation belongs to the record that decided, and costs nothing', async () => {
    const zone = {
      're.example': { TXT: ['v=spf1 a:v1.example a:v2.example -all exp=why.re.example'] },
      'why.re.example': { TXT: ['%{i} may not send for %{d}, %{s}%_asked %{r}'] },
      'why.example': { TXT: ['wrong'] },
    }
    expect(await check('v=spf1 exp=why.example redirect=re.example', { zone, receiver: 'mx.receiver.example' })).toMatchObject({
      result: 'fail', voidLookups: 2, lookups: 3, explanation: '192.0.2.7 may not send for re.example, ann@acme.example asked mx.receiver.example',
    })
  })

  it.each([['a silent server', 'timeout'], ['no such name', 'nxdomain'], ['two texts', { TXT: ['a', 'b'] }], ['a broken macro', { TXT: ['%{x}'] }], ['a foreign octet', { TXT: ['\u00e9'] }]] as const)('§6.2: %s means no explanation, and the same result', async (_name, answer) => {
    expect(await check('v=spf1 exp=why.example -all', { zone: { 'why.example': answer } })).toMatchObject({ result: 'fail', explanation: null })
  })

  it('§6.2: only a fail is explained', async () => {
    expect((await check('v=spf1 exp=why.example ~all', { zone: { 'why.example': { TXT: ['x'] } } })).asked).toEqual(['acme.example TXT'])
  })
})

describe('RFC 7208 §7: macros', () => {
  const expand = async (macro: string, mail: Mail = {}) => {
    const { explanation } = await check('v=spf1 exp=why.example -all', { ...mail, zone: { 'why.example': { TXT: [macro] }, ...mail.zone } })
    return explanation
  }
  const strong = { mailfrom: 'strong-bad@acme.example' }

  it.each([
    ['%{s}', 'strong-bad@acme.example'], ['%{o}', 'acme.example'], ['%{d}', 'acme.example'], ['%{d4}', 'acme.example'], ['%{d1}', 'example'], ['%{dr}', 'example.acme'], ['%{d2r}', 'example.acme'], ['%{d1r}', 'acme'],
    ['%{l}', 'strong-bad'], ['%{l-}', 'strong.bad'], ['%{lr}', 'strong-bad'], ['%{lr-}', 'bad.strong'], ['%{l1r-}', 'strong'],
    ['%{ir}.%{v}', '7.2.0.192.in-addr'], ['%{c}', '192.0.2.7'], ['%{h}', 'mail.acme.example'], ['%{r}', 'unknown'], ['%{t}', '0'], ['%{p}', 'unknown'],
    ['%{S}', 'strong-bad%40acme.example'], ['%{D2R}', 'example.acme'], ['%%%_%-', '% %20'], ['a b', 'a b'],
  ])('%s becomes “%s”', async (macro, text) => {
    expect(await expand(macro, strong)).toBe(text)
  })

  it('an IPv6 address is written in nibbles, and readably', async () => {
    const ip = '2001:db8::cb01'
    expect(await expand('%{ir}.%{v} %{c}', { ip })).toBe('1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6 2001:db8::cb01')
  })

  it('URL escaping spares the unreserved characters alone', async () => {
    expect(await expand('%{L}', { mailfrom: "a-._~!*'()/ü@acme.example" })).toBe('a-._~%21%2A%27%28%29%2F%C3%BC')
  })

  it('the validated name is the domain’s own before one below it, before any other', async () => {
    const names = (...ptr: string[]): Zone => ({
      '7.2.0.192.in-addr.arpa': { PTR: ptr },
      ...Object.fromEntries(ptr.filter((name) => !name.startsWith('forged')).map((name) => [name, { A: ['192.0.2.7'] }])),
      'acme.example': { TXT: ['v=spf1 exp=why.example -all'], A: ['192.0.2.7'] },
    })
    expect(await expand('%{p}', { zone: names('other.example', 'mail.acme.example', 'acme.example') })).toBe('acme.example')
    expect(await expand('%{p}', { zone: names('other.example', 'mail.acme.example') })).toBe('mail.acme.example')
    expect(await expand('%{p}', { zone: names('forged.acme.example', 'other.example') })).toBe('other.example')
    expect(await expand('%{p}', { zone: names('forged.acme.example') })).toBe('unknown')
  })

  it('a name of more than 253 characters loses labels from the left', async () => {
    const local = 'x.'.repeat(130).slice(0, -1)
    const { asked } = await check('v=spf1 exists:%{l}.y.example -all', { mailfrom: `${local}@acme.example` })
    const name = asked[1]?.split(' ')[0] ?? ''
    expect(name.endsWith('.x.y.example')).toBe(true)
    expect(name.length).toBeLessThanOrEqual(253)
    expect(name.length).toBeGreaterThan(250)
  })
})
