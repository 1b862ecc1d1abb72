import type { DnsOutcome, TxtRecord } from '#core/dns/outcome.ts'
import type { QuestionAsked } from '#core/contract/evidence.ts'

/** A reply as the evidence keeps it: octet by octet, so that any verdict can be explained later. */
export interface KeptReply {
  name: string
  type: string
  server: string | null
  base64: string
}

/** Nothing when nothing came: what was asked in vain is in the result. */
export function toKeptReplies(outcomes: readonly DnsOutcome[]): KeptReply[] {
  return outcomes.flatMap(({ name, type, server, raw }) =>
    raw === null ? [] : [{ name, type, server, base64: Buffer.from(raw).toString('base64') }])
}

export function toQuestionAsked(outcome: DnsOutcome): QuestionAsked {
  const { name, type, kind, server, cached } = outcome
  const found = outcome.kind === 'answer' ? outcome.records.map(toText) : []
  const ttlSeconds = outcome.kind === 'answer' ? outcome.ttlSeconds : null
  return { name, type, outcome: kind, server, found, ttlSeconds, cached }
}

const toText = (record: object): string => {
  if ('text' in record) return (record as TxtRecord).text
  if ('target' in record) return String(record.target)
  return JSON.stringify(record)
}
