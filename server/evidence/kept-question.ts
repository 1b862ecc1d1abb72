import type { DnsOutcome, TxtRecord } from '#core/dns/outcome.ts'
import type { QuestionAsked } from '#core/contract/evidence.ts'

/** One question as the evidence keeps it: what the page shows, and the reply on the wire. */
export interface KeptQuestion {
  name: string
  type: string
  outcome: string
  server: string | null
  /** Base64; null when nothing came. */
  raw: string | null
}

export function toKeptQuestion(outcome: DnsOutcome): KeptQuestion {
  const { name, type, kind, server, raw } = outcome
  return { name, type, outcome: kind, server, raw: raw === null ? null : Buffer.from(raw).toString('base64') }
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
