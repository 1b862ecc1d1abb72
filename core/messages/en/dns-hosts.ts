/** How to type a record at a provider, as sentences for the forms and quirks that the catalogue knows as codes. */
import type { ApexForm, DnsHostQuirk } from '../../catalogue/dns-hosts.ts'

export const apexForms = {
  at: () => 'Type @ as the host.',
  blank: () => 'Leave the host empty.',
  'at-or-blank': () => 'Type @ as the host, or leave it empty.',
  domain: ({ domain }) => `Type ${domain} as the host.`,
  'domain-or-blank': ({ domain }) => `Type ${domain} as the host, or leave it empty.`,
  'domain-with-dot': ({ domain }) => `Type ${domain}. as the host, with the dot at the end.`,
  varies: () => 'The form differs from domain to domain. The host must stand for the domain itself.',
} satisfies Record<ApexForm, (params: { domain: string }) => string>

export const dnsHostQuirks = {
  'one-set-per-name': 'All TXT values of a name live in one record here. Edit that record and add a line; a second record is refused.',
  'quote-values': 'Put quotes around the value. Without them its spaces are lost.',
  'split-at-255': 'A value of more than 255 characters must be split into several quoted pieces.',
  'targets-need-dot': 'The target of a CNAME or MX record needs a dot at the end. A TXT value does not.',
  'own-type-for-spf': 'SPF records have a type of their own in this form, named “SPF (TXT)”. Choose that one.',
  'name-with-final-dot': 'The name must be written in full, with a dot at the end.',
  'no-delegation': 'This editor has no NS records, so a part of the domain cannot be handed to another provider.',
} satisfies Record<DnsHostQuirk, string>
