/**
 * The guide for one account, ready to render: the platform's steps with this account's smart hosts in their places, or
 * what is still missing. Pure: the same request gives the same guide, with the same step ids, for ever.
 */
import type { PlatformKey } from '../catalogue/platforms.ts'
import { guideCommon } from '../messages/en/guides/common.ts'
import type { Filled, GuideBody } from './build.ts'
import { createGoogleWorkspaceGuide } from './google-workspace.ts'
import type { Guide, GuideHosts, HostFamily } from './guide.ts'
import { createHostedExchangeGuide } from './hosted-exchange.ts'
import { createHybridGuide, type HybridRequest } from './hybrid.ts'
import { createOffice365Guide } from './office-365.ts'
import { createOnPremisesGuide, type Versioned } from './on-premises.ts'
import { hostFamiliesFor, type GuideRequest } from './request.ts'

/** Questions are the customer's to answer, hosts are the implementation team's to enter. */
export type MissingForGuide = 'hybrid-path' | 'exchange-version' | 'general-hosts' | 'office365-hosts'
export type GuideOutcome = { ok: true; guide: Guide } | { ok: false; missing: readonly MissingForGuide[] }

export function createGuide(request: GuideRequest): GuideOutcome {
  const missing = missingFor(request)
  if (missing.length > 0) return { ok: false, missing }
  const { platform, hybridPath, smartHosts } = request
  const filled: Filled = { ...request, pairs: { general: smartHosts.general ?? none, office365: smartHosts.office365 ?? none } }
  const hosts = hostFamiliesFor(platform, hybridPath).map((family) => ({ family, ...toGuideHosts(filled.pairs[family]) }))
  return { ok: true, guide: { platform, hosts, whyTwoHosts: guideCommon.whyTwoHosts, ...createBody(filled) } }
}

/** Stands for the pair that this guide does not use; `missingFor` has made sure of it. */
const none: GuideHosts = { hosts: [], checked: false }

/** Without whatever else the giver's object holds. */
const toGuideHosts = ({ hosts, checked }: GuideHosts): GuideHosts => ({ hosts, checked })

function missingFor({ platform, hybridPath, exchangeVersion, smartHosts }: GuideRequest): MissingForGuide[] {
  if (platform === 'hybrid' && hybridPath === undefined) return ['hybrid-path']
  const needsVersion = platform === 'on-premises' || (platform === 'hybrid' && hybridPath !== 'microsoft-365')
  const unknown = (family: HostFamily): boolean => (smartHosts[family]?.hosts.length ?? 0) === 0
  return [
    ...(needsVersion && exchangeVersion === undefined ? (['exchange-version'] as const) : []),
    ...hostFamiliesFor(platform, hybridPath).filter(unknown).map((family) => `${family}-hosts` as const),
  ]
}

function createBody(request: Filled): GuideBody {
  const makers: Readonly<Record<PlatformKey, () => GuideBody>> = {
    'office-365': () => createOffice365Guide(request),
    'hosted-exchange': () => createHostedExchangeGuide(request),
    'on-premises': () => createOnPremisesGuide(toVersioned(request)),
    hybrid: () => createHybridGuide(toHybrid(request)),
    'google-workspace': () => createGoogleWorkspaceGuide(request),
  }
  return makers[request.platform]()
}

function toVersioned(request: Filled): Versioned {
  const { exchangeVersion } = request
  if (exchangeVersion === undefined) throw new TypeError('a guide for servers was made without their version')
  return { ...request, exchangeVersion }
}

function toHybrid(request: Filled): HybridRequest {
  const { hybridPath } = request
  if (hybridPath === undefined) throw new TypeError('a guide for a hybrid was made without its way out')
  return hybridPath === 'microsoft-365' ? { path: hybridPath, request } : { path: hybridPath, request: toVersioned(request) }
}
