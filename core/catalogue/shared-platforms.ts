/**
 * The networks from which Microsoft 365 and Google send for all their customers. An address inside them is nobody's
 * own, so it cannot be an authorised outbound. Point in time: the SPF records of both change without notice.
 */
import type { Source } from './source.ts'

export const sharedPlatformKeys = ['microsoft-365', 'google'] as const
export type SharedPlatformKey = (typeof sharedPlatformKeys)[number]

export interface SharedPlatform extends Source {
  key: SharedPlatformKey
  label: string
  /** The SPF name whose content this is. */
  spf: string
  networks: readonly string[]
}

export const sharedPlatforms: Readonly<Record<SharedPlatformKey, SharedPlatform>> = {
  'microsoft-365': {
    key: 'microsoft-365',
    label: 'Microsoft 365',
    spf: 'spf.protection.outlook.com',
    networks: [
      '40.92.0.0/15', '40.107.0.0/16', '52.100.0.0/15', '52.102.0.0/16', '52.103.0.0/17', '104.47.0.0/17',
      '2a01:111:f400::/48', '2a01:111:f403::/49', '2a01:111:f403:8000::/51', '2a01:111:f403:c000::/51', '2a01:111:f403:f000::/52',
    ],
    source: 'Public test data of 2026 that quotes live DNS; dumps of 2022 to 2024 agree in substance',
    date: '2026-10-31',
    confidence: 'several',
  },
  google: {
    key: 'google',
    label: 'Google Workspace',
    spf: '_spf.google.com',
    // The record of 2020 to 2022 held more. It is left out: addresses customers rent from Google may lie in it.
    networks: [
      '74.125.0.0/16', '209.85.128.0/17', '2001:4860:4864::/56', '2404:6800:4864::/56', '2607:f8b0:4864::/56',
      '2800:3f0:4864::/56', '2a00:1450:4864::/56', '2c0f:fb50:4864::/56',
    ],
    source: 'MISP warning list google-gmail-sending-ips, version 20261014',
    date: '2026-10-14',
    confidence: 'several',
  },
}
