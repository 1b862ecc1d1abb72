/** Checks laid open, as the server would answer: for the comparison, the file and the page. */
import type { ExplainedEvidence, ExplainedQuestion, WireRecord, WireReply } from '#core/contract/explain.ts'
import type { ProofEvidence, ProofFindingCode } from '#core/contract/evidence.ts'
import type { SpfReport } from '#core/contract/spf.ts'

const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
export const explainedDomain = { id: id(100), name: 'northwind.example' }

export const wrongRecord = 'v=spf1 ip4:193.0.6.139 include:eu._netblocks.mimecast.com ~all'

export const txt = (text: string, ttlSeconds = 300): WireRecord =>
  ({ name: 'northwind.example.', ttlSeconds, class: 'IN', type: 'TXT', data: `"${text}"` })

export function makeReply(answers: WireRecord[], changes: Partial<WireReply> = {}): WireReply {
  return {
    rcode: 'NOERROR', flags: ['qr', 'aa'], counts: { questions: 1, answers: answers.length, authorities: 0, additionals: 1 },
    question: { name: 'northwind.example.', class: 'IN', type: 'TXT' }, answers, authorities: [], additionals: [],
    edns: { version: 0, udpPayload: 1232 }, ...changes,
  }
}

export function makeQuestion(changes: Partial<ExplainedQuestion> = {}, answers: WireRecord[] = [txt(wrongRecord)]): ExplainedQuestion {
  return {
    name: 'northwind.example', type: 'TXT', role: 'source', host: 'ns1.dnshost.example', server: '193.0.6.139:53', state: 'answered', noZone: null, outcome: 'answer',
    transport: 'udp', ms: 12.4, cached: false, attempts: [],
    kept: { octets: 120, base64: Buffer.alloc(120, 7).toString('base64'), reply: makeReply(answers), fault: null }, ...changes,
  }
}

/** Asked, and nothing came. */
export function makeSilent(changes: Partial<ExplainedQuestion> = {}): ExplainedQuestion {
  const attempt = { server: '199.43.135.53:53', transport: 'udp' as const, startedMs: 0, ms: 800, result: 'no-answer' }
  return makeQuestion({
    host: 'ns2.dnshost.example', server: '199.43.135.53:53', state: 'silent', outcome: 'timeout', transport: null, ms: 800, kept: null,
    attempts: [attempt], ...changes,
  })
}

interface Changes extends Partial<Omit<ExplainedEvidence, 'verdict'>> {
  report?: Partial<SpfReport>
}

/** A record in which Mimecast is second. */
export function makeSpfExplained(number = 1, { report: changed = {}, ...changes }: Changes = {}): ExplainedEvidence {
  const askedAt = changes.askedAt ?? `2026-11-21T09:14:0${String(number)}.120Z`
  const report: SpfReport = {
    domain: explainedDomain.name, region: 'eu', outcome: 'invalid', unavailable: null, records: [wrongRecord],
    findings: [{ code: 'mimecast-not-first', severity: 'error', record: 0, span: [23, 56], params: { position: 2, include: 'eu._netblocks.mimecast.com', before: 'ip4:193.0.6.139' } }],
    lookups: 1, voidLookups: 0, ttlSeconds: 300, tree: [], plan: null, asked: [], checkedAt: askedAt, rules: '1', ...changed,
  }
  return {
    id: id(number), domainId: explainedDomain.id, domain: explainedDomain.name, askedAt, rulesVersion: '1 eu._netblocks.mimecast.com',
    outcome: report.outcome, verdict: { kind: 'spf', evidence: { id: id(number), askedAt, report, source: null, whereabouts: null } },
    questions: [makeQuestion(), makeSilent()], ...changes,
  }
}

const proofOutcomes: Partial<Record<ProofFindingCode, 'proven' | 'unavailable'>> = { 'code-at-domain': 'proven', 'could-not-ask': 'unavailable' }

export function makeProofExplained(number: number, finding: ProofFindingCode, changes: Partial<ExplainedEvidence> = {}): ExplainedEvidence {
  const askedAt = changes.askedAt ?? `2026-11-21T09:10:0${String(number)}.000Z`
  const outcome = proofOutcomes[finding] ?? 'not-proven'
  const evidence: ProofEvidence = {
    id: id(number), askedAt, outcome, finding, params: { name: explainedDomain.name }, asked: [], sources: [], whereabouts: null,
  }
  return {
    id: id(number), domainId: explainedDomain.id, domain: explainedDomain.name, askedAt, rulesVersion: 'proof-1', outcome,
    verdict: { kind: 'proof', evidence }, questions: [makeQuestion({}, [])], ...changes,
  }
}
