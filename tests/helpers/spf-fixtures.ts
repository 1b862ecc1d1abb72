import type { DomainView } from '#core/contract/journey.ts'
import type { SpfRecordPlan, SpfReport } from '#core/contract/spf.ts'
import { makeDomain } from './journeys.ts'

/** Typed pieces of SPF checks, for pages that are tried without a server. */
export const include = 'eu._netblocks.mimecast.com'
export const rightRecord = `v=spf1 include:${include} ip4:193.0.6.139 ~all`
export const secondRecord = `v=spf1 ip4:193.0.6.139 include:${include} ~all`

export function makeReport(changes: Partial<SpfReport> = {}): SpfReport {
  return {
    domain: 'northwind.example', region: 'eu', outcome: 'valid', unavailable: null, records: [rightRecord], findings: [],
    lookups: 1, voidLookups: 0, ttlSeconds: 3600,
    tree: [
      { depth: 0, by: null, root: 0, rootSpan: null, reason: null, terms: [], domain: 'northwind.example', state: 'found', record: rightRecord, lookups: 1, voidLookups: 0 },
      { depth: 1, by: 'include', root: 0, rootSpan: [7, 41], reason: null, terms: [], domain: include, state: 'found', record: 'v=spf1 ip4:195.130.217.0/24 ~all', lookups: 0, voidLookups: 0 },
    ],
    plan: null, asked: [{ server: '127.0.0.1:53', name: 'northwind.example', type: 'TXT', outcome: 'answer' }],
    checkedAt: '2026-11-21T18:04:12.000Z', rules: '1',
    ...changes,
  }
}

/** Mimecast stands behind an address: the commonest fault. */
export const secondReport = makeReport({
  outcome: 'invalid', records: [secondRecord],
  findings: [{ code: 'mimecast-not-first', severity: 'error', record: 0, span: [23, 57], params: { position: 2 } }],
})
export const silentReport = makeReport({
  outcome: 'unavailable', unavailable: { reason: 'timeout', tryAgain: true }, records: [], tree: [], lookups: null, voidLookups: null, ttlSeconds: null,
  asked: [{ server: null, name: 'northwind.example', type: 'TXT', outcome: 'timeout' }],
})
export const missingReport = makeReport({
  outcome: 'invalid', records: [], tree: [], lookups: null, voidLookups: null, ttlSeconds: null,
  findings: [{ code: 'no-record', severity: 'error', params: { domain: 'northwind.example' } }],
})
export const twoRecordsReport = makeReport({
  outcome: 'invalid', records: ['v=spf1 mx ~all', 'v=spf1 ip4:193.0.6.139 -all'],
  findings: [{ code: 'multiple-records', severity: 'error', params: { count: 2 } }],
})

export const movePlan: SpfRecordPlan = {
  host: '@', name: 'northwind.example', record: rightRecord, changes: [{ kind: 'move', term: `include:${include}` }], lookups: 1,
}

/** A proven domain, so that the step can be opened. */
export function provenDomain(spf: Partial<DomainView['spf']> = {}, name = 'northwind.example', number = 0): DomainView {
  return makeDomain(name, number, { proof: { provenAt: '2026-11-21T17:30:00.000Z' }, spf })
}

export function checked(report: SpfReport, second = 12): NonNullable<DomainView['spf']['evidence']> {
  const askedAt = `2026-11-21T18:04:${String(second).padStart(2, '0')}.000Z`
  return { id: `00000000-0000-4000-8000-0000000009${String(second).padStart(2, '0')}`, askedAt, report, source: null, whereabouts: null }
}
