/** RFC 7208 §2 to §4: results, arguments, the record, its selection, its order, its limits. */
import { common, numbers, six, type Row } from './case.ts'

const label = (octets: number) => 'x'.repeat(octets)
const at = (name: string, terms = '-all') => ({ mailfrom: `ann@${name}`, zone: { ...common, [name.toLowerCase()]: { TXT: [`v=spf1 ${terms}`] } } })
const texts = (...TXT: ReadonlyArray<string | readonly string[]>) => ({ zone: { ...common, 'acme.example': { TXT } } })
const kind = (answer: 'nxdomain' | 'nodata' | 'timeout' | 'servfail' | 'refused' | 'other-rcode' | 'network' | 'malformed' | 'aborted' | 'bad-name') => ({ zone: { 'acme.example': answer } })
/** A legal name of so many octets. */
const longName = (octets: number) => `${'a.'.repeat((octets - 9) >> 1)}${octets % 2 === 0 ? 'aa' : 'a'}.example`
const hosts = (count: number, from = 0) => numbers(count).map((i) => `a:h${from + i}.example`).join(' ')
const voids = (count: number) => numbers(count).map((i) => `a:v${i}.example`).join(' ')
const exchangers = (count: number, last = 'far.example') => ({ MX: numbers(count).map((i) => `${i} ${i === count - 1 ? last : `h${i}.example`}`) })
const voidHosts = (count: number) => ({ zone: { 'm.example': { MX: numbers(count).map((i) => `${i} v${i}.example`) } } })
const reverse = '7.2.0.192.in-addr.arpa'
const names = (count: number) => ({ [reverse]: { PTR: [...numbers(count - 1).map((i) => `n${i}.other.example`), 'mail.acme.example'] }, 'mail.acme.example': { A: ['192.0.2.7'] } })

export const results: readonly Row[] = [
  ['2.4', 'the MAIL FROM identity is checked', '-all', 'fail'],
  ['2.4', 'an empty reverse-path is checked as postmaster at the HELO name', '', 'pass', { mailfrom: '', helo: 'pass.example' }],
  ['2.4', 'an empty reverse-path with a HELO that is no domain has nothing to check', '+all', 'none', { mailfrom: '', helo: 'acme' }],
  ['2.4', 'an empty reverse-path with an address literal for HELO has nothing to check', '+all', 'none', { mailfrom: '', helo: '[192.0.2.7]' }],
  ['2.4', 'the HELO name does not matter when there is a reverse-path', '-all', 'fail', { helo: 'pass.example' }],
  ['2.6.1', 'none: no record', '', 'none', { mailfrom: 'ann@text.example' }],
  ['2.6.2', 'neutral: the owner says nothing', '?all', 'neutral'],
  ['2.6.3', 'pass: the client may', '+all', 'pass'],
  ['2.6.4', 'fail: the client may not', '-all', 'fail'],
  ['2.6.5', 'softfail: the client probably may not', '~all', 'softfail'],
  ['2.6.6', 'temperror: an error that may pass', 'a:silent.example -all', 'temperror'],
  ['2.6.7', 'permerror: the record cannot be read', 'a:acme.example/99 -all', 'permerror'],
  ['4.1', 'an IPv6 client', 'ip6:2001:db8::/32 -all', 'pass', { ip: six }],
  ['5', 'an IPv4 address in IPv6 clothes is IPv4', 'ip4:192.0.2.7 -all', 'pass', { ip: '::ffff:192.0.2.7' }],
  ['5', 'an IPv4 address in IPv6 clothes is not IPv6', 'ip6:::ffff:192.0.2.7 -all', 'fail', { ip: '::ffff:192.0.2.7' }],
  ['5', 'the clothes may be written in hexadecimal', 'ip4:192.0.2.7 -all', 'pass', { ip: '::ffff:c000:207' }],
]

export const argumentsOf: readonly Row[] = [
  ['4.3', 'a domain of one label', '', 'none', { mailfrom: 'ann@example' }],
  ['4.3', 'a domain with an empty label', '', 'none', { mailfrom: 'ann@acme..example' }],
  ['4.3', 'a domain that begins with a dot', '', 'none', { mailfrom: 'ann@.acme.example' }],
  ['4.3', 'a domain that ends in two dots', '', 'none', { mailfrom: 'ann@acme.example..' }],
  ['4.3', 'an empty domain', '', 'none', { mailfrom: 'ann@' }],
  ['4.3', 'an address literal', '', 'none', { mailfrom: 'ann@[192.0.2.7]' }],
  ['4.3', 'a label of 63 octets', '', 'fail', at(`${label(63)}.example`)],
  ['4.3', 'a label of 64 octets', '', 'none', at(`${label(64)}.example`)],
  ['4.3', 'a last label of 63 octets', '', 'fail', at(`acme.${label(63)}`)],
  ['4.3', 'a last label of 64 octets', '', 'none', at(`acme.${label(64)}`)],
  ['4.3', 'a name of 253 octets', '', 'fail', at(longName(253))],
  ['4.3', 'a name of 254 octets', '', 'none', at(longName(254))],
  ['4.3', 'the dot of the root is legal', '', 'fail', { mailfrom: 'ann@acme.example.', zone: { 'acme.example': { TXT: ['v=spf1 -all'] } } }],
  ['4.3', 'the dot of the root is part of no macro', 'exists:%{d}.%{o}.%{d1}.x.example -all', 'pass', { mailfrom: 'ann@acme.example.', zone: { 'acme.example.acme.example.example.x.example': { A: ['127.0.0.2'] } } }],
  ['4.3', 'the dot of the root behind a HELO name is part of no macro', 'exists:%{o}.x.example -all', 'pass', { mailfrom: '', helo: 'acme.example.', zone: { 'acme.example.x.example': { A: ['127.0.0.2'] } } }],
  ['4.3', 'case does not matter', '-all', 'fail', { mailfrom: 'ann@ACME.Example' }],
  ['4.3', 'an underscore is no fault', '', 'fail', at('_spf.acme.example')],
  ['4.3', 'without a local part it is postmaster', 'exists:%{l}.x.example -all', 'pass', { mailfrom: '@acme.example', zone: { 'postmaster.x.example': { A: ['127.0.0.2'] } } }],
  ['4.3', 'a sender without @ is a domain', 'exists:%{l}.x.example -all', 'pass', { mailfrom: 'acme.example', zone: { 'postmaster.x.example': { A: ['127.0.0.2'] } } }],
  ['4.3', 'the last @ divides', 'exists:%{l}.x.example -all', 'pass', { mailfrom: '"a@b"@acme.example', zone: { '"a@b".x.example': { A: ['127.0.0.2'] } } }],
]

export const lookup: readonly Row[] = [
  ['4.4', 'no such name', '', 'none', kind('nxdomain')],
  ['4.4', 'a name without TXT', '', 'none', kind('nodata')],
  ['4.4', 'nobody answers', '', 'temperror', kind('timeout')],
  ['4.4', 'a server failure', '', 'temperror', kind('servfail')],
  ['4.4', 'a refusal', '', 'temperror', kind('refused')],
  ['4.4', 'another error code', '', 'temperror', kind('other-rcode')],
  ['4.4', 'the network is down', '', 'temperror', kind('network')],
  ['4.4', 'an answer that cannot be read', '', 'temperror', kind('malformed')],
  ['4.4', 'a question that was called back', '', 'temperror', kind('aborted')],
  ['4.3', 'a name that cannot be asked for', '', 'none', kind('bad-name')],
  ['3.1', 'type 99 is not read', '', 'none', { zone: { 'acme.example': { SPF: ['v=spf1 -all'] } } }],
  ['3.3', 'strings are joined without a space', '', 'pass', texts(['v=spf1 ip4:192.0', '.2.7 -all'])],
  ['3.3', 'a string may end in the space', '', 'pass', texts(['v=spf1 ', 'ip4:192.0.2.7 -all'])],
  ['3.3', 'a space that is missing between strings is missing', '', 'permerror', texts(['v=spf1 ip4:192.0.2.7', '-all'])],
  ['3.3', 'the version itself may be divided', '', 'pass', texts(['v=s', 'pf1 +all'])],
  ['3.3', 'strings of one octet', '', 'fail', texts([...'v=spf1 -all'])],
  ['4.5', 'other texts are passed over', '', 'fail', texts('hello', 'v=spf1 -all', 'google-site-verification=x')],
  ['4.5', 'two records are an error', '', 'permerror', texts('v=spf1 -all', 'v=spf1 -all')],
  ['4.5', 'two records are an error though one is broken', '', 'permerror', texts('v=spf1 -all', 'v=spf1 foo')],
  ['4.5', 'the version is followed by a space', '', 'none', texts('v=spf10 -all')],
  ['4.5', 'the version is followed by nothing', '', 'neutral', texts('v=spf1')],
  ['4.5', 'the version and a space are a record', '', 'neutral', texts('v=spf1 ')],
  ['4.5', 'a tab is no space', '', 'none', texts('v=spf1\t-all')],
  ['4.5', 'a space in front spoils the version', '', 'none', texts(' v=spf1 -all')],
  ['4.5', 'quotation marks spoil the version', '', 'none', texts('"v=spf1 -all"')],
  ['4.5', 'case of the version does not matter', '', 'fail', texts('V=SPF1 -all')],
  ['4.5', 'version 2 is another one', '', 'none', texts('spf2.0/mfrom -all')],
  ['4.5', 'a record and a broken version are one record', '', 'fail', texts('v=spf1 -all', 'v=spf10 +all')],
]

export const order: readonly Row[] = [
  ['4.6', 'an error behind the match is an error', 'ip4:192.0.2.7 foo', 'permerror'],
  ['4.6', 'an error behind “all” is an error', '-all foo', 'permerror'],
  ['4.6', 'an error in a modifier is an error', '-all redirect=', 'permerror'],
  ['4.6', 'nothing is asked for a record with an error', 'a:silent.example foo', 'permerror', {}, { lookups: 0 }],
  ['4.6.1', 'several spaces are one', '  ip4:192.0.2.7    -all  ', 'pass'],
  ['4.6.1', 'names of mechanisms have no case', 'IP4:192.0.2.7 -ALL', 'pass'],
  ['4.6.1', 'names of modifiers have no case', 'REDIRECT=pass.example', 'pass'],
  ['4.6.1', 'a tab between terms is an error', 'ip4:192.0.2.7\t-all', 'permerror'],
  ['4.6.2', 'plus is pass', '+ip4:192.0.2.7', 'pass'],
  ['4.6.2', 'nothing is plus', 'ip4:192.0.2.7', 'pass'],
  ['4.6.2', 'minus is fail', '-ip4:192.0.2.7 +all', 'fail'],
  ['4.6.2', 'tilde is softfail', '~ip4:192.0.2.7 +all', 'softfail'],
  ['4.6.2', 'question mark is neutral', '?ip4:192.0.2.7 +all', 'neutral'],
  ['4.6.2', 'the first match decides', '?ip4:192.0.2.0/24 ip4:192.0.2.7 -all', 'neutral'],
  ['4.6.2', 'what does not match is passed over', 'ip4:192.0.2.8 ip4:192.0.2.7 -all', 'pass'],
  ['4.6.2', 'what stands behind the match is not asked', 'ip4:192.0.2.7 a:silent.example', 'pass', {}, { lookups: 0 }],
  ['4.6.3', 'modifiers are no mechanisms, wherever they stand', 'exp=why.example ip4:192.0.2.7 -all', 'pass'],
  ['4.6.3', 'unknown modifiers change nothing', 'x-y_z.1=%{d} -all', 'fail'],
  ['4.7', 'no match is neutral', 'ip4:192.0.2.8', 'neutral'],
  ['4.7', 'an empty record is neutral', '', 'neutral'],
  ['4.7', 'no match follows the redirect', 'ip4:192.0.2.8 redirect=fail.example', 'fail'],
  ['4.8', 'a target ends in a dot or does not', 'a:me.example. -all', 'pass'],
  ['4.8', 'a target with an empty label matches nothing', 'a:me..example -all', 'fail', { zone: { 'me..example': 'bad-name' } }, { voidLookups: 0 }],
]

export const limits: readonly Row[] = [
  ['4.6.4', 'ten terms that ask', `${hosts(10)} -all`, 'fail', {}, { lookups: 10 }],
  ['4.6.4', 'eleven terms that ask', `${hosts(11)} -all`, 'permerror', {}, { lookups: 11, reason: { code: 'too-many-lookups', name: 'a:h10.example' } }],
  ['4.6.4', 'eleven terms, decided at the tenth', `${hosts(9)} a:me.example a:h10.example -all`, 'pass', {}, { lookups: 10 }],
  ['4.6.4', 'eleven terms, and the eleventh would match', `${hosts(10)} a:me.example -all`, 'permerror'],
  ['4.6.4', 'the tenth is a redirect', `${hosts(9)} redirect=fail.example`, 'fail', {}, { lookups: 10 }],
  ['4.6.4', 'the eleventh is a redirect', `${hosts(10)} redirect=fail.example`, 'permerror', {}, { reason: { code: 'too-many-lookups', name: 'redirect=fail.example' } }],
  ['4.6.4', 'the tenth is inside an include', `${hosts(8)} include:in.example -all`, 'fail', { zone: { 'in.example': { TXT: [`v=spf1 ${hosts(1, 9)} -all`] } } }, { lookups: 10 }],
  ['4.6.4', 'the eleventh is inside an include', `${hosts(8)} include:in.example -all`, 'permerror', { zone: { 'in.example': { TXT: [`v=spf1 ${hosts(2, 9)} -all`] } } }, { reason: { code: 'too-many-lookups', name: 'a:h10.example' } }],
  ['4.6.4', 'an include counts itself', `${hosts(9)} include:fail.example -all`, 'fail', {}, { lookups: 10 }],
  ['4.6.4', 'mx counts once, however many exchangers', `mx:m.example ${hosts(9)} -all`, 'fail', { zone: { 'm.example': exchangers(10) } }, { lookups: 10 }],
  ['4.6.4', 'ptr counts', `${hosts(10)} ptr -all`, 'permerror', {}, { reason: { code: 'too-many-lookups', name: 'ptr' } }],
  ['4.6.4', 'exists counts', `${hosts(10)} ?exists:%{d}.me.example -all`, 'permerror', {}, { reason: { code: 'too-many-lookups', name: '?exists:%{d}.me.example' } }],
  ['4.6.4', 'all, ip4 and ip6 do not count', `${hosts(10)} ip4:192.0.2.8 ip6:::1 -all`, 'fail', {}, { lookups: 10 }],
  ['4.6.4', 'exp does not count', `${hosts(10)} -all exp=why.example`, 'fail', { zone: { 'why.example': { TXT: ['because'] } } }, { lookups: 10, explanation: 'because' }],
  ['4.6.4', 'the same term counts each time', `${'a:h0.example '.repeat(11)} -all`, 'permerror'],
  ['4.6.4', 'a loop of includes ends at the limit', 'include:acme.example -all', 'permerror', {}, { lookups: 11, reason: { code: 'too-many-lookups', name: 'include:acme.example' } }],
  ['4.6.4', 'a loop of redirects ends at the limit', 'redirect=acme.example', 'permerror', {}, { lookups: 11, reason: { code: 'too-many-lookups', name: 'redirect=acme.example' } }],
  ['4.6.4', 'two void look-ups', `${voids(2)} -all`, 'fail', {}, { voidLookups: 2 }],
  ['4.6.4', 'three void look-ups', `${voids(3)} -all`, 'permerror', {}, { voidLookups: 3, reason: { code: 'too-many-void-lookups', name: 'v2.example' } }],
  ['4.6.4', 'three void look-ups, decided before the third', `${voids(2)} a:me.example a:v2.example -all`, 'pass'],
  ['4.6.4', 'the third void one is the last term', voids(3), 'permerror'],
  ['4.6.4', 'a name without the type asked for is void', 'a:void.example -all', 'fail', {}, { voidLookups: 1 }],
  ['4.6.4', 'a name without the client’s family is void', 'a:four.example -all', 'fail', { ip: six }, { voidLookups: 1 }],
  ['4.6.4', 'exists of nothing is void', 'exists:gone.example -all', 'fail', {}, { voidLookups: 1 }],
  ['4.6.4', 'mx of nothing is void', 'mx:gone.example -all', 'fail', {}, { voidLookups: 1 }],
  ['4.6.4', 'an exchanger without address is void', 'mx:mx-gone.example -all', 'fail', {}, { voidLookups: 1 }],
  // "the number of terms for which DNS queries return" nothing is limited, not that of the queries: one `mx` is void once.
  ['4.6.4', 'two exchangers without address are one void term', 'mx:m.example -all', 'fail', voidHosts(2), { voidLookups: 1 }],
  ['4.6.4', 'ten exchangers without address are one void term', 'mx:m.example -all', 'fail', voidHosts(10), { voidLookups: 1 }],
  ['4.6.4', 'an exchanger behind those without address is still asked for', 'mx:m.example -all', 'pass', { zone: { 'm.example': { MX: ['1 v0.example', '2 v1.example', '3 v2.example', '4 me.example'] } } }, { voidLookups: 1 }],
  ['4.6.4', 'two void terms, one of them an mx', 'mx:m.example a:v8.example -all', 'fail', voidHosts(3), { voidLookups: 2 }],
  ['4.6.4', 'three void terms, the last of them an mx', 'a:v8.example a:v9.example mx:m.example -all', 'permerror', voidHosts(3), { voidLookups: 3, reason: { code: 'too-many-void-lookups', name: 'v0.example' } }],
  ['4.6.4', 'names of the client that lead nowhere are not the record’s', 'ptr a:v8.example a:v9.example -all', 'fail', { zone: { [reverse]: { PTR: ['v0.acme.example', 'v1.acme.example'] } } }, { voidLookups: 2 }],
  ['4.6.4', 'a client without names is void for ptr', 'ptr -all', 'fail', {}, { voidLookups: 1 }],
  ['4.6.4', 'void ones inside an include count', `a:v0.example include:in.example -all`, 'permerror', { zone: { 'in.example': { TXT: ['v=spf1 a:v1.example a:v2.example -all'] } } }],
  ['4.6.4', 'an unanswered question is not void', 'a:silent.example -all', 'temperror', {}, { voidLookups: 0 }],
  ['4.6.4', 'an explanation that is not there is not void', `${voids(2)} -all exp=gone.example`, 'fail', {}, { voidLookups: 2, explanation: null }],
  ['4.6.4', 'ten exchangers', 'mx:m.example -all', 'pass', { zone: { 'm.example': exchangers(10, 'me.example') } }],
  ['4.6.4', 'eleven exchangers', 'mx:m.example -all', 'permerror', { zone: { 'm.example': exchangers(11) } }],
  ['4.6.4', 'eleven exchangers, the first of which would match', 'mx:m.example -all', 'permerror', { zone: { 'm.example': { MX: ['1 me.example', ...exchangers(10).MX] } } }],
  ['4.6.4', 'the tenth name of the client', 'ptr -all', 'pass', { zone: names(10) }],
  ['4.6.4', 'the eleventh name of the client is not looked at', 'ptr -all', 'fail', { zone: names(11) }],
]
