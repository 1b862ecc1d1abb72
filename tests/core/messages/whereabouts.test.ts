import { describe, expect, it } from 'vitest'
import { toHostAdvice } from '#core/catalogue/host-advice.ts'
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import { wayToForm } from '#core/messages/en/whereabouts-form.ts'
import { whereaboutsText } from '#core/messages/en/whereabouts.ts'
import { causeCodes, valueFaults, type CauseCode } from '#core/whereabouts/causes.ts'

const zone = 'acme.example'
const whereabouts = (cause: CauseCode, more: Partial<Whereabouts> = {}): Whereabouts => ({
  cause, name: 'www.acme.example', found: 'elsewhere.example',
  params: { domain: zone, zone, count: '2', characters: 'U+00A0, U+200B' },
  repair: { host: '@', type: 'TXT', value: 'v=spf1 include:eu._netblocks.mimecast.com ~all' }, ...more,
})
const sentencesOf = (text: string) => text.split(/(?<=[.?])\s+(?=[A-Z“0-9@])/)

function expectPlain(text: string) {
  expect(text).not.toMatch(/undefined|\[object|null|NaN/)
  expect(text).not.toMatch(/!|\b(?:oops|simply|just)\b/i)
  expect(text).toMatch(/[.?]$/)
  for (const sentence of sentencesOf(text)) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(20)
}

const form = (servers: string[], more: Partial<Whereabouts> = {}) => whereaboutsText(whereabouts('zone-doubled', more), toHostAdvice(servers, zone)).form

describe('sentences about where a record went', () => {
  it.each(causeCodes)('%s says what is, what the standard says, and what to do', (cause) => {
    for (const repair of [whereabouts(cause).repair, null]) {
      const { plain, fix, expert, form } = whereaboutsText(whereabouts(cause, { repair }), null)
      for (const text of [plain, fix, expert, ...form]) expectPlain(text)
    }
  })

  it('names what else was wrong with the text', () => {
    const params = { domain: zone, zone, also: valueFaults.slice(0, 3).join(' ') }
    const { plain } = whereaboutsText(whereabouts('quotes-in-value', { params }), null)
    expect(plain).toContain('We also found the name of the record, words of the form, backslashes.')
  })

  it('shows nothing of a stranger’s text that cannot be seen', () => {
    const { plain } = whereaboutsText(whereabouts('cname-in-the-way', { found: '\u202Egpj.example' }), null)
    expect(plain).toContain('[U+202E]gpj.example')
  })

  it('sends an alias that is in the way to another place, or away', () => {
    const there = whereaboutsText(whereabouts('cname-in-the-way', { name: zone }), null)
    const elsewhere = whereaboutsText(whereabouts('cname-in-the-way', { name: 'www.acme.example' }), null)
    expect(there.fix).toContain('delete it')
    expect(elsewhere.fix).toContain('where nothing is in its way')
  })
})

describe('a record that is in the way of the repair', () => {
  const beside = { domain: zone, zone, count: '2', characters: 'U+00A0', beside: 'record' }

  it.each(causeCodes.filter((cause) => !['two-records', 'cname-in-the-way', 'text-instead-of-cname', 'target-doubled', 'code-with-company'].includes(cause)))(
    '%s: the value takes its place, so that there are never two', (cause) => {
      const { fix } = whereaboutsText(whereabouts(cause, { params: beside }), null)
      expect(fix).toContain(`Put the value shown here in the place of the SPF record at ${zone}.`)
      expect(fix).not.toMatch(/^Replace the whole value|Publish the value|(?:Leave|Enter) the host/)
      expectPlain(fix)
    })

  it('is not spoken of where there is none', () => {
    for (const cause of causeCodes) expect(whereaboutsText(whereabouts(cause), null).fix).not.toContain('in the place of')
  })

  it('deletes nothing that may serve its own name, unless it was meant for this one', () => {
    for (const cause of ['at-spf-label', 'at-www', 'at-mail-label', 'in-parent-zone', 'in-child-zone'] as const) {
      for (const params of [beside, { domain: zone, zone }]) expect(whereaboutsText(whereabouts(cause, { params }), null).fix).toContain(`only if it was meant for ${zone}`)
    }
  })
})

describe('what to type in the DNS host’s form', () => {
  it('is said in the words of that host', () => {
    expect(form(['dana.ns.cloudflare.com'])).toEqual([
      'Type @ as the host.', 'Choose the type TXT.',
    ])
    expect(wayToForm(toHostAdvice(['dana.ns.cloudflare.com'], zone))).toMatch(/^At Cloudflare you find it under: your domain > DNS > Records > Add record\. Menu names as of \d+ \w+ \d{4}\.$/u)
    expect(wayToForm(toHostAdvice(['ns1.acme.example'], zone))).toBeNull()
    expect(form(['ns-1.awsdns-1.com'])).toEqual(expect.arrayContaining(['Leave the host empty.', expect.stringContaining('one record here')]))
    expect(form(['ns1.ui-dns.com'])).toContainEqual(expect.stringContaining('“SPF (TXT)”'))
    expect(form(['ns1.hostgator.com'], { repair: { host: 'eng', type: 'TXT', value: 'abc' } })).toContain('Type eng.acme.example. as the host.')
  })

  it('leaves both spellings open where nobody knows the host', () => {
    expect(form(['ns1.acme.example'])).toEqual(['Type @ as the host, or leave it empty.', 'Choose the type TXT.'])
    expect(form(['ns-cloud-a1.googledomains.com'])).toHaveLength(2)
    expect(form([], { repair: { host: '_connect-challenge.eng', type: 'CNAME', value: 'x.example' } })).toEqual(['Type _connect-challenge.eng as the host.', 'Choose the type CNAME.'])
  })

  it('does not offer the @ to a form that has taken it for a label', () => {
    const { form: steps } = whereaboutsText(whereabouts('at-sign-label'), toHostAdvice(['dana.ns.cloudflare.com'], zone))
    expect(steps).toContain('Leave the host empty.')
    expect(steps.join(' ')).not.toContain('@')
  })
})
