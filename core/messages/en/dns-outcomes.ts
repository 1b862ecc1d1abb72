/** What came of a question to DNS, in words for the details. */
import type { DnsOutcomeKind } from '../../dns/outcome.ts'

export const dnsOutcomeTexts = {
  answer: 'There is an answer',
  nodata: 'The name exists, but has no record of this type',
  nxdomain: 'The name does not exist',
  servfail: 'The server could not find out (SERVFAIL)',
  refused: 'The server refused to answer',
  'other-rcode': 'The server answered with an unusual error',
  timeout: 'No answer in time',
  network: 'The server could not be reached',
  malformed: 'The answer could not be read',
  aborted: 'The question was given up',
  'bad-name': 'The name cannot be asked for',
} as const satisfies Record<DnsOutcomeKind, string>

/** For an outcome that came over the wire. */
export function dnsOutcomeText(outcome: string): string {
  const texts: Readonly<Record<string, string>> = dnsOutcomeTexts
  return texts[outcome] ?? outcome
}

export const evidenceWords = {
  title: 'Every question of this check',
  asked: 'Question',
  came: 'Result',
  found: 'Found',
  server: 'Server',
  nobody: 'no server answered',
  ttl: (time: string) => `may be kept for ${time}`,
  cached: 'from our short memory',
  at: 'Asked',
} as const
