import { describe, expect, it } from 'vitest'
import type { DnsOutcome, RrType, TxtRecord } from '#core/dns/outcome.ts'
import { findCause, toControls } from '#core/whereabouts/find-cause.ts'
import { isInPlace } from '#core/whereabouts/in-place.ts'
import { toPlaces } from '#core/whereabouts/places.ts'
import { maxQuestions, type ProofSubject, type SpfSubject } from '#core/whereabouts/subject.ts'
import { isWildcardAnswer } from '#core/whereabouts/wildcard.ts'

const include = 'include:eu._netblocks.mimecast.com'
const wanted = `v=spf1 ${include} ~all`
const code = 'abcdefghijklmnopqrstuvwxyz234567'
const spf: SpfSubject = { kind: 'spf', domain: 'acme.example', zone: 'acme.example', wanted, control: 'c-1' }
const eng: SpfSubject = { ...spf, domain: 'eng.acme.example' }
const proof: ProofSubject = { kind: 'proof', domain: 'acme.example', zone: 'acme.example', code, target: 'validate.example', control: 'c-1' }

const meta = { server: '127.0.0.1:53', transport: 'udp' as const, rttMs: 1, cached: false, ageSeconds: 0, attempts: [], raw: null }
const toTxt = (text: string): TxtRecord => ({ strings: [Uint8Array.from(Buffer.from(text, 'latin1'))], text, ascii: true })
const txt = (name: string, ...texts: string[]): DnsOutcome<'TXT'> => ({ ...meta, name, type: 'TXT', kind: 'answer', records: texts.map(toTxt), ttlSeconds: 300, cnames: [] })
const cname = (name: string, host: string): DnsOutcome<'CNAME'> => ({ ...meta, name, type: 'CNAME', kind: 'answer', records: [{ target: host }], ttlSeconds: 300, cnames: [] })
const none = <T extends RrType>(name: string, type: T): DnsOutcome<T> => ({ ...meta, name, type, kind: 'nxdomain', negativeTtlSeconds: 60, cnames: [] })
const failed = <T extends RrType>(name: string, type: T): DnsOutcome<T> => ({ ...meta, name, type, kind: 'timeout', detail: 'silent' })
const along = <T extends RrType>(outcome: DnsOutcome<T>, ...cnames: string[]): DnsOutcome<T> => ('cnames' in outcome ? { ...outcome, cnames } : outcome)

const control = none('c-1.acme.example', 'TXT')
const causeOf = (subject: SpfSubject | ProofSubject, ...answers: DnsOutcome[]) => findCause(subject, answers)?.cause ?? null

describe('the places worth asking', () => {
  it('are never more than the questions allowed, with room for telling a wildcard', () => {
    const subjects = [spf, eng, proof, { ...proof, domain: 'eng.acme.example' }, { ...spf, above: 'example.example' }, { ...proof, above: 'example.example', below: ['a.acme.example', 'b.acme.example'] }]
    for (const subject of subjects) {
      const places = toPlaces(subject)
      expect(places.length).toBeLessThan(maxQuestions)
      expect(new Set(places.map(({ name, type }) => `${name} ${type}`)).size).toBe(places.length)
    }
  })

  it('are twelve at most, with the question that tells a wildcard, and what is known already takes no room', () => {
    const subject: ProofSubject = { ...proof, domain: 'eng.acme.example', below: ['x.eng.acme.example'] }
    expect(toPlaces(subject)).toHaveLength(11)
    const known = [none('eng.acme.example', 'TXT'), none('_connect-challenge.eng.acme.example', 'TXT'), none(`${proof.code}.eng.acme.example`, 'CNAME')]
    expect(toPlaces(subject, known)).toEqual(expect.arrayContaining([{ name: 'x.eng.acme.example', type: 'TXT' }, { name: 'www.eng.acme.example', type: 'TXT' }]))
  })

  it('are counted from the zone and not from the first label', () => {
    expect(toPlaces({ ...proof, domain: 'mail.eng.acme.example' })).toContainEqual({ name: '_connect-challenge.mail.eng.acme.example.acme.example', type: 'TXT' })
    expect(toPlaces(eng)).toContainEqual({ name: 'acme.example', type: 'TXT' })
    expect(toPlaces(spf)).not.toContainEqual({ name: 'example', type: 'TXT' })
  })

  it('leave out what is longer than a name can be', () => {
    const domain = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`
    expect(toPlaces({ ...spf, domain, zone: domain }).every(({ name }) => name.length <= 253)).toBe(true)
  })
})

describe('what explains a miss', () => {
  it('is nothing, where nothing was found or nobody could be asked', () => {
    expect(causeOf(spf)).toBeNull()
    expect(causeOf(spf, none('acme.example', 'TXT'), failed('_spf.acme.example', 'TXT'), failed('acme.example.acme.example', 'TXT'))).toBeNull()
    expect(causeOf(proof, failed('acme.example', 'TXT'), none(`${code}.acme.example`, 'CNAME'))).toBeNull()
  })

  it('is one cause, the most telling of several', () => {
    const doubled = txt('acme.example.acme.example', wanted)
    const www = txt('www.acme.example', wanted)
    const siblings = [control, none('c-1.example.acme.example', 'TXT')]
    expect(causeOf(spf, www, doubled, ...siblings)).toBe('zone-doubled')
    expect(causeOf(spf, www, doubled, txt('acme.example', `"${wanted}"`))).toBe('quotes-in-value')
    expect(causeOf(spf, www, ...siblings)).toBe('at-www')
  })

  it('keeps the senders of a record found elsewhere, and puts Mimecast first', () => {
    const doubled = txt('acme.example.acme.example', 'v=spf1 include:sendgrid.net -all')
    expect(findCause(spf, [doubled, none('c-1.example.acme.example', 'TXT')])?.repair).toEqual({ host: '@', type: 'TXT', value: `v=spf1 ${include} include:sendgrid.net -all` })
    const broken = txt('acme.example', 'v=spf1; include:nowhere')
    expect(findCause(spf, [broken])?.repair?.value).toBe(wanted)
    const second = txt('acme.example', `"v=spf1 include:sendgrid.net ${include} -all"`)
    expect(findCause(spf, [second])?.repair?.value).toBe(`v=spf1 ${include} include:sendgrid.net -all`)
  })

  it('needs no comparing where the text stands in its place, below the zone too', () => {
    expect(causeOf(eng, txt('eng.acme.example', `"${wanted}"`))).toBe('quotes-in-value')
  })

  it('proposes the planned record where an old one stands beside the damaged one', () => {
    const planned = `v=spf1 ${include} include:sendgrid.net ~all`
    const both = txt('acme.example', 'v=spf1 include:sendgrid.net ~all', `"${wanted}"`)
    expect(findCause({ ...spf, wanted: planned }, [both])).toMatchObject({ cause: 'quotes-in-value', repair: { value: planned } })
  })

  it('is not an alias to some other place', () => {
    expect(causeOf(proof, cname(`${code}.acme.example`, 'parked.example'), none('c-1.acme.example', 'CNAME'))).toBeNull()
    expect(causeOf(proof, cname(`${code}.acme.example`, 'validate.example.acme.example'), none('c-1.acme.example', 'CNAME'))).toBe('target-doubled')
  })

  it('is not a record that rightly stands at a name of its own', () => {
    const own = [txt('mail.acme.example', 'v=spf1 a -all'), txt('www.acme.example', 'v=spf1 -all'), txt('_spf.acme.example', 'v=spf1 ip4:192.0.2.1 ~all'), control]
    expect(causeOf(spf, ...own)).toBeNull()
    expect(causeOf(eng, txt('acme.example', 'v=spf1 include:sendgrid.net ~all'))).toBeNull()
    expect(causeOf({ ...spf, wanted: null }, txt('_spf.acme.example', wanted), control)).toBeNull()
  })

  it('is never a name that the domain’s record leads to, nor one that only begins as wanted', () => {
    const planned = `v=spf1 ${include} a:mail.acme.example ~all`
    const mail = txt('mail.acme.example', planned)
    expect(causeOf({ ...spf, wanted: planned }, mail, control)).toBe('at-mail-label')
    expect(causeOf({ ...spf, wanted: planned, rightful: ['mail.acme.example'] }, mail, control)).toBeNull()
    expect(causeOf({ ...spf, wanted: planned }, txt('mail.acme.example', wanted), control)).toBeNull()
  })

  it('may have another order or ending: the senders are what it is known by', () => {
    const planned = `v=spf1 ${include} include:sendgrid.net ~all`
    expect(causeOf({ ...spf, wanted: planned }, txt('www.acme.example', `v=spf1 include:SendGrid.net +${include} -all`), control)).toBe('at-www')
    expect(causeOf({ ...spf, wanted: planned }, txt('www.acme.example', `v=spf1 include:sendgrid.net -${include} -all`), control)).toBeNull()
  })

  it('says where a record is in the way of the repair', () => {
    const doubled = [txt('acme.example.acme.example', wanted), none('c-1.example.acme.example', 'TXT')]
    expect(findCause(spf, [txt('acme.example', 'site-note'), ...doubled])?.params).not.toHaveProperty('beside')
    expect(findCause(spf, [txt('acme.example', 'v=spf1 ~all'), ...doubled])?.params).toHaveProperty('beside')
    expect(findCause(spf, [txt('acme.example', 'v=spf1 nonsense ~all'), ...doubled])?.params).toHaveProperty('beside')
    expect(findCause(spf, [txt('acme.example', wanted.replace(':', ': '))])?.params).not.toHaveProperty('beside')
  })

  it('is not what an alias brings from another name', () => {
    const www = along(txt('www.acme.example', wanted), 'acme.example')
    expect(causeOf(spf, www, control)).toBeNull()
    expect(causeOf(proof, along(txt('www.acme.example', code), 'elsewhere.example'), control)).toBeNull()
  })

  it('is not another text that happens to be there, nor the leftover of Sender ID beside a good record', () => {
    expect(causeOf(spf, txt('acme.example', 'v=spf1 include:sendgrid.net ~all', 'spf2.0/pra include:sendgrid.net ~all'))).toBeNull()
    expect(causeOf(proof, txt('acme.example', 'zyxwvutsrqponmlkjihgfedcba765432', 'v=spf1 ~all'))).toBeNull()
  })

  it('offers no record where none was planned and none can be made of what was found', () => {
    const two = findCause({ ...spf, wanted: null }, [txt('acme.example', 'v=spf1 ~all', 'v=spf1 -all')])
    expect(two).toMatchObject({ cause: 'two-records', repair: null, params: { count: '2' } })
  })

  it('sees an alias in the way of a code, and names a place that is free', () => {
    const atChallenge = along(none('_connect-challenge.acme.example', 'TXT'), 'parked.example')
    expect(findCause(proof, [atChallenge, control])).toMatchObject({ cause: 'cname-in-the-way', found: 'parked.example', repair: { host: '@' } })
    const news: ProofSubject = { ...proof, domain: 'news.acme.example' }
    const website = along(none('news.acme.example', 'TXT'), 'shop.example')
    expect(findCause(news, [website, along(none('_connect-challenge.news.acme.example', 'TXT'), 'parked.example'), none('c-1.news.acme.example', 'TXT')]))
      .toMatchObject({ cause: 'cname-in-the-way', repair: { host: '_connect-challenge.news' } })
    expect(causeOf(news, website, control)).toBeNull()
  })

  it('never puts a code beside an alias', () => {
    const news: ProofSubject = { ...proof, domain: 'news.acme.example' }
    const atZone = txt('acme.example', code)
    expect(findCause(news, [atZone])?.repair?.host).toBe('news')
    expect(findCause(news, [atZone, along(none('news.acme.example', 'TXT'), 'shop.example')])?.repair?.host).toBe('_connect-challenge.news')
  })
})

describe('a wildcard', () => {
  it('explains nothing: what its name answers, every name does', () => {
    const everywhere = ['www', '_spf', 'spf', 'mail', '@'].map((label) => txt(`${label}.acme.example`, wanted))
    expect(causeOf(spf, ...everywhere, txt('c-1.acme.example', wanted))).toBeNull()
    expect(causeOf(spf, ...everywhere, control)).toBe('at-sign-label')
    const alias = cname('eng.acme.example', 'parked.example')
    expect(causeOf(eng, alias, cname('c-1.acme.example', 'parked.example'))).toBeNull()
    expect(causeOf(eng, alias, none('c-1.acme.example', 'CNAME'))).toBe('cname-in-the-way')
  })

  it('does not hide what was published beside it', () => {
    const other = txt('c-1.acme.example', 'v=spf1 -all')
    expect(causeOf(spf, txt('www.acme.example', wanted), other)).toBe('at-www')
  })

  it('is asked for only where a find hangs on it', () => {
    expect(toControls(spf, [none('acme.example', 'TXT')])).toEqual([])
    expect(toControls(spf, [txt('acme.example', `"${wanted}"`), txt('www.acme.example', wanted)])).toEqual([])
    expect(toControls(spf, [txt('www.acme.example', wanted), txt('mail.acme.example', wanted)])).toEqual([{ name: 'c-1.acme.example', type: 'TXT' }])
    expect(toControls(eng, [cname('eng.acme.example', 'x.example')])).toEqual([{ name: 'c-1.acme.example', type: 'CNAME' }])
    expect(toControls(eng, [txt('acme.example', wanted)])).toEqual([])
  })

  it('cannot be ruled out without an answer, so that nothing is claimed then', () => {
    const www = txt('www.acme.example', wanted)
    expect(causeOf(spf, www)).toBeNull()
    expect(causeOf(spf, www, failed('c-1.acme.example', 'TXT'))).toBeNull()
  })

  it('is told by the same records, in whatever order and however cut into strings', () => {
    const one = txt('a.acme.example', 'x', 'yz')
    const other: DnsOutcome<'TXT'> = { ...one, name: 'b.acme.example', ...(one.kind === 'answer' ? { records: [...one.records].reverse() } : {}) }
    expect(isWildcardAnswer(other, one)).toBe(true)
    expect(isWildcardAnswer(txt('b.acme.example', 'x'), one)).toBe(false)
    expect(isWildcardAnswer(none('b.acme.example', 'TXT'), none('a.acme.example', 'TXT'))).toBe(false)
    expect(isWildcardAnswer(failed('b.acme.example', 'TXT'), one)).toBe(false)
    const aliased = along(none('a.acme.example', 'TXT'), 'parked.example')
    expect(isWildcardAnswer({ ...aliased, name: 'b.acme.example' }, aliased)).toBe(true)
  })
})

describe('a record in its place', () => {
  it('is not looked for', () => {
    expect(isInPlace(spf, [txt('acme.example', 'site-note', wanted)])).toBe(true)
    expect(isInPlace(spf, [txt('acme.example', `v=spf1 ip4:192.0.2.1 ${include} -all`)])).toBe(true)
    expect(isInPlace({ ...spf, wanted: null }, [txt('acme.example', 'v=spf1 -all')])).toBe(true)
    expect(isInPlace(proof, [txt('_connect-challenge.acme.example', code)])).toBe(true)
    expect(isInPlace(proof, [cname(`${code}.acme.example`, 'VALIDATE.example.')])).toBe(true)
  })

  it('is one record that can be read, and begins as wanted', () => {
    expect(isInPlace(spf, [txt('acme.example', wanted, 'v=spf1 ~all')])).toBe(false)
    expect(isInPlace(spf, [txt('acme.example', 'v=spf1 ~all')])).toBe(false)
    expect(isInPlace(spf, [txt('acme.example', `v=spf1 ${include}, ~all`)])).toBe(false)
    expect(isInPlace({ ...spf, wanted: null }, [txt('acme.example', 'site-note')])).toBe(false)
    expect(isInPlace(proof, [txt('acme.example', `${code}x`), cname(`${code}.acme.example`, 'other.example')])).toBe(false)
  })
})
