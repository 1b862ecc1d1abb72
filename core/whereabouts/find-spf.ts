/** Everything that explains why a domain's SPF record is not seen, the most telling first. Pure, from answers of DNS. */
import type { DnsOutcome, TxtRecord } from '../dns/outcome.ts'
import { isSpfRecord } from '../spf/select.ts'
import { toFaultParams, toFind, toRepair, type Find, type Repair } from './find.ts'
import { spfElsewhere, type Elsewhere } from './places.ts'
import { isLegalSpf, type RepairedValue } from './repair-value.ts'
import { repairSpfRecord } from './repair-record.ts'
import { hasSameSenders, isMeantAsSpf, isResembling, toSpfValue } from './spf-value.ts'
import { outcomeAt, type Place, type SpfSubject } from './subject.ts'

interface Scene {
  subject: SpfSubject
  answers: readonly DnsOutcome[]
  atDomain: readonly TxtRecord[]
  /** Receivers can read what stands at the domain: then only the wanted record itself explains anything. */
  hasRecord: boolean
}

export function findSpf(subject: SpfSubject, answers: readonly DnsOutcome[]): Find[] {
  const atDomain = recordsOf(outcomeAt(answers, subject.domain, 'TXT'))
  const scene = { subject, answers, atDomain, hasRecord: atDomain.some(({ text }) => isLegalSpf(text)) }
  return [...findCname(scene), ...findTwo(scene), ...findDamaged(scene), ...findType99(scene), ...findElsewhere(scene)]
}

/** A name that leads elsewhere by CNAME has no records of its own. */
function recordsOf(outcome: DnsOutcome<'TXT' | 'SPF'> | null): readonly TxtRecord[] {
  return outcome?.kind === 'answer' && outcome.cnames.length === 0 ? outcome.records : []
}

/** RFC 7208 §4.5: a repair that is put beside another record makes two, of which none is used. */
function toBeside({ atDomain }: Scene, found: TxtRecord): Record<string, string> {
  return atDomain.some((record) => record !== found && isSpfRecord(record.text)) ? { beside: 'record' } : {}
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
function findTwo({ subject, atDomain }: Scene): Find[] {
  const texts = atDomain.map(({ text }) => text).filter(isSpfRecord)
  const [, second] = texts
  if (second === undefined) return []
  const at = { name: subject.domain, type: 'TXT' } as const
  const params = { count: String(texts.length) }
  return [toFind({ subject, cause: 'two-records', at, found: second, repair: toTxtRepair(subject, subject.wanted), params }, true)]
}

/** At the right place, with something in the text that keeps receivers from reading it. */
function findDamaged(scene: Scene): Find[] {
  const { subject, atDomain, hasRecord } = scene
  const at = { name: subject.domain, type: 'TXT' } as const
  return atDomain.flatMap((record) => {
    const repaired = repairSpfRecord(record, subject, subject.wanted)
    const [cause] = repaired?.faults ?? []
    if (repaired === null || cause === undefined) return []
    if (isLegalSpf(record.text) && repaired.value !== subject.wanted) return []
    if (!isResembling(repaired.value, subject.wanted) && (hasRecord || !isMeantAsSpf(record.text, repaired))) return []
    const value = hasRecord ? subject.wanted : toSpfValue(repaired.value, subject)
    const params = { ...toFaultParams(repaired, cause), ...toBeside(scene, record) }
    return [toFind({ subject, cause, at, found: record.text, repair: toTxtRepair(subject, value), params }, true)]
  })
}

/** RFC 7208 §3.1: only the type TXT is read. */
function findType99(scene: Scene): Find[] {
  return findMisplaced(scene, { name: scene.subject.domain, type: 'SPF' }, { cause: 'in-type-99', mayBeOwn: false })
}

function findElsewhere(scene: Scene): Find[] {
  return spfElsewhere(scene.subject).flatMap(({ name, ...place }) => findMisplaced(scene, { name, type: 'TXT' }, place))
}

/** Where a record may rightly stand by itself only the very one that was wanted here counts, and never one that only begins so. */
function findMisplaced(scene: Scene, at: Place & { type: 'TXT' | 'SPF' }, { cause, mayBeOwn }: Omit<Elsewhere, 'name'>): Find[] {
  const { subject, answers, hasRecord } = scene
  const { wanted } = subject
  const isMeant = ({ value, isLegal }: RepairedValue) =>
    mayBeOwn ? hasSameSenders(value, wanted) : isResembling(value, wanted) || (!hasRecord && isLegal)
  for (const record of recordsOf(outcomeAt(answers, at.name, at.type))) {
    const repaired = repairSpfRecord(record, subject, wanted)
    if (repaired === null || !isMeant(repaired)) continue
    const value = hasRecord ? wanted : toSpfValue(repaired.value, subject)
    const params = { ...toFaultParams(repaired, cause), ...toBeside(scene, record) }
    return [toFind({ subject, cause, at, found: record.text, repair: toTxtRepair(subject, value), params })]
  }
  return []
}
