/**
 * The journey's tasks and the state of each, folded from evidence and decisions (architecture 4): one pure function.
 * It knows nothing of where the facts are kept, and speaks in codes; the sentences are in `core/messages`.
 */
import { hasOwnOutboundAddresses, type PlatformKey } from '../catalogue/platforms.ts'
import type { Task, TaskReason } from '../contract/task.ts'

export interface DomainFacts {
  name: string
  isPrimary: boolean
  proven: boolean
  /** The last look for the code, while it is not proven. */
  lastProof: 'problem' | 'not-seen' | 'unavailable' | null
  /** The present record was looked up, and somebody could say what is there. */
  recordSeen: boolean
  /** And the customer has answered how mail leaves, so that there is a plan. */
  planSeen: boolean
  /** The plan was refused or waits for an answer that only a person can give. */
  planRefused: boolean
  published: boolean
  shared: boolean
  /** As `spfStanding` folds it; `wrong` only counts from the moment it was published or shared, or was right once. */
  spf: 'valid' | 'wrong' | 'unavailable' | null
  /** A check has found it right before. */
  wasValid: boolean
}

export interface JourneyFacts {
  platform: PlatformKey
  dynamicAddresses: boolean
  /** The account has an include to require (architecture D6). */
  hasInclude: boolean
  hasSmartHosts: boolean
  started: boolean
  domains: readonly DomainFacts[]
  addressCount: number
  addressesConfirmed: boolean
  /** They were confirmed once, and the list has changed since. */
  addressesChanged: boolean
  /** A request about them is open with staff. */
  addressesAsked: boolean
  spfCheckSkipped: string | null
  connectorTicks: number
  connectorShared: boolean
  connectorConfirmed: boolean
}

type Draft = Pick<Task, 'state' | 'reason' | 'whoActs'> & { params?: Record<string, string> }

const draft = (state: Task['state'], reason: TaskReason, whoActs: Task['whoActs'], params?: Record<string, string>): Draft =>
  params ? { state, reason, whoActs, params } : { state, reason, whoActs }

/** All seven tasks in the order in which they are walked. */
export function deriveTasks(facts: JourneyFacts): Task[] {
  const start = facts.started ? draft('completed', 'start.done', 'nobody') : draft('not-started', 'start.read', 'customer')
  const domains = domainsTask(facts)
  const addresses = addressesTask(facts)
  const spfRecord = spfRecordTask(facts)
  const spfCheck = spfCheckTask(facts)
  const connector = connectorTask(facts)

  const mayGoOn = facts.domains.some((domain) => domain.isPrimary && domain.proven)
  const addressesDone = addresses.state === 'completed' || addresses.state === 'not-needed'
  const spfDecided = spfCheck.state === 'completed' || facts.spfCheckSkipped !== null
  const needsStart: TaskReason | null = facts.started ? null : 'needs.start'
  const needsDomain = needsStart ?? (mayGoOn ? null : 'needs.proven-domain')
  const needsConnector = needsDomain ?? (addressesDone ? null : 'needs.addresses') ?? (spfDecided ? null : 'needs.spf-decision')

  return [
    task('start', start, null),
    task('domains', domains, needsStart),
    task('addresses', addresses, addresses.state === 'not-needed' ? null : needsStart),
    task('spf-record', spfRecord, needsDomain),
    task('spf-check', spfCheck, needsDomain),
    task('connector', connector, facts.connectorConfirmed ? null : needsConnector),
    task('summary', summaryTask([start, domains, addresses, spfRecord, spfCheck, connector]), facts.connectorConfirmed ? null : 'needs.connector'),
  ]
}

/** A task that cannot start yet is *Not started*, with the code of what is missing (architecture 4). */
function task(key: Task['key'], made: Draft, missing: TaskReason | null): Task {
  const optional = key === 'spf-check'
  if (missing) return { key, optional, canOpen: false, state: 'not-started', reason: missing, params: {}, whoActs: 'customer' }
  return { key, optional, canOpen: true, state: made.state, reason: made.reason, params: made.params ?? {}, whoActs: made.whoActs }
}

/** How far the domains are, and the one that the sentence is about: the first that is open unless told. */
function countsOf(domains: readonly DomainFacts[], open: readonly DomainFacts[], about = open[0]): Record<string, string> {
  return { done: String(domains.length - open.length), all: String(domains.length), domain: about?.name ?? '' }
}

function domainsTask({ domains }: JourneyFacts): Draft {
  const open = domains.filter((domain) => !domain.proven)
  const lookedAt = (lastProof: DomainFacts['lastProof']) => open.find((domain) => domain.lastProof === lastProof)
  const counts = (about?: DomainFacts) => countsOf(domains, open, about)
  const [wrong, notSeen, unasked] = [lookedAt('problem'), lookedAt('not-seen'), lookedAt('unavailable')]
  if (domains.length > 0 && open.length === 0) return draft('completed', 'domains.all-proven', 'nobody', counts())
  if (wrong) return draft('problem', 'domains.wrong', 'customer', counts(wrong))
  if (open.length < domains.length) return draft('in-progress', 'domains.some-left', 'customer', counts())
  if (notSeen) return draft('waiting-for-dns', 'domains.not-seen-yet', 'dns', counts(notSeen))
  if (unasked) return draft('in-progress', 'domains.could-not-ask', 'customer', counts(unasked))
  return draft('not-started', 'domains.publish-code', 'customer', counts())
}

function addressesTask(facts: JourneyFacts): Draft {
  if (!hasOwnOutboundAddresses(facts.platform)) return draft('not-needed', 'addresses.not-needed', 'nobody')
  if (facts.addressesAsked) return draft('waiting-for-somebody', 'addresses.asked-staff', 'staff')
  if (facts.addressesConfirmed) return draft('completed', 'addresses.confirmed', 'nobody')
  if (facts.dynamicAddresses) return draft('not-started', 'addresses.dynamic', 'customer')
  if (facts.addressCount === 0) return draft('not-started', 'addresses.none-listed', 'customer')
  if (facts.addressesChanged) return draft('in-progress', 'addresses.changed', 'customer')
  return draft('not-started', 'addresses.confirm', 'customer')
}

function spfRecordTask({ hasInclude, domains }: JourneyFacts): Draft {
  if (!hasInclude) return draft('waiting-for-somebody', 'spf-record.no-include', 'staff')
  const open = domains.filter((domain) => !hasRecord(domain))
  const refused = open.find((domain) => domain.planRefused)
  const counts = countsOf(domains, open, refused)
  const [next] = open
  if (!next) {
    const waiting = domains.some((domain) => domain.shared && !domain.published && domain.spf !== 'valid')
    return waiting
      ? draft('completed', 'spf-record.shared', 'colleague', counts)
      : draft('completed', 'spf-record.published', 'nobody', counts)
  }
  if (refused) return draft('problem', 'spf-record.refused', 'customer', counts)
  if (open.length < domains.length) return draft('in-progress', 'spf-record.some-left', 'customer', counts)
  if (next.planSeen) return draft('in-progress', 'spf-record.publish', 'customer', counts)
  if (next.recordSeen) return draft('in-progress', 'spf-record.answer', 'customer', counts)
  return draft('not-started', 'spf-record.look', 'customer', counts)
}

/** A link alone hands nothing over: until somebody said how mail leaves, there is no record on its page (architecture D12). */
function hasRecord({ spf, published, shared, planSeen, planRefused }: DomainFacts): boolean {
  return spf === 'valid' || published || (shared && planSeen && !planRefused)
}

function spfCheckTask({ domains, spfCheckSkipped }: JourneyFacts): Draft {
  const open = domains.filter((domain) => domain.spf !== 'valid')
  const wrong = open.find((domain) => domain.spf === 'wrong' && (domain.wasValid || hasRecord(domain)))
  const unasked = open.find((domain) => domain.spf === 'unavailable')
  const counts = countsOf(domains, open, wrong)
  if (domains.length > 0 && open.length === 0) return draft('completed', 'spf-check.valid', 'nobody', counts)
  if (wrong) return draft('problem', 'spf-check.wrong', 'customer', counts)
  if (spfCheckSkipped !== null) return draft('not-started', 'spf-check.skipped', 'nobody', { ...counts, because: spfCheckSkipped })
  if (open.length < domains.length) return draft('in-progress', 'spf-check.some-left', 'customer', counts)
  if (unasked) return draft('in-progress', 'spf-check.could-not-ask', 'customer', countsOf(domains, open, unasked))
  // A look that found it wrong before the new record was published is no problem yet, but somebody has begun.
  return draft(domains.some(({ recordSeen }) => recordSeen) ? 'in-progress' : 'not-started', 'spf-check.validate', 'customer', counts)
}

function connectorTask(facts: JourneyFacts): Draft {
  if (facts.connectorConfirmed) return draft('completed', 'connector.confirmed', 'nobody')
  if (!facts.hasSmartHosts) return draft('waiting-for-somebody', 'connector.no-hosts', 'staff')
  if (facts.connectorShared) return draft('waiting-for-somebody', 'connector.shared', 'colleague')
  return draft(facts.connectorTicks > 0 ? 'in-progress' : 'not-started', 'connector.follow', 'customer')
}

/** The set-up is complete when nothing is left open; what was skipped stays visible and does not hold it up. */
function summaryTask(before: readonly Draft[]): Draft {
  const isSettled = ({ state, reason }: Draft) => state === 'completed' || state === 'not-needed' || reason === 'spf-check.skipped'
  return before.every(isSettled) ? draft('completed', 'summary.done', 'nobody') : draft('in-progress', 'summary.open', 'customer')
}

/**
 * What all checks of one record say together, newest first. One bad look after a good one does not undo it: a finished
 * task is re-opened only by two in a row, and what could not be asked never counts (architecture 4).
 */
export function spfStanding(outcomes: readonly ('valid' | 'invalid' | 'unavailable')[]): DomainFacts['spf'] {
  const told = outcomes.filter((outcome) => outcome !== 'unavailable')
  const [last, before] = told
  if (last === 'valid') return 'valid'
  if (last === 'invalid') return before === 'valid' ? 'valid' : 'wrong'
  return outcomes.length > 0 ? 'unavailable' : null
}

/** Whoever has the most urgent open task; `nobody` once all is settled. */
export function whoActs(tasks: readonly Task[]): Task['whoActs'] {
  const open = tasks.filter((item) => item.canOpen && item.state !== 'completed' && item.state !== 'not-needed' && item.whoActs !== 'nobody')
  const staff = open.find((item) => item.whoActs === 'staff')
  return staff?.whoActs ?? open[0]?.whoActs ?? 'nobody'
}
