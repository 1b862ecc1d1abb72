/**
 * How large a record is, and the answer that carries it: what has to be cut, and what may not fit (RFC 7208 §3.3, §3.4).
 * Nothing here makes a record wrong.
 */
import type { SpfFinding } from '../contract/spf.ts'
import { toFinding } from './finding.ts'
import { adviceOctets, maxPlainAnswerOctets, maxStringOctets } from './limits.ts'

/** `texts` are all TXT records of the domain, the SPF record among them. A legal record is ASCII: a character is an octet. */
export function judgeSize(domain: string, record: string, texts: readonly string[]): SpfFinding[] {
  const findings: SpfFinding[] = []
  const octets = record.length
  if (octets > adviceOctets) findings.push(toFinding('record-too-long', { octets, limit: adviceOctets }))
  if (octets > maxStringOctets) findings.push(toFinding('record-in-strings', { octets, limit: maxStringOctets }))
  const answer = answerOctets(domain, texts)
  if (answer > maxPlainAnswerOctets) findings.push(toFinding('answer-too-large', { octets: answer, limit: maxPlainAnswerOctets }))
  return findings
}

/** RFC 1035 §4: header, question, and for each record a pointer to the name, ten octets, and its strings with their lengths. */
function answerOctets(domain: string, texts: readonly string[]): number {
  const question = domain.replace(/\.$/, '').length + 2 + 4
  const records = texts.map(({ length }) => 2 + 10 + length + Math.max(1, Math.ceil(length / maxStringOctets)))
  return records.reduce((sum, one) => sum + one, 12 + question)
}
