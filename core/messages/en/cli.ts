/** What `connect-check` says for people, beside the findings themselves. */
import type { RegionKey } from '../../catalogue/regions.ts'
import type { DnsOutcomeKind } from '../../dns/outcome.ts'
import type { SpfAnswers } from '../../spf/answers.ts'
import type { RecordStep, TermStep } from '../../spf/trace.ts'
import { spfAnswerLines } from './spf-answers.ts'

export const jsonlUsage = [
  'Usage: connect-check --jsonl [--cache] [--dns <address:port>]',
  '',
  'Reads one request a line and prints one SPF result a line, in the order in which they are decided.',
  '',
  '  request               { "id", "ip", "helo", "mailfrom", "host", "dns": "address:port", "timeoutMs", "repeat" }',
  '                        ip is needed; timeoutMs bounds one look-up; with repeat the check is made so many times;',
  '                        id is a text or a number, and comes back as it was written',
  '  answer                { "id", "result" }, and "explanation" where the domain owner publishes one',
  '  unreadable request    { "id" or null, "error" }, and a sentence on standard error with the number of the line',
  '  --cache               remember answers from one request to the next',
  '',
  'Ends with the input. Exit status: 0 every request was read, 2 the answers could not be written, 3 one request',
  'could not be read or wrong usage.',
].join('\n')

export const cliUsage = (regions: readonly RegionKey[]): string =>
  [
    'Usage: connect-check <domain> --region <key> [--json] [--ip <address> [--trace]] [--dns <address:port>]',
    '',
    'Asks DNS for the SPF record of a domain and says whether Mimecast comes first in it.',
    '',
    `  --region <key>        the account's Mimecast region: ${regions.join(', ')}`,
    '  --json                print the result as one JSON object',
    '  --ip <address>        also say what receivers make of mail from this address',
    '  --trace               with --ip: show how they come to it, term by term',
    '  --dns <address:port>  ask this server alone, as a resolver; without it the domain\'s own name servers are',
    '                        asked, and DNS_SERVERS or the system\'s for all else',
    '',
    'Exit status: 0 valid, 1 invalid, 2 could not find out or not say it, 3 wrong usage.',
    '',
    jsonlUsage,
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
  'trace-without-ip': () => 'The option “--trace” shows how mail from one address is judged. Name the address with --ip.',
  'bad-dns': ({ text }) => `“${text}” is not the address of a DNS server. Write it as address:port, IPv6 in brackets.`,
  'bad-dns-servers': ({ text }) => `DNS_SERVERS holds “${text}”. Write server addresses as address or address:port, with commas between them.`,
  'jsonl-with-domain': ({ text }) => `With --jsonl the requests come on standard input. “${text}” has no place here.`,
} as const satisfies Record<string, (params: { text: string; known: string }) => string>
export type CliRefusalCode = keyof typeof cliRefusals

export const cliUnwritten = (reason: string): string => `The result could not be written: ${reason}`

/** Why a line of `--jsonl` is no request. */
export const jsonlProblems = {
  'too-long': ({ line }) => `Line ${line} is longer than a million characters.`,
  'not-json': ({ line }) => `Line ${line} is not JSON.`,
  'not-an-object': ({ line }) => `Line ${line} is not a JSON object.`,
  'bad-ip': ({ line, key }) => `Line ${line}: “${key}” has to be an IP address, as a text.`,
  'bad-text': ({ line, key }) => `Line ${line}: “${key}” has to be a text.`,
  'bad-dns': ({ line, key }) => `Line ${line}: “${key}” has to be the address of a DNS server. Write it as address:port, IPv6 in brackets.`,
  'bad-number': ({ line, key }) => `Line ${line}: “${key}” has to be a whole number above zero that is not too large.`,
} as const satisfies Record<string, (params: { line: number; key: string }) => string>

export const cliLabels = {
  record: 'Record',
  lookups: (lookups: number | null) => `Look-ups: ${lookups === null ? 'could not be counted' : `${lookups} of 10`}`,
  fix: 'What to do',
  plan: 'Publish this TXT record',
  lookupsAfter: (lookups: number | null) => `Look-ups after the change: ${lookups === null ? 'could not be counted' : `${lookups} of 10`}`,
  host: (host: string, name: string) => `Host ${host} (${name})`,
  asked: 'Asked',
  sender: (ip: string, result: string) => `Mail from ${ip} gets the SPF result ${result}.`,
} as const

/** The three answers of a check, a line each. */
export const cliAnswers = (answers: SpfAnswers): string[] => spfAnswerLines(answers).map(({ title, sentence }) => `${title} ${sentence}`)

/** The steps of `--trace`: which record, which term, which question, which answer, what it cost. */
export const cliTrace = {
  heading: 'How receivers come to it, step by step',
  records: {
    record: (domain, text) => `${domain} publishes ${text}`,
    'syntax-error': (domain, text) => `${domain} publishes a record with a mistake in it: ${text}`,
    several: (domain) => `${domain} publishes several SPF records, so none counts.`,
    none: (domain) => `${domain} publishes no SPF record.`,
    unavailable: (domain) => `${domain} could not be asked for its record.`,
  } satisfies Record<RecordStep['reading'], (domain: string, text: string) => string>,
  results: {
    match: 'matches',
    'no-match': 'does not match',
    followed: 'is followed',
    temperror: 'ends the check with temperror',
    permerror: 'ends the check with permerror',
  } satisfies Record<TermStep['result'], string>,
  cost: (lookups: number, voidLookups: number) => `${count(lookups, 'look-up')}${voidLookups === 0 ? '' : `, ${count(voidLookups, 'void look-up')}`}`,
  explanation: (domain: string, text: string | null) => (text === null ? `${domain} gives no explanation.` : `${domain} explains: ${text}`),
  asked: (type: string, name: string, answer: string) => `asked ${type} ${name}: ${answer}`,
  answers: {
    answer: 'answer',
    nodata: 'the name has none',
    nxdomain: 'there is no such name',
    servfail: 'the server failed',
    refused: 'the server refused',
    'other-rcode': 'the server gave an unusual error',
    malformed: 'the answer could not be read',
    timeout: 'no answer in time',
    network: 'the server could not be reached',
    aborted: 'the check ran out of time',
    'bad-name': 'no possible name',
  } satisfies Record<DnsOutcomeKind, string>,
} as const

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
