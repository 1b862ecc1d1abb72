/** The keys by which accounts, guides and other people's tools name an Exchange type. Their labels are in `core/messages`. */
export const platformKeys = ['office-365', 'hosted-exchange', 'on-premises', 'hybrid', 'google-workspace'] as const
export type PlatformKey = (typeof platformKeys)[number]

/** Only servers of one's own have addresses of one's own: the others send from shared platforms (Mimecast knowledge base, DOC-1710). */
export function hasOwnOutboundAddresses(platform: PlatformKey): boolean {
  return platform === 'on-premises' || platform === 'hybrid'
}
