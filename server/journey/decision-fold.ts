/** What stands after all decisions, oldest first: the last word on each matter. Pure. */
import type { PlatformKey } from '#core/catalogue/platforms.ts'
import type { ConnectorAnswers, DomainView, Done, SpfAnswer } from '#core/contract/journey.ts'
import type { Decision } from './decision.ts'

export interface DomainDecided {
  answer: SpfAnswer | null
  published: DomainView['spf']['published']
}

export interface Decided {
  started: Done | null
  addressesConfirmed: (Done & { addresses: readonly string[]; dynamic: boolean }) | null
  domains: ReadonlyMap<string, DomainDecided>
  spfCheckSkipped: (Done & { reason: string }) | null
  answers: ConnectorAnswers
  ticks: readonly string[]
  connectorConfirmed: (Done & { platform: PlatformKey }) | null
}

interface Draft extends Decided {
  domains: Map<string, DomainDecided>
  ticks: string[]
}

export function foldDecisions(decisions: readonly Decision[]): Decided {
  const draft: Draft = {
    started: null, addressesConfirmed: null, domains: new Map(), spfCheckSkipped: null, answers: {}, ticks: [], connectorConfirmed: null,
  }
  for (const decision of decisions) apply(draft, decision)
  return draft
}

function apply(draft: Draft, decision: Decision): void {
  const done = { at: decision.at, by: decision.by }
  switch (decision.kind) {
    case 'started':
      draft.started ??= done
      return
    case 'addresses-confirmed':
      draft.addressesConfirmed = { ...done, ...decision.data }
      return
    case 'spf-answer':
      return applyAnswer(draft, decision.domainId, decision.data)
    case 'spf-published':
      return applyToDomain(draft, decision.domainId, (before) => ({ ...before, published: { ...done, ...decision.data } }))
    case 'spf-check-skipped':
      draft.spfCheckSkipped = { ...done, ...decision.data }
      return
    case 'connector-answer':
      draft.answers = { ...draft.answers, ...decision.data }
      return
    case 'guide-tick':
      draft.ticks = draft.ticks.filter((step) => step !== decision.data.step)
      if (decision.data.done) draft.ticks.push(decision.data.step)
      return
    case 'connector-confirmed':
      draft.connectorConfirmed = { ...done, platform: decision.data.platform }
      return
    case 'account-changed':
      return applyAccountChange(draft, decision.data.fields)
    // Told in the history; what they changed has rows of its own.
    case 'domain-added':
    case 'addresses-changed':
    case 'share-created':
    case 'share-revoked':
    case 'request-sent':
      return
  }
}

/** Another answer makes another record: what was published before is not what is to be published now. */
function applyAnswer(draft: Draft, domainId: string | null, answer: SpfAnswer): void {
  applyToDomain(draft, domainId, ({ answer: last, published }) => {
    const isSame = last?.mailPaths === answer.mailPaths && last.ending === answer.ending
    return { answer, published: isSame ? published : null }
  })
}

/** So does another include: what was published before names the old one. */
function applyAccountChange(draft: Draft, fields: readonly string[]): void {
  if (!fields.includes('include')) return
  for (const id of draft.domains.keys()) applyToDomain(draft, id, (before) => ({ ...before, published: null }))
}

function applyToDomain(draft: Draft, domainId: string | null, change: (before: DomainDecided) => DomainDecided): void {
  if (domainId === null) throw new Error('A decision about a domain names none')
  draft.domains.set(domainId, change(draft.domains.get(domainId) ?? { answer: null, published: null }))
}
