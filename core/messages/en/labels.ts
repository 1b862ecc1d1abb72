/** How the keys of platforms and regions are written for people. */
import type { PlatformKey } from '../../catalogue/platforms.ts'
import type { RegionKey } from '../../catalogue/regions.ts'

export const platformLabels = {
  'office-365': 'Office 365 (Microsoft 365)',
  'hosted-exchange': 'Hosted Exchange',
  'on-premises': 'On-premises Exchange',
  hybrid: 'Hybrid Exchange',
  'google-workspace': 'G Suite (Google Workspace)',
} as const satisfies Record<PlatformKey, string>

export const regionLabels = {
  eu: 'Europe',
  de: 'Germany',
  us: 'United States (A grid)',
  usb: 'United States (B grid)',
  ca: 'Canada',
  za: 'South Africa',
  au: 'Australia',
  je: 'Offshore (Jersey)',
  uspcom: 'United States (private cloud)',
} as const satisfies Record<RegionKey, string>
