/**
 * What makes the DNS world's resolver forgetful at the right second: an answer is given again with what is left of its
 * TTL, "there is none" for as long as the SOA says (RFC 2308 §5), and a failure not at all.
 */
import { noError, nxDomain } from './dns-answer.ts'
import type { WorldAnswer, WorldQuestion } from './dns-answer.ts'
import type { ZoneRecord } from './dns-zones.ts'

export type AnswerFinder = (question: WorldQuestion) => WorldAnswer

interface Kept {
  answer: WorldAnswer
  atMs: number
  untilMs: number
}

/** `now` in milliseconds. */
export function withMemory(find: AnswerFinder, now: () => number): AnswerFinder {
  const memory = new Map<string, Kept>()
  return (question) => {
    const key = `${question.type} ${question.name}`
    const kept = memory.get(key)
    if (kept !== undefined && now() < kept.untilMs) return toAged(kept.answer, Math.floor((now() - kept.atMs) / 1000))
    const answer = find(question)
    memory.set(key, { answer, atMs: now(), untilMs: now() + lifeSeconds(answer) * 1000 })
    return answer
  }
}

function lifeSeconds({ rcode, answers, authorities }: WorldAnswer): number {
  if (rcode !== noError && rcode !== nxDomain) return 0
  const records = answers.length > 0 ? answers : authorities
  return records.length === 0 ? 0 : Math.min(...records.map(({ ttlSeconds }) => ttlSeconds))
}

function toAged(answer: WorldAnswer, ageSeconds: number): WorldAnswer {
  const aged = (record: ZoneRecord): ZoneRecord => ({ ...record, ttlSeconds: record.ttlSeconds - ageSeconds })
  return { ...answer, answers: answer.answers.map(aged), authorities: answer.authorities.map(aged) }
}
