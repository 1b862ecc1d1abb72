import { describe, expect, it } from 'vitest'
import { findingCodes, refusalCodes, syntaxProblemCodes, type FindingCode } from '#core/spf/codes.ts'
import { noZoneReasons, serverStates } from '#core/dns/source.ts'
import { dnsReasons, spfChanges, spfFindingText, spfOutcomes, spfQuestions, spfRefusalText } from '#core/messages/en/spf.ts'

/** One of everything that any sentence can ask for. */
const params = {
  domain: 'acme.example', text: 'foo', count: 2, problem: 'bad-ip4', position: 2, include: 'eu._netblocks.mimecast.com', found: 'us._netblocks.mimecast.com', region: 'us',
  qualifier: '-', via: 'include:spf.acme.example', meant: 'eu._netblocks.mimecast.com', modifier: 'exp=why.example', lookups: 11, limit: 10, voidLookups: 3, term: 'a:x.example',
  name: 'x.example', target: 'spf.example', reason: 'timeout', octets: 451, vendor: 'Northwind Post', redirect: 'redirect=x.example', first: 'redirect=x.example', second: 'redirect=y.example',
}

const sentencesOf = (text: string) => text.split(/(?<=[.?])\s+(?=[A-Z“0-9])/)

function expectPlain(text: string) {
  expect(text).not.toMatch(/undefined|\[object|null|NaN/)
  expect(text).not.toMatch(/!|\b(?:oops|simply|just)\b/i)
  expect(text).toMatch(/[.?]$/)
  for (const sentence of sentencesOf(text)) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(20)
}

describe('sentences about SPF', () => {
  it.each(findingCodes)('%s says what is, what the standard says, and what to do', (code: FindingCode) => {
    const { plain, expert, fix } = spfFindingText({ code, params })
    for (const text of [plain, expert, fix]) expectPlain(text)
  })

  it('only what may stay as it is says that nothing has to change', () => {
    const calm = findingCodes.filter((code) => /nothing.* has to change/iu.test(spfFindingText({ code, params }).fix))
    expect(calm.sort()).toEqual(['include-unavailable', 'lookup-unavailable', 'mimecast-spelling', 'modifier-first'])
  })

  it.each(syntaxProblemCodes)('a syntax error of the kind %s has its words', (problem) => {
    const { plain, expert } = spfFindingText({ code: 'syntax-error', params: { ...params, problem } })
    expectPlain(plain)
    expectPlain(expert)
  })

  it.each(refusalCodes)('the refusal %s has its sentence', (code) => {
    expectPlain(spfRefusalText({ code, params }))
  })

  it.each(['servfail', 'other-rcode', ...noZoneReasons, ...serverStates].filter((one) => !['no-roots', 'answered', 'silent', 'failed'].includes(one)))('that nobody could be asked for the reason %s has its words', (reason) => {
    expectPlain(dnsReasons[reason] ?? '')
  })

  it('outcomes, questions and changes have theirs', () => {
    const texts = [
      ...Object.values(spfOutcomes).map((say) => say(params)),
      ...Object.values(spfQuestions),
      ...Object.entries(spfChanges).map(([, say]) => say({ kind: 'replace', term: 'a', with: 'b' })),
    ]
    for (const text of texts) expectPlain(text)
  })
})
