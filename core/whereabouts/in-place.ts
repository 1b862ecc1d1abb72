/**
 * Whether the record is where it should be: then there is nothing to look for. It may still be a wrong one, with its
 * terms in the wrong order for instance; that is the judge's business.
 */
import { canonicalHost } from '../dns/names.ts'
import type { DnsOutcome } from '../dns/outcome.ts'
import { isSpfRecord } from '../spf/select.ts'
import { challengeOf } from './places.ts'
import { isLegalSpf } from './repair-value.ts'
import { isResembling } from './spf-value.ts'
import { outcomeAt, type Wanted } from './subject.ts'

/** False also where nobody has asked yet. */
export function isInPlace(wanted: Wanted, answers: readonly DnsOutcome[]): boolean {
  const textsAt = (name: string): string[] => {
    const outcome = outcomeAt(answers, name, 'TXT')
    return outcome?.kind === 'answer' ? outcome.records.map(({ text }) => text) : []
  }
  if (wanted.kind === 'spf') {
    const [record, ...others] = textsAt(wanted.domain).filter(isSpfRecord)
    if (record === undefined || others.length > 0 || !isLegalSpf(record)) return false
    return wanted.wanted === null || isResembling(record, wanted.wanted)
  }
  const { domain, code, target } = wanted
  const alias = outcomeAt(answers, `${code}.${domain}`, 'CNAME')
  const targets = alias?.kind === 'answer' ? alias.records.map((record) => canonicalHost(record.target)) : []
  const texts = [domain, challengeOf(domain)].flatMap(textsAt)
  return targets.includes(canonicalHost(target)) || texts.some((text) => text.trim() === code)
}
