/**
 * What one server said to one question, in the words of a zone file and of DNS tools: the same lines on the page, in the
 * file and in the comparison. Knows no sentences; those are in `core/messages/en/evidence.ts`.
 */
import type { ExplainedQuestion, WireRecord, WireReply } from '../contract/explain.ts'

/** `name TTL class type data` (RFC 1035 §5.1). */
export function toRecordLine({ name, ttlSeconds, class: of, type, data }: WireRecord): string {
  return `${name} ${ttlSeconds} ${of} ${type} ${data}`
}

/** `NOERROR; flags: qr aa; questions: 1, answers: 1, authority: 0, additional: 0` and what EDNS said. */
export function toHeaderLine({ rcode, flags, counts, edns }: WireReply): string {
  const size = edns === null ? '' : `; EDNS: version ${edns.version}, udp ${edns.udpPayload}`
  const sections = `questions: ${counts.questions}, answers: ${counts.answers}, authority: ${counts.authorities}, additional: ${counts.additionals}`
  return `${rcode}; flags: ${flags.join(' ')}; ${sections}${size}`
}

/**
 * What counts of a record when two checks are laid beside one another. Not the TTL: a resolver's runs down by the
 * second.
 */
export function toComparableRecord({ name, class: of, type, data }: WireRecord): string {
  return `${name} ${of} ${type} ${data}`
}

/** How a question ended, and the records that came, whose order has no meaning (RFC 2181 §5). */
export function toComparable({ state, noZone, outcome, kept }: ExplainedQuestion): { end: string; records: string[] } {
  const records = (kept?.reply?.answers ?? []).map(toComparableRecord)
  return { end: `${state ?? ''} ${noZone ?? ''} ${outcome ?? ''} ${kept?.reply?.rcode ?? ''}`, records: [...new Set(records)].sort() }
}

/** The questions of one name and type stand together, each asked server below. */
export function groupQuestions(questions: readonly ExplainedQuestion[]): ExplainedQuestion[][] {
  const groups = new Map<string, ExplainedQuestion[]>()
  for (const question of questions) {
    const key = `${question.type} ${question.name}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [question])
    else group.push(question)
  }
  return [...groups.values()]
}
