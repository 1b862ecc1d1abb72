import { describe, expect, test } from 'vitest'
import { toEvidenceFile, toEvidenceFileName } from '#core/evidence/evidence-file.ts'
import { explainFile, questionEnd, questionWords } from '#core/messages/en/evidence.ts'
import { dnsOutcomeTexts } from '#core/messages/en/dns-outcomes.ts'
import { proofText } from '#core/messages/en/domains-step.ts'
import { cliAnswers } from '#core/messages/en/cli.ts'
import { spfFindingText, spfOutcomes } from '#core/messages/en/spf.ts'
import { spfAxisTitles } from '#core/messages/en/spf-answers.ts'
import { makeProofExplained, makeQuestion, makeReply, makeSilent, makeSpfExplained, txt, wrongRecord } from '../../helpers/explained.ts'

describe('the file for a DNS host', () => {
  const soa = { name: 'northwind.example.', ttlSeconds: 60, class: 'IN', type: 'SOA', data: 'ns1.dnshost.example. hostmaster.dnshost.example. 7 1 1 1 60' }
  const none = makeQuestion({
    name: '_connect-challenge.northwind.example', outcome: 'nxdomain',
    kept: { octets: 4, base64: 'AAECAw==', fault: null, reply: makeReply([], { rcode: 'NXDOMAIN', authorities: [soa] }) },
  })
  const evidence = makeSpfExplained(1, { questions: [makeQuestion(), none, makeSilent()] })
  const file = toEvidenceFile(evidence)
  const lines = file.split('\n')

  test('says what was checked, when in UTC, and what was made of it', () => {
    expect(lines.slice(0, 12)).toEqual([
      explainFile.title('northwind.example'), '='.repeat(explainFile.title('northwind.example').length), '',
      'Check:        SPF record, northwind.example', 'Asked:        2026-11-21 09:14:01 UTC',
      `Result:       Not right yet. ${spfOutcomes.invalid({ domain: 'northwind.example' })}`,
      'Rule set:     1 eu._netblocks.mimecast.com', 'Check number: 00000000-0000-4000-8000-000000000001', '',
      ...cliAnswers({ legal: 'yes', mimecast: 'no', survives: 'yes' }),
    ])
    const [finding] = evidence.verdict.kind === 'spf' ? evidence.verdict.evidence.report.findings : []
    if (finding === undefined) throw new Error('no finding')
    expect(file).toContain(`* Error, ${spfAxisTitles.mimecast}: ${spfFindingText(finding).plain}\n  To do: ${spfFindingText(finding).fix}`)
    expect(lines).toContain(wrongRecord)
  })

  test('puts the questions of one name together, each with who was asked and its answer as in a zone file', () => {
    const from = lines.indexOf('1. TXT northwind.example')
    expect(lines.slice(from, lines.indexOf(explainFile.raw) - 1)).toEqual([
      '1. TXT northwind.example', '',
      '  1.1 Name server ns1.dnshost.example, 193.0.6.139:53, over UDP, 12 ms', `      ${dnsOutcomeTexts.answer}`,
      '      ; NOERROR; flags: qr aa; questions: 1, answers: 1, authority: 0, additional: 1; EDNS: version 0, udp 1232',
      `      ; ${questionWords.answers}`, `      northwind.example. 300 IN TXT "${wrongRecord}"`, '',
      '  1.2 Name server ns2.dnshost.example, 199.43.135.53:53, 800 ms', `      ${questionEnd(makeSilent())}`,
      '      199.43.135.53:53 over UDP, from 0 ms to 800 ms: no answer', '',
      '2. TXT _connect-challenge.northwind.example', '',
      '  2.1 Name server ns1.dnshost.example, 193.0.6.139:53, over UDP, 12 ms', `      ${dnsOutcomeTexts.nxdomain}`,
      '      ; NXDOMAIN; flags: qr aa; questions: 1, answers: 0, authority: 0, additional: 1; EDNS: version 0, udp 1232',
      `      ; ${questionWords.authorities}`, `      northwind.example. 60 IN SOA ${soa.data}`,
    ])
  })

  test('ends with every raw reply under its number, in lines of 76 characters that decode to the same octets', () => {
    const raw = file.slice(file.indexOf(explainFile.rawLegend))
    const blocks = [...raw.matchAll(/\[(\d\.\d)\] (\d+) octets\n([A-Za-z0-9+/=\n]+)/gu)]
    expect(blocks.map(([, number]) => number)).toEqual(['1.1', '2.1'])
    expect(blocks.every(([, , , text]) => (text ?? '').trim().split('\n').every((line) => line.length <= 76))).toBe(true)
    expect(blocks.map(([, , , text]) => Buffer.from(text ?? '', 'base64'))).toEqual([Buffer.alloc(120, 7), Buffer.from([0, 1, 2, 3])])
  })

  test('is of the zone file’s own characters where DNS speaks: nothing hidden comes through', () => {
    const hostile = makeSpfExplained(1, {
      report: { records: ['v=spf1 \u202e\u0000 -all'] },
      questions: [makeQuestion({ host: 'ns\u200b1.example' }, [txt('\\000\\255')])],
    })
    const text = toEvidenceFile(hostile)
    expect(text).toContain('v=spf1 [U+202E][U+0000] -all')
    expect(text).toContain('ns[U+200B]1.example')
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\u202e]/u)
  })

  test('of a proof tells its finding; without a reply it has no raw part; an unreadable reply says so', () => {
    const proof = toEvidenceFile(makeProofExplained(2, 'code-missing', { questions: [makeSilent()] }))
    expect(proof).toContain(`Result:       Waiting. ${proofText('code-missing').title({})}`)
    expect(proof).toContain(`* To do: ${proofText('code-missing').fix({})}`)
    expect(proof).not.toContain(explainFile.raw)
    const unreadable = toEvidenceFile(makeSpfExplained(1, { questions: [makeQuestion({ outcome: 'malformed', state: 'failed', kept: { octets: 3, base64: 'AAEC', reply: null, fault: 'bad-label' } })] }))
    expect(unreadable).toContain(questionWords.unreadable('bad-label'))
    expect(unreadable).toContain('[1.1] 3 octets\nAAEC')
  })

  test('has a name that every file system takes', () => {
    expect(toEvidenceFileName(evidence)).toBe('dns-northwind.example-spf-2026-11-21T09-14-01Z.txt')
    expect(toEvidenceFileName(makeProofExplained(2, 'code-missing', { domain: '../Ü:x.example' }))).toBe('dns-..___x.example-proof-2026-11-21T09-10-02Z.txt')
  })
})
