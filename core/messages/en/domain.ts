/** The sentences about domain names that cannot be taken, and about what was taken out of a longer text. */
import type { DomainRefusalCode, DomainShape } from '../../address/domain.ts'

type Sentence = (params: { understood: string }) => string

export const domainRefusals = {
  'domain.missing': () => 'Enter a domain, for instance the part of your email addresses after the @.',
  'domain.bad-character': ({ understood }) =>
    `“${understood}” holds a character that no domain has. Use letters, digits, hyphens and dots.`,
  'domain.underscore': ({ understood }) =>
    `“${understood}” holds an underscore. That is a name for a DNS record, not a mail domain. Enter the domain behind it.`,
  'domain.empty-label': ({ understood }) =>
    `“${understood}” has a dot too many. Each dot needs letters or digits on both sides.`,
  'domain.hyphen': ({ understood }) =>
    `“${understood}” has a part that begins or ends with a hyphen. Domains are never written that way.`,
  'domain.single-label': ({ understood }) =>
    `“${understood}” has no dot, so it is not a full domain. Enter it with its ending.`,
  'domain.label-too-long': ({ understood }) =>
    `“${understood}” has a part of more than 63 characters. DNS allows at most 63 between two dots.`,
  'domain.too-long': ({ understood }) => `“${understood}” is longer than the 253 characters that DNS allows.`,
  'domain.ip-address': ({ understood }) =>
    `“${understood}” is an IP address, not a domain. Enter the part of your email addresses after the @.`,
  'domain.not-idna': ({ understood }) =>
    `“${understood}” cannot be written as a domain. Its letters do not fit together under the rules for international names.`,
  'domain.public-suffix': ({ understood }) =>
    `Everybody may register domains under “${understood}”, so nobody can validate it. Enter your own domain in full.`,
  'domain.private-suffix': ({ understood }) =>
    `“${understood}” belongs to a provider who hands out names under it. Enter your own name in full.`,
} satisfies Record<DomainRefusalCode, Sentence>

export function domainRefusalText(code: DomainRefusalCode, understood: string): string {
  const sentence: Sentence = domainRefusals[code]
  return sentence({ understood })
}

/** Said when the name was part of a longer text, so that nobody is surprised (U-16). */
export const domainTakenFrom: Readonly<Record<DomainShape['from'], (name: string) => string>> = {
  name: (name) => `We read this as ${name}.`,
  url: (name) => `We took the domain ${name} out of the web address.`,
  email: (name) => `We took the domain ${name} out of the email address.`,
}
