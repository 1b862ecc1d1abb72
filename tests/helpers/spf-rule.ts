import type { MimecastRule } from '../../core/spf/rule.ts'

/** The rule of an account in region eu, written out so that the tests of the rule do not lean on the catalogue. */
export const eu: MimecastRule = {
  region: 'eu',
  include: 'eu._netblocks.mimecast.com',
  otherIncludes: [
    { region: 'de', include: 'de._netblocks.mimecast.com' },
    { region: 'us', include: 'us._netblocks.mimecast.com' },
    { region: 'uspcom', include: 'uspcom._netblocks.mimecast-pscom-us.com' },
  ],
  globalInclude: '_netblocks.mimecast.com',
  allowGlobal: false,
  accepted: [],
}

/** Mimecast's own records, as far as the tests follow them. */
export const vendorZone = {
  'eu._netblocks.mimecast.com': { TXT: ['v=spf1 ip4:195.130.217.0/24 ~all'] },
  'de._netblocks.mimecast.com': { TXT: ['v=spf1 ip4:51.163.158.0/24 ~all'] },
  'us._netblocks.mimecast.com': { TXT: ['v=spf1 ip4:207.211.31.0/25 ~all'] },
  '_netblocks.mimecast.com': {
    TXT: ['v=spf1 include:eu._netblocks.mimecast.com include:us._netblocks.mimecast.com include:de._netblocks.mimecast.com ~all'],
  },
}
