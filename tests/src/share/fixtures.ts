import type { Share, SharedView } from '#core/contract/shares.ts'
import type { SpfReport } from '#core/contract/spf.ts'

/** Typed pieces of what a link shows. The times lie around the moment at which a test runs. */
const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString()

export const token = 'k7Vd2mQx9rT4wYb1nZc8sLf3hJg6pA0eUiOqKjXtRvM'

export function makeShare(changes: Partial<Share> = {}): Share {
  return {
    id: id(70), purpose: 'spf', domain: { id: id(100), name: 'northwind.example' }, createdAt: days(-1), createdBy: 'Maria Lang',
    expiresAt: days(13), revokedAt: null, ...changes,
  }
}

export const before = 'v=spf1 ip4:193.0.6.139 include:eu._netblocks.mimecast.com ~all'
export const planned = 'v=spf1 include:eu._netblocks.mimecast.com ip4:193.0.6.139 ~all'

export function makeReport(changes: Partial<SpfReport> = {}): SpfReport {
  return {
    domain: 'northwind.example', region: 'eu', outcome: 'invalid', unavailable: null, records: [before],
    findings: [{ code: 'mimecast-not-first', severity: 'error', record: 0, span: [23, 56], params: { position: 2, include: 'eu._netblocks.mimecast.com', before: 'ip4:193.0.6.139' } }],
    lookups: 1, voidLookups: 0, ttlSeconds: 3600, tree: [], plan: null,
    asked: [{ server: '127.0.0.1:53', name: 'northwind.example', type: 'TXT', outcome: 'answer' }], checkedAt: days(0), rules: '1', ...changes,
  }
}

const seen = { from: { name: 'Maria Lang', company: 'Northwind Ltd' }, createdAt: days(-1), expiresAt: days(13), proof: null, spf: null, connector: null }

export function makeSpfView(report: SpfReport | null = makeReport(), changes: Partial<NonNullable<SharedView['spf']>> = {}): SharedView {
  return {
    ...seen, purpose: 'spf',
    spf: {
      domain: 'northwind.example', zone: 'northwind.example', zoneSeen: null, watch: null, region: 'eu', include: 'eu._netblocks.mimecast.com',
      evidence: report === null ? null : { id: id(80), askedAt: report.checkedAt, report, source: null, whereabouts: null },
      plan: {
        host: '@', name: 'northwind.example', record: planned, lookups: 1,
        changes: [{ kind: 'move', term: 'include:eu._netblocks.mimecast.com' }, { kind: 'keep-ending', term: '~all' }],
      },
      ...changes,
    },
  }
}

export function makeProofView(finding: 'code-missing' | 'code-at-domain' | 'could-not-ask' | null = null, changes: Partial<NonNullable<SharedView['proof']>> = {}): SharedView {
  const outcomes = { 'code-missing': 'not-proven', 'code-at-domain': 'proven', 'could-not-ask': 'unavailable' } as const
  const evidence = finding === null
    ? null
    : { id: id(81), askedAt: days(0), outcome: outcomes[finding], finding, params: { name: 'northwind.example' }, asked: [], sources: [], whereabouts: null }
  return {
    ...seen, purpose: 'domain-proof',
    proof: { domain: 'northwind.example', zone: 'northwind.example', zoneSeen: null, watch: null, code: 'mq4z7c2n5k8w3x6b9d1f0g2h4j6l8p00', target: 'validate-domain.mimecast.com', evidence, ...changes },
  }
}

export function makeConnectorView(changes: Partial<NonNullable<SharedView['connector']>> = {}): SharedView {
  const pair = (family: string) => ({ hosts: [`eu-smtp-${family}-1.mimecast.com`, `eu-smtp-${family}-2.mimecast.com`], checked: true, overridden: false, source: null })
  return {
    ...seen, purpose: 'connector',
    connector: {
      platform: 'hosted-exchange', region: 'eu', dynamicAddresses: false, answers: {}, domains: ['northwind.example'],
      smartHosts: { general: pair('outbound'), office365: pair('o365-outbound') }, ...changes,
    },
  }
}
