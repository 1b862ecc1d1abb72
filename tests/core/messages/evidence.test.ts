import { describe, expect, test } from 'vitest'
import { proofFindingCodes } from '#core/contract/evidence.ts'
import { toEvidenceFile } from '#core/evidence/evidence-file.ts'
import type { ExplainedVerdict } from '#core/contract/explain.ts'
import { checkMeanings, noOneAnswer, notSureYet } from '#core/messages/en/common.ts'
import { dnsOutcomeTexts } from '#core/messages/en/dns-outcomes.ts'
import { proofText } from '#core/messages/en/domains-step.ts'
import { compareWords, outcomeWord, rulesText, questionEnd, questionWords, whoText } from '#core/messages/en/evidence.ts'
import { toVerdictWords } from '#core/messages/en/evidence-verdict.ts'
import { noZoneTexts, serverStateTexts } from '#core/messages/en/source.ts'
import { dnsReasons, spfDisagreement, spfOutcomes } from '#core/messages/en/spf.ts'
import { spfAnswerLines } from '#core/messages/en/spf-answers.ts'
import { toFinding } from '#core/spf/finding.ts'
import { makeProofExplained, makeQuestion, makeSilent, makeSpfExplained } from '../../helpers/explained.ts'

const domain = 'northwind.example'
const nothingKnown = spfAnswerLines({ legal: 'unknown', mimecast: 'unknown', survives: 'unknown' })

describe('what a check said', () => {
  test.each(proofFindingCodes)('of a proof is told as on its step: %s', (finding) => {
    const { mark, title, fix } = proofText(finding)
    const words: Partial<Record<typeof finding, string>> = { 'servers-disagree': noOneAnswer, 'one-witness': notSureYet, 'resolvers-fail': notSureYet }
    const word = words[finding] ?? checkMeanings[mark]
    expect(toVerdictWords(makeProofExplained(1, finding))).toEqual({ mark, word, title: title({ name: domain }), answers: [], remarks: [{ plain: '', fix: fix({ name: domain }) }] })
  })

  test('of a record that could not be asked names the reason, judges nothing, and is never the record’s fault', () => {
    const unavailable = makeSpfExplained(1, { report: { outcome: 'unavailable', unavailable: { reason: 'timeout', tryAgain: true }, findings: [], records: [] } })
    expect(toVerdictWords(unavailable)).toEqual({
      mark: 'unknown', word: checkMeanings.unknown, title: spfOutcomes.unavailable({ domain }), answers: [], remarks: [{ plain: dnsReasons['timeout'], fix: '' }],
    })
    const disagree = makeSpfExplained(1, { report: { outcome: 'unavailable', unavailable: { reason: 'servers-disagree', tryAgain: true }, findings: [] } })
    expect(toVerdictWords(disagree)).toEqual({
      mark: 'unknown', word: noOneAnswer, title: spfDisagreement.title({ domain }), answers: nothingKnown, remarks: [{ plain: spfDisagreement.why, fix: spfDisagreement.next }],
    })
  })

  test('says where the record went before anything else', () => {
    const explained = makeSpfExplained()
    if (explained.verdict.kind !== 'spf') throw new Error('another kind')
    const whereabouts = { cause: 'zone-doubled' as const, name: `${domain}.${domain}`, found: null, params: { domain, zone: domain }, repair: null }
    const { remarks } = toVerdictWords({ domain, verdict: { ...explained.verdict, evidence: { ...explained.verdict.evidence, whereabouts } } })
    expect(remarks[0]?.plain).toContain(`${domain}.${domain}`)
    expect(remarks).toHaveLength(2)
  })

  test.each(['spf', 'proof'])('says what to enter right behind where the record went (%s)', (kind) => {
    const explained = kind === 'spf' ? makeSpfExplained() : makeProofExplained(1, 'code-missing')
    if (explained.verdict.kind === 'zone') throw new Error('another kind')
    const repair = { host: 'mail', type: 'TXT' as const, value: 'v=spf1 include:eu._netblocks.mimecast.com ~all' }
    explained.verdict.evidence.whereabouts = { cause: 'zone-doubled', name: `mail.${domain}.${domain}`, found: null, params: { domain: `mail.${domain}`, zone: domain }, repair }
    const entered = `To enter in the zone ${domain}: type TXT, host mail, value “${repair.value}”`
    expect(toVerdictWords(explained).remarks[1]).toEqual({ plain: entered, fix: '' })
    expect(toEvidenceFile(explained)).toContain(`* ${entered}\n`)
  })

  test('answers the three questions, and marks each finding by the one it speaks of, errors first, then in their order', () => {
    const findings = [toFinding('all-pass', { term: '+all' }), toFinding('mimecast-not-first', { position: 2 }), toFinding('look-alike', { text: 'x' })]
    const { answers, remarks } = toVerdictWords(makeSpfExplained(1, { report: { findings } }))
    expect(answers).toEqual(spfAnswerLines({ legal: 'with-warnings', mimecast: 'no', survives: 'with-warnings' }))
    expect(remarks.map(({ plain }) => plain.slice(0, plain.indexOf(':')))).toEqual(['Error, Mimecast first', 'Warning, Legal SPF', 'Warning, Holds up in practice'])
  })

  test('of a zone tells its name servers and where the mail goes, and what nobody could say', () => {
    const say = (mx: Extract<ExplainedVerdict, { kind: 'zone' }>['found']['mx'], nameServers: string[]) =>
      toVerdictWords({ domain: `mail.${domain}`, verdict: { kind: 'zone', found: { zone: domain, nameServers, mx } } }).remarks.map(({ plain }) => plain)
    expect(say([{ preference: 10, exchange: 'mx.example' }], ['ns1.example', 'ns2.example'])).toEqual([
      'Its name servers are ns1.example, ns2.example.', 'Its MX records are 10 mx.example.',
    ])
    expect(say([], [])[1]).not.toBe(say(null, [])[1])
    expect(new Set([...say([], []), ...say(null, ['ns1.example'])]).size).toBe(4)
  })
})

describe('a zone that names other servers than its parent', () => {
  const differs = { onlyAtParent: ['old.example'], onlyAtChild: ['new.example'] }
  const said = 'The zone and its parent do not name the same servers. Only the parent names old.example. Only the zone names new.example.'

  test('is told of as such, whatever was asked', () => {
    const zone = { domain, verdict: { kind: 'zone' as const, found: { zone: domain, nameServers: ['old.example', 'new.example'], mx: null, differs } } }
    expect(toVerdictWords(zone).remarks.at(-1)?.plain).toBe(said)
    const source = { name: domain, type: 'TXT', zone: domain, noZone: null, nameServers: [], differs, state: 'not-published' as const, by: 'source' as const, cachesUntil: null, servers: [] }
    for (const explained of [makeSpfExplained(), makeProofExplained(1, 'code-missing')]) {
      const { verdict } = explained
      if (verdict.kind === 'spf') verdict.evidence.source = source
      if (verdict.kind === 'proof') verdict.evidence.sources = [source]
      expect(toVerdictWords(explained).remarks.at(-1)?.plain).toBe(said)
    }
  })
})

describe('a question', () => {
  test('ends as its server’s state says; an answer, and an error, as the reply says', () => {
    expect(questionEnd({ state: 'answered', noZone: null, outcome: 'nxdomain' })).toBe(dnsOutcomeTexts.nxdomain)
    expect(questionEnd({ state: null, noZone: null, outcome: 'timeout' })).toBe(dnsOutcomeTexts.timeout)
    expect(questionEnd({ state: 'silent', noZone: null, outcome: 'timeout' })).toBe(serverStateTexts.silent)
    expect(questionEnd({ state: 'lame', noZone: null, outcome: 'answer' })).toBe(serverStateTexts.lame)
    expect(questionEnd({ state: 'blocked', noZone: null, outcome: null })).toBe(serverStateTexts.blocked)
    expect(questionEnd({ state: 'failed', noZone: null, outcome: 'servfail' })).toBe(`${serverStateTexts.failed}: ${dnsOutcomeTexts.servfail}`)
    expect(questionEnd({ state: null, noZone: null, outcome: null })).toBe(questionWords.nothingSaid)
    expect(questionEnd({ state: null, noZone: 'timeout', outcome: null })).toBe(noZoneTexts.timeout)
  })

  test('names who was asked, over what, and how long it took', () => {
    expect(whoText(makeQuestion())).toBe('Name server ns1.dnshost.example, 193.0.6.139:53, over UDP, 12 ms')
    expect(whoText(makeQuestion({ role: 'cache', host: null, ms: 1.26, transport: 'tcp', cached: true }))).toBe(
      `Resolver, 193.0.6.139:53, over TCP, 1.3 ms, ${questionWords.cached}`)
    expect(whoText(makeSilent({ host: null, server: null, ms: null }))).toBe('Name server of the zone')
  })

  test('tells each attempt by when and how it ended; what has no words of ours stands as it is', () => {
    const attempt = { server: '193.0.6.139:53', transport: 'tcp' as const, startedMs: 600.4, ms: 1199.2, result: 'aborted' }
    expect(questionWords.attempt(attempt)).toBe('193.0.6.139:53 over TCP, from 600 ms to 1800 ms: no answer, we stopped waiting')
    expect(questionWords.attempt({ ...attempt, result: 'ECONNREFUSED' })).toContain(': ECONNREFUSED')
  })

  test('that differs is counted, and an outcome of a later day is shown as it is', () => {
    const none = { same: 0, differs: 0, went: 0, came: 0 }
    expect(compareWords.summary({ same: 1, differs: 1, went: 8, came: 2 })).toBe('1 of 2 answers differs. 8 were asked only earlier, 2 only later.')
    expect(compareWords.summary({ ...none, same: 3 })).toBe('All 3 answers are the same.')
    expect(compareWords.summary({ ...none, same: 1, came: 1 })).toBe('The one answer to both is the same. 1 was asked only later.')
    expect(compareWords.summary({ ...none, went: 2 })).toBe('No question was asked in both checks. 2 were asked only earlier.')
    expect(rulesText('spf 2 eu eu._netblocks.mimecast.com')).toBe('Judged by version 2 of our rules. For Europe the entry wanted was include:eu._netblocks.mimecast.com.')
    expect(rulesText('spf 2 uspcom no-include')).toBe('Judged by version 2 of our rules. For United States (private cloud) no entry was known.')
    expect(rulesText('proof-1')).toBe('Judged by version 1 of our rules.')
    expect(rulesText('something new')).toBe('Judged by the rules something new.')
    expect(outcomeWord('not-proven')).toBe('not validated')
    expect(outcomeWord('something-new')).toBe('something-new')
  })
})
