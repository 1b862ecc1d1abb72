/**
 * Who sends for a domain by its own records: the includes that are not Mimecast's, and the addresses that were typed in.
 * Knows which of them the connector moves: the platform's own mail, and that of the customer's own servers.
 */
import { sharedPlatforms, type SharedPlatformKey } from '../catalogue/shared-platforms.ts'
import type { PlatformKey } from '../catalogue/platforms.ts'
import type { WhatIfSender } from '../contract/what-if.ts'
import { canonicalHost, sameHost } from '../dns/names.ts'
import { mimecastTerms } from './mimecast-terms.ts'
import { parseSpf } from './parse.ts'
import { isDirective, toPlainText, type Term } from './record.ts'
import type { MimecastRule } from './rule.ts'

export interface SendersRequest {
  /** The domain's records as they are. */
  records: readonly string[]
  rule: MimecastRule
  platform: PlatformKey
  /** The addresses of the customer's own servers. */
  addresses: readonly string[]
}

/** The shared platform whose mail the connector of an Exchange type moves. A hosted Exchange has a name that only its provider knows. */
const movedPlatform = {
  'office-365': 'microsoft-365',
  hybrid: 'microsoft-365',
  'google-workspace': 'google',
  'hosted-exchange': null,
  'on-premises': null,
} as const satisfies Record<PlatformKey, SharedPlatformKey | null>

export function toWhatIfSenders({ records, rule, platform, addresses }: SendersRequest): WhatIfSender[] {
  const moved = movedPlatform[platform]
  const terms = records.map(parseSpf).flatMap((parsed): readonly Term[] => (parsed.ok ? parsed.record.terms : parsed.terms))
  const ofMimecast = new Set(mimecastTerms(terms, rule).map(({ term }) => term))
  const hosts = new Set(terms.flatMap((term) => (ofMimecast.has(term) ? [] : toIncluded(term))))
  const includes = [...hosts].map((host) => ({ kind: 'include' as const, host, moves: moved !== null && sameHost(host, sharedPlatforms[moved].spf) }))
  return [...includes, ...addresses.map((ip) => ({ kind: 'address' as const, ip, moves: true }))]
}

/** A host with macros is another for each message: nobody in particular. */
function toIncluded(term: Term): string[] {
  if (!isDirective(term) || term.mechanism.kind !== 'include') return []
  const host = toPlainText(term.mechanism.target)
  return host === null ? [] : [canonicalHost(host)]
}
