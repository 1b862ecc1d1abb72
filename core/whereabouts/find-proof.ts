/** Everything that explains why a domain's code is not seen, the most telling first. Pure, from answers of DNS. */
import { canonicalHost } from '../dns/names.ts'
import type { DnsOutcome } from '../dns/outcome.ts'
import type { CauseCode } from './causes.ts'
import { toFaultParams, toFind, toRepair, type Find } from './find.ts'
import { challengeOf, namesAbove, namesBelow, toDoubled } from './places.ts'
import { repairCode } from './repair-code.ts'
import { outcomeAt, type Place, type ProofSubject } from './subject.ts'

interface Scene {
  subject: ProofSubject
  answers: readonly DnsOutcome[]
}

export function findProof(subject: ProofSubject, answers: readonly DnsOutcome[]): Find[] {
  const scene = { subject, answers }
  return [...findDamaged(scene), ...findAsText(scene), ...findTarget(scene), ...findElsewhere(scene), ...findCname(scene)]
}

const at = (name: string, type: Place['type'] = 'TXT'): Place => ({ name, type })

/** A name that leads elsewhere by CNAME has no texts of its own. */
function textsAt({ answers }: Scene, name: string): string[] {
  const outcome = outcomeAt(answers, name, 'TXT')
  return outcome?.kind === 'answer' && outcome.cnames.length === 0 ? outcome.records.map(({ text }) => text) : []
}

function targetAt({ answers }: Scene, name: string): string | null {
  const outcome = outcomeAt(answers, name, 'CNAME')
  const [record] = outcome?.kind === 'answer' ? outcome.records : []
  return record === undefined ? null : canonicalHost(record.target)
}

/** RFC 1034 §3.6.2: beside an alias no text can stand; of the two places for the code the other one is free. */
function toFree({ subject: { domain }, answers }: Scene, name: string): string {
  const other = name === domain ? challengeOf(domain) : domain
  return aliasAt(answers, name) === null || aliasAt(answers, other) !== null ? name : other
}

function aliasAt(answers: readonly DnsOutcome[], name: string): string | null {
  const outcome = outcomeAt(answers, name, 'TXT')
  const [target = null] = outcome !== null && 'cnames' in outcome ? outcome.cnames : []
  return target
}

const codeName = ({ code, domain }: ProofSubject): string => `${code}.${domain}`
const toCnameRepair = (subject: ProofSubject, value: string) => toRepair(subject, codeName(subject), 'CNAME', value)

/** At a right place, with something in the text that is not the code. */
function findDamaged(scene: Scene): Find[] {
  const { subject } = scene
  return [subject.domain, challengeOf(subject.domain)].flatMap((name) =>
    textsAt(scene, name).flatMap((text) => {
      const repaired = repairCode(text, subject.code, subject)
      const [cause] = repaired?.faults ?? []
      if (repaired === null || cause === undefined) return []
      const repair = toRepair(subject, name, 'TXT', subject.code)
      return [toFind({ subject, cause, at: at(name), found: text, repair, params: toFaultParams(repaired, cause) }, true)]
    }),
  )
}

/** The record of the other way: name and target are those of the CNAME, the type is TXT. */
function findAsText(scene: Scene): Find[] {
  const { subject } = scene
  const isTarget = (text: string) => canonicalHost(text.replace(/["'`\s]/gu, '')) === canonicalHost(subject.target)
  const atCode = textsAt(scene, codeName(subject)).slice(0, 1).map((text) => ({ name: codeName(subject), text }))
  const atOthers = [subject.domain, challengeOf(subject.domain)]
    .flatMap((name) => textsAt(scene, name).filter(isTarget).map((text) => ({ name, text })))
  return [...atCode, ...atOthers].map(({ name, text }) =>
    toFind({ subject, cause: 'text-instead-of-cname', at: at(name), found: text, repair: toCnameRepair(subject, subject.target) }))
}

/** A target without its final dot is relative at some DNS hosts (RFC 1035 §5.1). */
function findTarget(scene: Scene): Find[] {
  const { subject } = scene
  const { domain, zone } = subject
  const target = canonicalHost(subject.target)
  const found = targetAt(scene, codeName(subject))
  if (found !== toDoubled(target, zone) && found !== toDoubled(target, domain)) return []
  const repair = toCnameRepair(subject, `${target}.`)
  return [toFind({ subject, cause: 'target-doubled', at: at(codeName(subject), 'CNAME'), found, repair })]
}

function findElsewhere(scene: Scene): Find[] {
  const { subject } = scene
  const { domain, zone } = subject
  const above = namesAbove(subject)
  return [
    ...findMisplaced(scene, toDoubled(domain, zone), domain, 'zone-doubled'),
    ...findMisplaced(scene, toDoubled(challengeOf(domain), zone), challengeOf(domain), 'zone-doubled'),
    ...findMisplacedCname(scene, toDoubled(codeName(subject), zone), 'zone-doubled'),
    ...findMisplaced(scene, `@.${domain}`, domain, 'at-sign-label'),
    ...findMisplaced(scene, `www.${domain}`, domain, 'at-www'),
    ...above.flatMap((name) => findMisplaced(scene, name, domain, 'in-parent-zone')),
    ...above.flatMap((name) => findMisplaced(scene, challengeOf(name), challengeOf(domain), 'in-parent-zone')),
    ...above.flatMap((name) => findMisplacedCname(scene, `${subject.code}.${name}`, 'in-parent-zone')),
    ...namesBelow(subject).flatMap((name) => findMisplaced(scene, name, domain, 'in-child-zone')),
  ]
}

function findMisplaced(scene: Scene, name: string, rightName: string, cause: CauseCode): Find[] {
  const { subject } = scene
  for (const text of textsAt(scene, name)) {
    const repaired = repairCode(text, subject.code, subject)
    if (repaired === null) continue
    const repair = toRepair(subject, toFree(scene, rightName), 'TXT', subject.code)
    return [toFind({ subject, cause, at: at(name), found: text, repair, params: toFaultParams(repaired, cause) })]
  }
  return []
}

function findMisplacedCname(scene: Scene, name: string, cause: CauseCode): Find[] {
  const { subject } = scene
  const found = targetAt(scene, name)
  if (found === null || found !== canonicalHost(subject.target)) return []
  return [toFind({ subject, cause, at: at(name, 'CNAME'), found, repair: toCnameRepair(subject, subject.target) })]
}

/** The domain itself may well be an alias, of a website for instance: the code has its label. At that label nothing else belongs. */
function findCname(scene: Scene): Find[] {
  const { subject, answers } = scene
  const name = challengeOf(subject.domain)
  const found = aliasAt(answers, name)
  if (found === null) return []
  return [toFind({ subject, cause: 'cname-in-the-way', at: at(name), found, repair: toRepair(subject, toFree(scene, name), 'TXT', subject.code) })]
}
