import type { Journey } from '#core/contract/journey.ts'
import { hasOwnOutboundAddresses } from '#core/catalogue/platforms.ts'
import { summaryFacts as words } from '#core/messages/en/summary-step.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'

/** One thing that was checked or confirmed, and when. */
export interface SummaryFact {
  text: string
  at: string | null
  mark: 'right' | 'wrong' | 'unknown' | 'waiting'
}

export function toSummaryFacts(journey: Journey): SummaryFact[] {
  return [domainsFact(journey), ...addressesFact(journey), ...spfFacts(journey), connectorFact(journey)]
}

function domainsFact({ domains }: Journey): SummaryFact {
  const proven = domains.filter(({ proof }) => proof.provenAt !== null || proof.provenBy !== null)
  const last = proven.flatMap(({ proof }) => proof.provenAt ?? []).sort().at(-1) ?? null
  return { text: words.domains(proven.length, domains.length), at: last, mark: proven.length === domains.length ? 'right' : 'waiting' }
}

function addressesFact({ account, addresses, addressesConfirmed }: Journey): SummaryFact[] {
  if (!hasOwnOutboundAddresses(account.platform) || addressesConfirmed === null) return []
  const { at, by } = addressesConfirmed
  const text = account.dynamicAddresses ? words.addressesDynamic(by) : words.addresses(addresses.length, by)
  return [{ text, at, mark: 'right' }]
}

/** The primary domain in a sentence; all others are in the table. */
function spfFacts({ domains, history }: Journey): SummaryFact[] {
  const main = domains.find(({ isPrimary }) => isPrimary) ?? domains[0]
  if (!main) return []
  const name = toVisibleText(main.display)
  const { evidence, validAt } = main.spf
  if (validAt !== null) {
    const by = history.findLast(({ kind, params }) => kind === 'spf-valid' && params['domain'] === main.name)?.by ?? null
    return [{ text: by === null ? words.spfValid(name) : words.spfValidBy(name, by), at: validAt, mark: 'right' }]
  }
  if (evidence === null) return [{ text: words.spfNever(name), at: null, mark: 'waiting' }]
  return evidence.report.outcome === 'unavailable'
    ? [{ text: words.spfUnavailable(name), at: evidence.askedAt, mark: 'unknown' }]
    : [{ text: words.spfInvalid(name), at: evidence.askedAt, mark: 'wrong' }]
}

function connectorFact({ connector }: Journey): SummaryFact {
  const { confirmed } = connector
  if (confirmed === null) return { text: words.connectorNot, at: null, mark: 'waiting' }
  return { text: words.connector(confirmed.by), at: confirmed.at, mark: 'right' }
}
