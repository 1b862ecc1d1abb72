/** One domain as the page shows it, and as the fold of the tasks sees it: from its row, its evidence and the decisions. Pure. */
import { domainToUnicode } from 'node:url'
import { isSubdomainOf } from '#core/address/domain.ts'
import type { Account } from '#core/contract/account.ts'
import type { SpfEvidence } from '#core/contract/evidence.ts'
import type { Done, DomainView, SpfAnswer } from '#core/contract/journey.ts'
import type { SpfPlan } from '#core/contract/spf.ts'
import type { WatchView } from '#core/contract/watch.ts'
import { spfStanding, type DomainFacts } from '#core/journey/journey.ts'
import type { DomainEvidence } from '../evidence/evidence.store.ts'
import { toOwnZone } from '../domains/domain-name.ts'
import { isUnderRule } from '../spf-check/account-rule.ts'
import { toAccountPlan } from '../spf-check/account-plan.ts'
import type { DomainDecided } from './decision-fold.ts'
import type { DomainRow } from './journey.store.ts'

export interface DomainSources {
  row: DomainRow
  account: Account
  evidence: DomainEvidence
  decided: DomainDecided
  /** The last link for this domain's record that was not revoked. */
  shared: Done | null
  provenBy: string | null
  challengeTarget: string
  watches: WatchView[]
}

export const noEvidence: DomainEvidence = { proof: null, provenAt: null, spf: null, spfRules: null, looks: [], zone: null }
export const nothingDecided: DomainDecided = { answer: null, published: null }

/** The closest domain of the account above this one that is proven itself; a subdomain needs no proof of its own (D4, S-7). */
export function findProvenParent(name: string, provenNames: readonly string[]): string | null {
  const above = provenNames.filter((parent) => isSubdomainOf(name, parent))
  return above.sort((a, b) => b.length - a.length)[0] ?? null
}

export function toDomainView({ row, account, evidence, decided, shared, provenBy, challengeTarget, watches }: DomainSources): DomainView {
  const inherited = evidence.provenAt === null ? provenBy : null
  const seen = seenToday(evidence, account)
  const zone = toOwnZone(row.name, evidence.zone?.name ?? null)
  return {
    id: row.id,
    name: row.name,
    display: domainToUnicode(row.name) || row.name,
    isPrimary: row.is_primary === 1,
    zone,
    zoneSeen: evidence.zone?.name === zone ? evidence.zone : null,
    watches,
    proof: {
      code: inherited === null ? row.code : null,
      provenBy: inherited,
      target: challengeTarget,
      provenAt: evidence.provenAt,
      evidence: evidence.proof,
    },
    spf: {
      evidence: seen,
      answer: decided.answer,
      plan: toPlan(seen, decided.answer, { account, zone }),
      published: decided.published,
      shared,
      validAt: toValidAt(evidence, account),
    },
  }
}

function toPlan(seen: SpfEvidence | null, answer: SpfAnswer | null, place: { account: Account; zone: string }): SpfPlan | null {
  return seen === null || answer === null ? null : toAccountPlan(seen.report, answer, place)
}

/** What was judged by another rule says nothing today: neither that the record is right, nor what to publish. */
function seenToday({ spf, spfRules }: DomainEvidence, account: Account): SpfEvidence | null {
  return spfRules !== null && isUnderRule(spfRules, account) ? spf : null
}

/** Looks under the rule that holds today, newest first. */
const looksToday = ({ looks }: DomainEvidence, account: Account) => looks.filter((look) => isUnderRule(look.rulesVersion, account))

function toValidAt(evidence: DomainEvidence, account: Account): string | null {
  const looks = looksToday(evidence, account)
  if (spfStanding(looks.map(({ outcome }) => outcome)) !== 'valid') return null
  return looks.find(({ outcome }) => outcome === 'valid')?.at ?? null
}

export function toDomainFacts(view: DomainView, evidence: DomainEvidence, { account, wasValid }: { account: Account; wasValid: boolean }): DomainFacts {
  const { plan, answer } = view.spf
  const looks = looksToday(evidence, account)
  const recordSeen = looks.some(({ outcome }) => outcome !== 'unavailable')
  return {
    name: view.name,
    isPrimary: view.isPrimary,
    proven: view.proof.provenAt !== null || view.proof.provenBy !== null,
    lastProof: toLastProof(view.proof.evidence),
    recordSeen,
    // Not the plan itself: when DNS cannot be asked there is none for a while, and nothing goes back for that.
    planSeen: answer !== null && recordSeen,
    planRefused: plan !== null && plan.record === null,
    published: view.spf.published !== null,
    shared: view.spf.shared !== null,
    spf: toSpfFact(view, looks),
    wasValid,
  }
}

/** What was found wrong before the new record was published says nothing about the new one. */
function toSpfFact({ spf }: DomainView, looks: DomainEvidence['looks']): DomainFacts['spf'] {
  const standing = spfStanding(looks.map(({ outcome }) => outcome))
  const changedAt = spf.published?.at ?? spf.shared?.at ?? ''
  const isOfBefore = looks.every(({ outcome, at }) => outcome !== 'invalid' || at < changedAt)
  return standing === 'wrong' && isOfBefore ? null : standing
}

/** A missing record may only need time; one that went astray, another value in its place, or no such domain needs a person. */
function toLastProof(evidence: DomainView['proof']['evidence']): DomainFacts['lastProof'] {
  if (evidence === null || evidence.outcome === 'proven') return null
  if (evidence.outcome === 'unavailable') return 'unavailable'
  return evidence.finding === 'code-missing' && evidence.whereabouts === null ? 'not-seen' : 'problem'
}
