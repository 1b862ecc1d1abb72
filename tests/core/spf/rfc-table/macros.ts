/** RFC 7208 §7: each letter, transformer and delimiter, in explanations and in names. */
import { six, type Mail, type Row } from './case.ts'

const strong = 'strong-bad@email.acme.example'
const nibbles = '2.0.0.1.0.d.b.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.7'

/** What a text becomes in an explanation. */
const says = (section: string, macro: string, explanation: string | null, mail: Mail = {}): Row => {
  const { zone, mailfrom = strong, ...rest } = mail
  const domain = mailfrom.slice(mailfrom.lastIndexOf('@') + 1) || 'acme.example'
  return [section, `${macro} becomes ${explanation === null ? 'nothing' : `“${explanation}”`}`, 'exp=why.example -all', 'fail', { mailfrom, ...rest, zone: { [domain]: { TXT: ['v=spf1 exp=why.example -all'] }, 'why.example': { TXT: [macro] }, ...zone } }, { explanation }]
}
/** What a name becomes in a question. */
const asks = (section: string, title: string, target: string, asked: string, mail: Mail = {}): Row => [section, title, `exists:${target} -all`, 'pass', { ...mail, zone: { [asked]: { A: ['127.0.0.2'] }, ...mail.zone } }, { asked: `${asked} A` }]

const long = (octets: number) => 'x.'.repeat(octets / 2).slice(0, -1)
const names = (...PTR: string[]) => ({ '7.2.0.192.in-addr.arpa': { PTR }, ...Object.fromEntries(PTR.filter((name) => !name.startsWith('forged')).map((name) => [name, { A: ['192.0.2.7'] }])) })
const acme = { mailfrom: 'ann@acme.example' }
const record = { TXT: ['v=spf1 exp=why.example -all'] }

export const macros: readonly Row[] = [
  says('7.2', '%{s}', strong), says('7.2', '%{l}', 'strong-bad'), says('7.2', '%{o}', 'email.acme.example'), says('7.2', '%{d}', 'email.acme.example'), says('7.2', '%{i}', '192.0.2.7'), says('7.2', '%{p}', 'unknown'),
  says('7.2', '%{v}', 'in-addr'), says('7.2', '%{h}', 'mail.acme.example'), says('7.2', '%{c}', '192.0.2.7'), says('7.2', '%{r}', 'mx.receiver.example', { receiver: 'mx.receiver.example' }), says('7.2', '%{r}', 'unknown'), says('7.2', '%{t}', '1700000000', { nowSeconds: 1_700_000_000 }),
  says('7.2', '%{v}', 'ip6', { ip: six }), says('7.2', '%{i}', nibbles, { ip: six }), says('7.2', '%{c}', '2001:db8::7', { ip: six }), says('7.2', '%{c}', '192.0.2.7', { ip: '::ffff:192.0.2.7' }), says('7.2', '%{v}', 'in-addr', { ip: '::ffff:192.0.2.7' }),
  says('7.2', '%{l}', 'postmaster', { mailfrom: '', helo: 'acme.example', zone: { 'acme.example': record } }), says('7.2', '%{s}', 'postmaster@acme.example', { mailfrom: '', helo: 'acme.example', zone: { 'acme.example': record } }), says('7.2', '%{o}', 'acme.example', { mailfrom: '', helo: 'acme.example', zone: { 'acme.example': record } }),
  says('7.3', '%{d4}', 'email.acme.example'), says('7.3', '%{d3}', 'email.acme.example'), says('7.3', '%{d2}', 'acme.example'), says('7.3', '%{d1}', 'example'), says('7.3', '%{dr}', 'example.acme.email'), says('7.3', '%{d2r}', 'acme.email'), says('7.3', '%{d1r}', 'email'),
  says('7.3', '%{l-}', 'strong.bad'), says('7.3', '%{lr}', 'strong-bad'), says('7.3', '%{lr-}', 'bad.strong'), says('7.3', '%{l1r-}', 'strong'), says('7.3', '%{l1-}', 'bad'), says('7.3', '%{ir}', '7.2.0.192'), says('7.3', '%{i2}', '2.7'), says('7.3', '%{i1r}', '192'),
  says('7.3', '%{l+}', 'a.b-c', { mailfrom: 'a+b-c@acme.example' }), says('7.3', '%{l+-}', 'a.b.c', { mailfrom: 'a+b-c@acme.example' }), says('7.3', '%{l=}', 'a.b', { mailfrom: 'a=b@acme.example' }), says('7.3', '%{l_}', 'a.b', { mailfrom: 'a_b@acme.example' }), says('7.3', '%{l/}', 'a.b', { mailfrom: 'a/b@acme.example' }), says('7.3', '%{l,}', 'a.b', { mailfrom: 'a,b@acme.example' }),
  says('7.3', '%{l.}', 'a.b-c', { mailfrom: 'a.b-c@acme.example' }), says('7.3', '%{l1-}', 'c', { mailfrom: 'a.b-c@acme.example' }), says('7.3', '%{lr-}', 'c.a.b', { mailfrom: 'a.b-c@acme.example' }), says('7.3', '%{l-}', 'a..b', { mailfrom: 'a--b@acme.example' }),
  says('7.3', '%{d99999999999999999999}', 'email.acme.example'), says('7.3', '%{d02}', 'acme.example'),
  says('7.3', '%{S}', 'strong-bad%40email.acme.example'), says('7.3', '%{L}', 'a%2Bb%3Dc', { mailfrom: 'a+b=c@acme.example' }), says('7.3', '%{L}', '-._~', { mailfrom: '-._~@acme.example' }), says('7.3', '%{L}', '%21%2A%27%28%29', { mailfrom: "!*'()@acme.example" }), says('7.3', '%{D}', 'email.acme.example'), says('7.3', '%{IR}', '7.2.0.192'),
  says('7.1', '%%', '%'), says('7.1', '%_', ' '), says('7.1', '%-', '%20'), says('7.1', 'a %% b%_c%-d', 'a % b c%20d'), says('7.1', '%{x}', null), says('7.1', '%', null), says('7.1', '%{d0}', null), says('7.1', '%{d', null), says('7.1', '%{dd}', null), says('7.1', '%{d!}', null), says('7.1', '', ''),
  says('7.3', '%{p}', 'acme.example', { ...acme, zone: { ...names('other.example', 'mail.acme.example', 'acme.example'), 'acme.example': { ...record, A: ['192.0.2.7'] } } }),
  says('7.3', '%{p}', 'mail.acme.example', { ...acme, zone: names('other.example', 'mail.acme.example') }), says('7.3', '%{p}', 'other.example', { ...acme, zone: names('forged.acme.example', 'other.example') }), says('7.3', '%{p}', 'unknown', { ...acme, zone: names('forged.acme.example') }),
  says('7.3', '%{p}', 'unknown', { ...acme, zone: { '7.2.0.192.in-addr.arpa': 'timeout' } }), says('7.3', '%{p1r}', 'mail', { ...acme, zone: names('mail.acme.example') }),
  asks('7.2', 'd is the domain of the record', '%{d}.x.example', 'acme.example.x.example'),
  ['7.2', 'd is the included domain, o stays the sender’s', 'include:in.example -all', 'pass', { zone: { 'in.example': { TXT: ['v=spf1 exists:%{d}.%{o}.x.example -all'] }, 'in.example.acme.example.x.example': { A: ['127.0.0.2'] } } }],
  ['7.2', 'd is the redirect’s domain', 'redirect=in.example', 'pass', { zone: { 'in.example': { TXT: ['v=spf1 exists:%{d}.x.example -all'] }, 'in.example.x.example': { A: ['127.0.0.2'] } } }],
  asks('7.2', 'h is the HELO name', '%{h}.x.example', 'mail.acme.example.x.example'),
  asks('7.2', 'v and i make a reverse name', '%{ir}.%{v}.x.example', '7.2.0.192.in-addr.x.example'),
  asks('7.2', 'v and i in IPv6', '%{ir}.%{v}.x.example', `${nibbles.split('.').reverse().join('.')}.ip6.x.example`, { ip: six }),
  asks('7.3', 'a name is asked as it becomes', '%{l}._spf.%{d2}', 'ann._spf.acme.example'),
  asks('7.3', 'a final dot is the root’s', '%{d}.x.example.', 'acme.example.x.example'),
  asks('7.3', 'a name of 253 octets is whole', '%{l}.y.example', `${long(244)}.y.example`, { mailfrom: `${long(244)}@acme.example` }),
  asks('7.3', 'a name of 255 octets loses its first label', '%{l}.y.example', `${long(244)}.y.example`, { mailfrom: `${long(246)}@acme.example` }),
  asks('7.3', 'a much longer name loses labels until it fits', '%{l}.y.example', `${long(244)}.y.example`, { mailfrom: `${long(600)}@acme.example` }),
  ['7.3', 'one label of 254 octets cannot be asked for and matches nothing', 'exists:%{l}.x.example -all', 'fail', { mailfrom: `${'x'.repeat(64)}@acme.example`, zone: { [`${'x'.repeat(64)}.x.example`]: 'bad-name' } }, { voidLookups: 0 }],
  ['7.3', 'a validated name in a target', 'exists:%{p}.x.example -all', 'pass', { zone: { ...names('mail.acme.example'), 'mail.acme.example.x.example': { A: ['127.0.0.2'] } } }],
  ['7.3', 'p costs no look-up of its own', 'exists:%{p}.x.example -all', 'fail', {}, { lookups: 1, voidLookups: 1 }],
  asks('7.1', 'a backslash is a character like another', 'x\\y.%{d}', 'x\\y.acme.example'),
  asks('7.1', 'a backslash in the local part is a character like another', '%{l}.x.example', '"a\\b".x.example', { mailfrom: '"a\\b"@acme.example' }),
]

/** RFC 8616 §4: “terms that include "%{s}" or "%{l}" do not match anything”, and nothing under x.example is asked for. */
const josé = { mailfrom: 'josé@acme.example' }
const known = Object.fromEntries(['josé', 'xn--jos-dma', 'jos%C3%A9', 'acme'].map((name) => [`${name}.x.example`, { TXT: ['v=spf1 +all'], A: ['192.0.2.7'], MX: ['1 acme.x.example'] }]))
const passesOver = (target: string, record = `${target} ?all`): Row => ['4 (RFC 8616)', `${target} matches nothing`, record, 'neutral', { ...josé, zone: known }, { lookups: 1, voidLookups: 0, unasked: 'x.example' }]

export const beyondAscii: readonly Row[] = [
  passesOver('exists:%{l}.x.example'), passesOver('exists:%{s}.x.example'), passesOver('exists:%{L}.x.example'), passesOver('exists:%{l1r-}.x.example'), passesOver('include:%{l}.x.example'), passesOver('-include:%{l}.x.example'),
  passesOver('a:%{l}.x.example'), passesOver('mx:%{l}.x.example'), passesOver('ptr:%{l}.x.example'), passesOver('exists:%{d}.%{S}.x.example'), passesOver('exists:%{l}.%{p}.x.example'),
  ['4 (RFC 8616)', 'no name of the client is asked for either', 'exists:%{l}.%{p}.x.example ?all', 'neutral', josé, { unasked: 'in-addr.arpa' }],
  ['4 (RFC 8616)', 'a redirect needs a name, so this is an error of the record (RFC 7208 §6.1)', 'redirect=%{l}.x.example', 'permerror', { ...josé, zone: known }, { unasked: 'x.example', reason: { code: 'target-without-record', name: 'redirect=%{l}.x.example' } }],
  ['4 (RFC 8616)', 'an explanation needs a name, so there is none', 'exp=%{l}.x.example -all', 'fail', { ...josé, zone: known }, { explanation: null, unasked: 'x.example' }],
  ['4 (RFC 8616)', 'other macros are what they are', 'exists:%{d1r}.x.example -all', 'pass', { ...josé, zone: known }],
]
