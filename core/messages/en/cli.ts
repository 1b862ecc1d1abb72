/** What `connect-check` says for people, beside the findings themselves. */
import type { RegionKey } from '../../catalogue/regions.ts'

export const cliUsage = (regions: readonly RegionKey[]): string =>
  [
    'Usage: connect-check <domain> --region <key> [--json] [--ip <address>] [--dns <address:port>]',
    '',
    'Asks DNS for the SPF record of a domain and says whether Mimecast comes first in it.',
    '',
    `  --region <key>        the account's Mimecast region: ${regions.join(', ')}`,
    '  --json                print the result as one JSON object',
    '  --ip <address>        also say what receivers make of mail from this address',
    '  --dns <address:port>  ask this server alone, instead of DNS_SERVERS or the system\'s',
    '',
    'Exit status: 0 valid, 1 invalid, 2 could not find out, 3 wrong usage.',
  ].join('\n')

export const cliRefusals = {
  'no-domain': () => 'Name the domain to check.',
  'several-domains': ({ text }) => `One domain at a time, please. “${text}” is one too many.`,
  'unknown-flag': ({ text }) => `There is no option “${text}”.`,
  'flag-without-value': ({ text }) => `The option “${text}” needs a value behind it.`,
  'flag-with-value': ({ text }) => `The option “${text}” takes no value.`,
  'no-region': ({ known }) => `Name the account’s region with --region. It is one of ${known}.`,
  'unknown-region': ({ text, known }) => `“${text}” is not a region. It is one of ${known}.`,
  'region-without-include': ({ text }) => `No SPF include is known for the region “${text}”. Please ask your implementation team.`,
  'bad-ip': ({ text }) => `“${text}” is not an IP address.`,
  'bad-dns': ({ text }) => `“${text}” is not the address of a DNS server. Write it as address:port, IPv6 in brackets.`,
  'bad-dns-servers': ({ text }) => `DNS_SERVERS holds “${text}”. Write server addresses as address or address:port, with commas between them.`,
} as const satisfies Record<string, (params: { text: string; known: string }) => string>
export type CliRefusalCode = keyof typeof cliRefusals

export const cliLabels = {
  record: 'Record',
  lookups: (lookups: number | null) => `Look-ups: ${lookups === null ? 'could not be counted' : `${lookups} of 10`}`,
  fix: 'What to do',
  plan: 'Publish this TXT record',
  host: (host: string, name: string) => `Host ${host} (${name})`,
  asked: 'Asked',
  sender: (ip: string, result: string) => `Mail from ${ip} gets the SPF result ${result}.`,
} as const
