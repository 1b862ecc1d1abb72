/**
 * The SPF include that Mimecast calls global. It leaves regions out and spends seven of the ten look-ups that RFC 7208
 * §4.6.4 allows, so it is refused unless staff allows it for an account (architecture D2).
 */
import { spfDocument, spfHistory, spfQuestion, spfTreeDump } from './mimecast-sources.ts'
import type { RegionKey } from './regions.ts'
import type { Fact, Source } from './source.ts'

/** Which regions the record held at one point in time. */
export interface Membership extends Source {
  regions: readonly RegionKey[]
}

export const globalInclude: Fact<string> & { lookups: number; memberships: readonly Membership[] } = {
  value: '_netblocks.mimecast.com',
  ...spfDocument,
  /** Itself and six members. */
  lookups: 7,
  /** Newest first. B grid, private cloud and offshore are in none of them. */
  memberships: [
    { regions: ['eu', 'us', 'za', 'de', 'au', 'ca'], ...spfTreeDump },
    { regions: ['eu', 'us', 'za', 'de', 'au'], ...spfHistory },
    { regions: ['eu', 'us', 'za', 'au'], ...spfQuestion },
  ],
}
