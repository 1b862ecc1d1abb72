/** Whether the record is where it should be after all: then there is nothing to look for. */
import type { DnsOutcome } from '../dns/outcome.ts'
import { canonicalHost } from '../spf/rule.ts'
import { isSpfRecord } from '../spf/select.ts'
import { challengeOf } from './places.ts'
import { outcomeAt, type Wanted } from './subject.ts'

/** False also where nobody has asked yet. */
export function isInPlace(wanted: Wanted, answers: readonly DnsOutcome[]): boolean {
  const textsAt = (name: string): string[] => {
    const outcome = outcomeAt(answers, name, 'TXT')
    return outcome?.kind === 'answer' ? outcome.records.map(({ text }) => text) : []
  }
  if (wanted.kind === 'spf') {
    const [record, ...others] = textsAt(wanted.domain).filter(isSpfRecord)
    return record === wanted.wanted && record !== undefined && others.length === 0
  }
  const { domain, code, target } = wanted
  const alias = outcomeAt(answers, `${code}.${domain}`, 'CNAME')
  const targets = alias?.kind === 'answer' ? alias.records.map((record) => canonicalHost(record.target)) : []
  const texts = [domain, challengeOf(domain)].flatMap(textsAt)
  return targets.includes(canonicalHost(target)) || texts.some((text) => text.trim() === code)
}
