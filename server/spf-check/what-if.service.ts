/** "Will our other mail still work?": the account's plan tried against DNS as it is at this moment. Nothing is kept. */
import { classifyAddress, type AddressClass, type AddressRefusalCode } from '#core/address/address.ts'
import type { FieldProblem } from '#core/contract/common.ts'
import type { DomainView, Journey } from '#core/contract/journey.ts'
import type { WhatIfAnswer, WhatIfSender } from '#core/contract/what-if.ts'
import type { Lookup } from '#core/dns/outcome.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import { selectSpf } from '#core/spf/select.ts'
import { toWhatIfSenders } from '#core/spf/what-if-senders.ts'
import { checkWhatIf } from '#core/spf/what-if.ts'
import { withOnce } from '#core/spf/with-once.ts'
import { createSharedWork } from '../evidence/shared-work.ts'
import { invalid } from '../http/errors.ts'
import { stepNotReady } from '../journey/journey.errors.ts'
import type { Parts } from '../parts.ts'
import { createZoneLookup } from '../source/zone-lookup.ts'
import { toAccountRule } from './account-rule.ts'
import { createCheckDeadline } from './check-deadline.ts'
import { spfOrContentOf } from './own-record.ts'

export interface WhatIfParts {
  resolver: Pick<Parts['resolver'], 'lookupWith'>
  authority: Pick<Parts['authority'], 'look'>
  now: () => Date
}

export interface WhatIfSubject {
  journey: Journey
  domain: DomainView
  /** As `parseTypedSenders` gave them. */
  typed: readonly string[]
}

/** Many small checks in one, so it may take longer than one of them; U-26 allows twenty seconds. */
const wholeBoardMs = 9000
/** A record that works holds ten at most. What stands beyond that many is counted and not asked for. */
const maxIncludes = 30

export function createWhatIfCheck(parts: WhatIfParts): (subject: WhatIfSubject) => Promise<WhatIfAnswer> {
  const share = createSharedWork<WhatIfAnswer>()
  return async (subject) => {
    const { domain, journey, typed } = subject
    const rule = toAccountRule(journey.account)
    const proposed = domain.spf.plan?.record ?? null
    if (rule === null || proposed === null) throw stepNotReady()
    return share(JSON.stringify([domain.id, proposed, typed]), () => checkBoard(parts, subject, { rule, proposed }))
  }
}

async function checkBoard(parts: WhatIfParts, subject: WhatIfSubject, { rule, proposed }: { rule: MimecastRule; proposed: string }): Promise<WhatIfAnswer> {
  const askedAt = parts.now()
  const { domain, journey } = subject
  const atSource = createZoneLookup({
    authority: parts.authority, lookup: parts.resolver.lookupWith({ fresh: true }), domain: domain.name, wish: { account: journey.account.id },
    compareBy: spfOrContentOf,
  })
  const deadline = createCheckDeadline(atSource, wholeBoardMs)
  const lookup = withOnce(deadline.lookup)
  try {
    const { senders, leftOut } = await findSenders(subject, rule, lookup)
    const board = await checkWhatIf({
      domain: domain.name, proposed, include: rule.include, senders, lookup,
      nowSeconds: Math.floor(askedAt.getTime() / 1000), isOutOfTime: deadline.isOver,
    })
    return { board, askedAt: askedAt.toISOString(), leftOut }
  } finally {
    deadline.close()
  }
}

/**
 * Those of the record as it is and as it was at the last look: once the new one is published, whoever it left out still
 * belongs in the table. What is typed in beside the account's own servers keeps its way when the connector moves those.
 */
async function findSenders({ journey, domain, typed }: WhatIfSubject, rule: MimecastRule, lookup: Lookup): Promise<{ senders: WhatIfSender[]; leftOut: number }> {
  const outcome = await lookup(domain.name, 'TXT')
  const live = outcome.kind === 'answer' ? selectSpf(outcome.records.map(({ text }) => text)).records : []
  const records = [...live, ...(domain.spf.evidence?.report.records ?? [])]
  const own = journey.addresses.map(({ address }) => address)
  const found = toWhatIfSenders({ records, rule, platform: journey.account.platform, addresses: own })
  const includes = found.filter(({ kind }) => kind === 'include')
  const others = typed.filter((ip) => !own.includes(ip)).map((ip) => ({ kind: 'address' as const, ip, moves: false }))
  const senders = [...includes.slice(0, maxIncludes), ...found.filter(({ kind }) => kind === 'address'), ...others]
  return { senders, leftOut: Math.max(0, includes.length - maxIncludes) }
}

/** Each address once, in its canonical form; what no mail server can send from comes back as fields. */
export function parseTypedSenders(texts: readonly string[]): string[] {
  const fields: FieldProblem[] = []
  const read = texts.flatMap((text, index) => {
    const found = classifyAddress(text)
    const address = toSender(found)
    if (address !== null) return [address]
    if (found.kind !== 'public-ipv4') fields.push({ field: `addresses.${index}`, code: found.kind, understood: found.understood })
    return []
  })
  if (fields.length > 0) throw invalid(fields)
  return [...new Set(read)]
}

/** Refused as an outbound address of one's own, and yet somebody's mail comes from there. */
const sendsForOthers: ReadonlySet<AddressRefusalCode> = new Set(['address.ipv6', 'address.mimecast-own', 'address.shared-microsoft-365', 'address.shared-google'])

function toSender(found: AddressClass): string | null {
  if (found.kind === 'public-ipv4') return found.address
  // The zone of an IPv6 address says which of the sender's own cables it is on (RFC 4007 §11), which no receiver sees.
  return sendsForOthers.has(found.embedded ?? found.kind) ? found.understood.replace(/%.*$/u, '') : null
}
