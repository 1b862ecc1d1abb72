/** Everything that explains why a domain's SPF record is not seen, the most telling first. Pure, from answers of DNS. */
import type { DnsOutcome, TxtRecord } from '../dns/outcome.ts'
import { isSpfRecord } from '../spf/select.ts'
import type { CauseCode } from './causes.ts'
import { toFaultParams, toFind, toRepair, type Find, type Repair } from './find.ts'
import { namesAbove, namesBelow, spfLabels, toDoubled } from './places.ts'
import { isLegalSpf, type RepairedValue } from './repair-value.ts'
import { repairSpfRecord } from './repair-record.ts'
import { isResembling, toSpfValue } from './spf-value.ts'
import { outcomeAt, type Place, type SpfSubject } from './subject.ts'

interface Scene {
  subject: SpfSubject
  answers: readonly DnsOutcome[]
  /** Receivers can read what stands at the domain: then only the wanted record itself explains anything. */
  hasRecord: boolean
}

export function findSpf(subject: SpfSubject, answers: readonly DnsOutcome[]): Find[] {
  const atDomain = recordsOf(outcomeAt(answers, subject.domain, 'TXT'))
  const scene = { subject, answers, hasRecord: atDomain.some(({ text }) => isLegalSpf(text)) }
  return [...findCname(scene), ...findTwo(subject, atDomain), ...findDamaged(scene, atDomain), ...findType99(scene), ...findElsewhere(scene)]
}

/** A name that leads elsewhere by CNAME has no records of its own. */
function recordsOf(outcome: DnsOutcome<'TXT' | 'SPF'> | null): readonly TxtRecord[] {
  return outcome?.kind === 'answer' && outcome.cnames.length === 0 ? outcome.records : []
}

function toTxtRepair(subject: SpfSubject, value: string | null): Repair | null {
  return value === null ? null : toRepair(subject, subject.domain, 'TXT', value)
}

/** RFC 1034 §3.6.2: beside a CNAME no other record may stand. */
function findCname({ subject, answers }: Scene): Find[] {
  const outcome = outcomeAt(answers, subject.domain, 'CNAME')
  const [target] = outcome?.kind === 'answer' ? outcome.records : []
  if (target === undefined) return []
  const at = { name: subject.domain, type: 'CNAME' } as const
  return [toFind({ subject, cause: 'cname-in-the-way', at, found: target.target, repair: toTxtRepair(subject, subject.wanted) })]
}

/** RFC 7208 §4.5: of several records none is used. */
function findTwo(subject: SpfSubject, records: readonly TxtRecord[]): Find[] {
  const texts = records.map(({ text }) => text).filter(isSpfRecord)
  const [, second] = texts
  if (second === undefined) return []
  const at = { name: subject.domain, type: 'TXT' } as const
  const params = { count: String(texts.length) }
  return [toFind({ subject, cause: 'two-records', at, found: second, repair: toTxtRepair(subject, subject.wanted), params }, true)]
}

/** At the right place, with something in the text that keeps receivers from reading it. */
function findDamaged({ subject, hasRecord }: Scene, records: readonly TxtRecord[]): Find[] {
  const at = { name: subject.domain, type: 'TXT' } as const
  return records.flatMap((record) => {
    const repaired = repairSpfRecord(record, subject, subject.wanted)
    const [cause] = repaired?.faults ?? []
    if (repaired === null || cause === undefined) return []
    if (isLegalSpf(record.text) && repaired.value !== subject.wanted) return []
    if (hasRecord && !isResembling(repaired.value, subject.wanted)) return []
    const value = hasRecord ? subject.wanted : toSpfValue(repaired.value, subject.wanted)
    return [toFind({ subject, cause, at, found: record.text, repair: toTxtRepair(subject, value), params: toFaultParams(repaired, cause) }, true)]
  })
}

/** RFC 7208 §3.1: only the type TXT is read. */
function findType99(scene: Scene): Find[] {
  const at = { name: scene.subject.domain, type: 'SPF' } as const
  return findMisplaced(scene, at, 'in-type-99', false)
}

function findElsewhere(scene: Scene): Find[] {
  const { subject } = scene
  const { domain, zone } = subject
  const look = (names: readonly string[], cause: CauseCode, mayBeOwn: boolean) =>
    names.flatMap((name) => findMisplaced(scene, { name, type: 'TXT' }, cause, mayBeOwn))
  return [
    ...look([toDoubled(domain, zone)], 'zone-doubled', false),
    ...look([`@.${domain}`], 'at-sign-label', false),
    ...look(spfLabels.map((label) => `${label}.${domain}`), 'at-spf-label', true),
    ...look([`www.${domain}`], 'at-www', true),
    ...look([`mail.${domain}`], 'at-mail-label', true),
    ...look(namesAbove(subject), 'in-parent-zone', true),
    ...look(namesBelow(subject), 'in-child-zone', true),
  ]
}

/** `mayBeOwn`: such a name may rightly have an SPF record; then only one like the wanted record counts. */
function findMisplaced({ subject, answers, hasRecord }: Scene, at: Place & { type: 'TXT' | 'SPF' }, cause: CauseCode, mayBeOwn: boolean): Find[] {
  const { wanted } = subject
  const isMeant = ({ value, isLegal }: RepairedValue) => isResembling(value, wanted) || (!mayBeOwn && !hasRecord && isLegal)
  for (const record of recordsOf(outcomeAt(answers, at.name, at.type))) {
    const repaired = repairSpfRecord(record, subject, wanted)
    if (repaired === null || !isMeant(repaired)) continue
    const value = hasRecord ? wanted : toSpfValue(repaired.value, wanted)
    return [toFind({ subject, cause, at, found: record.text, repair: toTxtRepair(subject, value), params: toFaultParams(repaired, cause) })]
  }
  return []
}
