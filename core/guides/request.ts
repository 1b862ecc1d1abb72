/** What a guide is made from, what must be asked before, and which hosts it will need. */
import type { PlatformKey } from '../catalogue/platforms.ts'
import type { RegionKey } from '../catalogue/regions.ts'
import type { exchangeVersions, hybridPaths } from '../contract/journey.ts'
import type { GuideHosts, HostFamily } from './guide.ts'

export type ExchangeVersion = (typeof exchangeVersions)[number]
export type HybridPath = (typeof hybridPaths)[number]

/** Fits the contract's `ConnectorAnswers`. */
export interface GuideAnswers {
  exchangeVersion?: ExchangeVersion | undefined
  hybridPath?: HybridPath | undefined
  tenantDomain?: string | undefined
}

export interface GuideRequest extends GuideAnswers {
  platform: PlatformKey
  region: RegionKey
  /** Null where no pair is known and staff has entered none. */
  smartHosts: Readonly<Record<HostFamily, GuideHosts | null>>
  /** `smtp-auth` for servers without a fixed address (architecture D8). */
  authentication: 'address' | 'smtp-auth'
  /** The account's domains, the primary one first. */
  domains: readonly string[]
}

export const guideQuestions = ['hybrid-path', 'exchange-version', 'tenant-domain'] as const
export type GuideQuestion = (typeof guideQuestions)[number]

/** The questions that this platform calls for, in the order of asking. Those after the hybrid path depend on its answer. */
export function questionsFor(platform: PlatformKey, hybridPath?: HybridPath): readonly GuideQuestion[] {
  if (platform !== 'hybrid') return platformQuestions[platform]
  if (hybridPath === undefined) return ['hybrid-path']
  const asked: Record<HybridPath, readonly GuideQuestion[]> = {
    'own-servers': ['hybrid-path', 'exchange-version'],
    'microsoft-365': ['hybrid-path', 'tenant-domain'],
    both: ['hybrid-path', 'exchange-version', 'tenant-domain'],
  }
  return asked[hybridPath]
}

const platformQuestions: Readonly<Record<Exclude<PlatformKey, 'hybrid'>, readonly GuideQuestion[]>> = {
  'office-365': ['tenant-domain'],
  'hosted-exchange': [],
  'on-premises': ['exchange-version'],
  'google-workspace': [],
}

/** The families of smart hosts that the connector will use. An unanswered hybrid may need both. */
export function hostFamiliesFor(platform: PlatformKey, hybridPath?: HybridPath): readonly HostFamily[] {
  if (platform === 'office-365' || (platform === 'hybrid' && hybridPath === 'microsoft-365')) return ['office365']
  const both = platform === 'hybrid' && hybridPath !== 'own-servers'
  return both ? ['general', 'office365'] : ['general']
}
