/** The sentences about the record itself: whether it is there, legal, and written as anybody would want it. */
import type { FindingCode, SyntaxProblemCode } from '../../spf/codes.ts'
import type { FindingTexts } from './spf-texts.ts'

type RecordCode = Extract<
  FindingCode,
  | 'no-such-domain' | 'no-record' | 'type-99-only' | 'multiple-records' | 'look-alike' | 'syntax-error'
  | 'all-pass' | 'all-neutral' | 'no-ending' | 'terms-after-all' | 'redirect-ignored' | 'ptr-used' | 'duplicate-term' | 'record-too-long' | 'record-in-strings' | 'answer-too-large'
>

interface SyntaxText {
  plain: string
  expert: string
}

/** What is wrong with a term that receivers cannot read. */
export const syntaxProblems = {
  'not-ascii': { plain: 'holds a character that SPF does not know, perhaps from copying', expert: 'RFC 7208 §12: terms consist of visible US-ASCII characters.' },
  'unknown-mechanism': { plain: 'is not an entry that SPF knows', expert: 'RFC 7208 §4.6.1: an unknown mechanism is a syntax error.' },
  'missing-value': { plain: 'has no value', expert: 'RFC 7208 §12: this term needs a value behind “:” or “=”.' },
  'unexpected-value': { plain: 'has a value where none may be, or the wrong sign in front of it', expert: 'RFC 7208 §12: the value does not follow the rule of this mechanism.' },
  'bad-domain': { plain: 'does not end in a complete domain name', expert: 'RFC 7208 §7.1: domain-spec ends in a top label or in a macro.' },
  'bad-ip4': { plain: 'is not a complete IPv4 address', expert: 'RFC 7208 §5.6: ip4-network is four numbers from 0 to 255 without leading zeros.' },
  'bad-ip6': { plain: 'is not a complete IPv6 address', expert: 'RFC 7208 §5.6: ip6-network is written as in RFC 4291 §2.2.' },
  'bad-prefix-length': { plain: 'has a network size that does not exist', expert: 'RFC 7208 §5.6: at most 32 for IPv4 and 128 for IPv6, without leading zeros.' },
  'bad-macro': { plain: 'holds a “%” that is not part of a complete macro', expert: 'RFC 7208 §7.1: macro-expand, with the letters allowed in a record.' },
  'modifier-twice': { plain: 'appears a second time, and may appear once', expert: 'RFC 7208 §6: “redirect” and “exp” appear at most once each.' },
  'bad-modifier': { plain: 'has no proper name in front of “=”', expert: 'RFC 7208 §12: the name of a modifier begins with a letter.' },
} as const satisfies Record<SyntaxProblemCode, SyntaxText>

export const recordFindings = {
  'no-such-domain': {
    plain: ({ domain }) => `The domain ${domain} does not exist in DNS.`,
    expert: () => 'The name servers answered with NXDOMAIN (RFC 7208 §4.3).',
    fix: () => 'Check the spelling. If the domain is new, wait until its registration is complete.',
  },
  'no-record': {
    plain: ({ domain }) => `${domain} has no SPF record, so receivers cannot tell who may send for it.`,
    expert: () => 'RFC 7208 §4.5: no TXT record of the name begins with “v=spf1”.',
    fix: () => 'Publish the record that Connect proposes as a new TXT record.',
  },
  'type-99-only': {
    plain: () => 'Your record was published under the old type “SPF”. Receivers read only the type TXT.',
    expert: ({ text }) => `RFC 7208 §3.1 abolished type 99. It holds “${text}”.`,
    fix: () => 'Publish the record that Connect proposes as a TXT record. Take over the senders of the old one that you still use.',
  },
  'multiple-records': {
    plain: ({ count }) => `Your domain has ${count} SPF records. Receivers then use none of them.`,
    expert: () => 'RFC 7208 §4.5: more than one record gives permerror.',
    fix: () => 'Publish the one record that Connect proposes, and remove the others.',
  },
  'look-alike': {
    plain: ({ text }) => `The text “${text}” looks like an SPF record, but receivers do not take it for one.`,
    expert: () => 'RFC 7208 §4.5: the text must begin with exactly “v=spf1”, followed by a space or nothing.',
    fix: () => 'Correct or remove it. Quotation marks, spaces in front and other signs do not belong into the value.',
  },
  'syntax-error': {
    plain: ({ problem, text }) => `“${text}” ${syntaxProblems[problem].plain}. Receivers then reject the whole record.`,
    expert: ({ problem }) => `${syntaxProblems[problem].expert} One error makes the record a permerror (§4.6).`,
    fix: ({ text }) => `Correct “${text}”, or remove it if nobody needs it.`,
  },
  'all-pass': {
    plain: ({ term }) => `“${term}” allows every computer in the world to send as you.`,
    expert: () => 'RFC 7208 §5.1: “all” matches always, and with “+” the result is pass.',
    fix: () => 'End the record in “~all”, or in “-all” if your rules demand it.',
  },
  'all-neutral': {
    plain: ({ term }) => `“${term}” says nothing about senders you did not list. Forged mail looks no worse than others.`,
    expert: () => 'RFC 7208 §8.2: neutral must be treated like none.',
    fix: () => 'End the record in “~all” once all your senders are listed.',
  },
  'no-ending': {
    plain: () => 'Your record has no ending, so it says nothing about senders you did not list.',
    expert: () => 'RFC 7208 §4.7: without “all” or “redirect” the default result is neutral.',
    fix: () => 'Add “~all” at the end once all your senders are listed.',
  },
  'terms-after-all': {
    plain: ({ term }) => `Everything from “${term}” on is ignored, because it stands behind the “all” entry.`,
    expert: () => 'RFC 7208 §5.1: mechanisms after “all” are never tested.',
    fix: () => 'Move these entries in front of “all” if they still send for you. Otherwise remove them.',
  },
  'redirect-ignored': {
    plain: ({ term }) => `“${term}” has no effect, because the record has an “all” entry too.`,
    expert: () => 'RFC 7208 §6.1: “redirect” is ignored when the record has an “all” anywhere.',
    fix: () => 'Remove one of the two. Ask whoever set up the redirect which one is meant.',
  },
  'ptr-used': {
    plain: ({ term }) => `“${term}” is slow and unreliable, and some receivers ignore it.`,
    expert: () => 'RFC 7208 §5.5: “ptr” should not be published.',
    fix: () => 'List the servers’ addresses instead, and remove this entry.',
  },
  'duplicate-term': {
    plain: ({ term }) => `“${term}” is listed before already. The second one has no effect.`,
    expert: () => 'RFC 7208 §4.6.2: the first match decides, so an equal mechanism later never does.',
    fix: () => 'Remove the second one.',
  },
  'record-too-long': {
    plain: ({ octets }) => `The record is ${octets} characters long. Some receivers have trouble with long records.`,
    expert: ({ limit }) => `RFC 7208 §3.4 advises at most ${limit} octets, so that the answer fits one datagram.`,
    fix: () => 'Remove senders that you no longer use.',
  },
  'record-in-strings': {
    plain: ({ octets, limit }) => `The record is ${octets} characters long. In DNS it is stored in parts of at most ${limit}.`,
    expert: () => 'RFC 7208 §3.3: the strings of a TXT record are joined without a space. RFC 1035 §3.3 bounds each.',
    fix: () => 'Many DNS hosts divide the value themselves. If yours refuses it, enter the parts shown here.',
  },
  'answer-too-large': {
    plain: ({ octets }) => `All texts of your domain together make an answer of ${octets} octets. A few old systems cannot receive it.`,
    expert: ({ limit }) => `RFC 7208 §3.4: an answer over ${limit} octets needs EDNS or TCP.`,
    fix: () => 'Remove texts of services that you no longer use, such as old verification codes.',
  },
} satisfies FindingTexts<RecordCode>
