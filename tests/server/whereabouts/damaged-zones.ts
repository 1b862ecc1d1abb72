/** Zones as people damage them, one thing wrong with each. */
import type { CauseCode } from '../../../core/whereabouts/causes.ts'
import { code, include, old, right, target, type OddZone } from './odd-zones.ts'

export interface DamagedZone extends OddZone {
  cause: CauseCode
  /** Of the repair; `@` when absent. */
  host?: string
  /** Of the repair; the right record, or the code, when absent. */
  value?: string
}

const only = `v=spf1 ${include} ~all`
const apex = (...TXT: (string | string[])[]): DamagedZone['records'] => ({ '': { TXT } })
const spfAt = (label: string, text = right): DamagedZone['records'] => ({ [label]: { TXT: [text] } })

export const damagedSpf: readonly DamagedZone[] = [
  { title: 'straight quotes', records: apex(`"${right}"`), cause: 'quotes-in-value' },
  { title: 'doubled quotes', records: apex(`""${right}""`), cause: 'quotes-in-value' },
  { title: 'typographic quotes', records: apex(`“${right}”`), cause: 'quotes-in-value' },
  { title: 'escaped quotes', records: apex(`\\"${right}\\"`), cause: 'backslashes-in-value' },
  { title: 'backslashes before the blanks', records: apex(right.replaceAll(' ', '\\ ')), cause: 'backslashes-in-value' },
  { title: 'non-breaking blanks', records: apex(right.replaceAll(' ', '\u00a0')), cause: 'invisible-characters' },
  { title: 'a zero-width blank in front', records: apex(`\u200b${right}`), cause: 'invisible-characters' },
  { title: 'a soft hyphen inside', records: apex(right.replace('mimecast', 'mime\u00adcast')), cause: 'invisible-characters' },
  { title: 'a long dash for an ending', records: apex(right.replace('~', '–')), cause: 'look-alike-characters', value: right.replace('~', '-') },
  { title: 'the type in front', records: apex(`TXT ${right}`), cause: 'type-in-value' },
  { title: 'class, type and quotes in front', records: apex(`IN TXT "${right}"`), cause: 'type-in-value' },
  { title: 'a whole line of a zone file', records: apex(`{zone}. 3600 IN TXT "${right}"`), cause: 'name-in-value' },
  { title: 'commas', records: apex(right.replaceAll(' ', ', ')), cause: 'commas-in-value' },
  { title: 'commas behind the entries only', records: apex(`v=spf1 ${include}, include:sendgrid.net, ~all`), cause: 'commas-in-value' },
  { title: 'a semicolon behind the version', records: apex(right.replace('v=spf1', 'v=spf1;')), cause: 'semicolon-after-version' },
  { title: 'a version that does not exist', records: apex(right.replace('v=spf1', 'v=spf2.0')), cause: 'wrong-version' },
  { title: 'a blank in front', records: apex(` ${right}`), cause: 'blank-in-front' },
  { title: 'a blank behind the colons', records: apex(right.replaceAll(':', ': ')), cause: 'blank-in-term' },
  { title: 'a blank behind the colons, and Mimecast second', records: apex(`v=spf1 include: sendgrid.net ${include.replace(':', ': ')} ~all`), cause: 'blank-in-term' },
  { title: 'a blank in the old record', records: apex('v=spf1 include: sendgrid.net ~all'), cause: 'blank-in-term' },
  { title: 'one string a word', records: apex(right.split(' ')), cause: 'words-run-together' },
  { title: 'no blanks at all', records: apex(right.replaceAll(' ', '')), cause: 'words-run-together' },
  { title: 'two records', records: apex(`v=spf1 ${include} ~all`, 'v=spf1 include:sendgrid.net ~all'), cause: 'two-records' },
  { title: 'the zone twice', records: spfAt('{zone}'), cause: 'zone-doubled' },
  { title: 'the zone twice, and quotes', records: spfAt('{zone}', `"${right}"`), cause: 'zone-doubled' },
  { title: 'the zone twice, behind a subdomain', at: 'eng', records: spfAt('eng.{zone}'), cause: 'zone-doubled', host: 'eng' },
  { title: 'the new record under the zone twice, the old one in its place', records: { ...apex(old), ...spfAt('{zone}') }, cause: 'zone-doubled' },
  { title: 'the new record under the zone twice, one that nobody can read in its place', records: { ...apex('v=spf1 ipv4:193.0.6.139 ~all'), ...spfAt('{zone}') }, cause: 'zone-doubled' },
  { title: 'the new record in quotes, the old one beside it', records: apex(old, `"${right}"`), cause: 'quotes-in-value' },
  { title: 'the new record in quotes, one that nobody can read beside it', records: apex('v=spf1 ipv4:193.0.6.139 ~all', `"${right}"`), cause: 'quotes-in-value' },
  { title: 'the new record with a semicolon, the old one and a note beside it', records: apex('site-note', right.replace('v=spf1', 'v=spf1;'), old), cause: 'semicolon-after-version' },
  { title: 'the new record one string a word, the old one beside it', records: apex(old, right.split(' ')), cause: 'words-run-together' },
  { title: 'the new record with the name in front, the old one beside it', records: apex(old, `{zone}. IN TXT ${right}`), cause: 'name-in-value' },
  { title: 'the new record in quotes, without the senders of the old one beside it', records: apex(old, `"${only}"`), cause: 'quotes-in-value' },
  { title: 'the at sign as a label', records: spfAt('@'), cause: 'at-sign-label' },
  { title: 'the at sign as a label, the old record in its place', records: { ...apex(old), ...spfAt('@') }, cause: 'at-sign-label' },
  { title: '_spf for a host, nothing in its place', records: spfAt('_spf', only), cause: 'at-spf-label', value: only },
  { title: '_spf for a host, the old record in its place', records: { ...apex('site-note', old), ...spfAt('_spf') }, cause: 'at-spf-label' },
  { title: 'www for a host, nothing in its place', records: spfAt('www', only), cause: 'at-www', value: only },
  { title: 'www for a host, the old record in its place', records: { ...apex('site-note', old), ...spfAt('www') }, cause: 'at-www' },
  { title: 'mail for a host, nothing in its place', records: spfAt('mail', only), cause: 'at-mail-label', value: only },
  { title: 'mail for a host, the old record in its place', records: { ...apex('site-note', old), ...spfAt('mail') }, cause: 'at-mail-label' },
  { title: 'the zone in place of the subdomain', at: 'eng', records: { ...apex(only), eng: { A: ['193.0.6.139'] } }, cause: 'in-parent-zone', host: 'eng', value: only },
  { title: 'the zone in place of the subdomain, which has its old record', at: 'eng', records: { ...apex(right), eng: { TXT: [old] } }, cause: 'in-parent-zone', host: 'eng' },
  { title: 'the type 99', records: { '': { SPF: [right] } }, cause: 'in-type-99' },
  { title: 'the type 99 for the new record, the old one as text', records: { '': { SPF: [right], TXT: [old] } }, cause: 'in-type-99' },
  { title: 'an alias at the name', at: 'news', records: { news: { CNAME: ['sendgrid.net'] } }, cause: 'cname-in-the-way', host: 'news', value: `v=spf1 ${include} ip4:198.51.100.0/25 ~all` },
]

const challenge = '_connect-challenge'

export const damagedProof: readonly DamagedZone[] = [
  { title: 'quotes around the code', records: apex('site-note', `"${code}"`), cause: 'quotes-in-value' },
  { title: 'capital letters', records: apex(code.toUpperCase()), cause: 'code-altered' },
  { title: 'a word in front of the code', records: spfAt(challenge, `mimecast=${code}`), cause: 'code-with-company', host: challenge },
  { title: 'the zone twice behind the label', records: spfAt(`${challenge}.{zone}`, code), cause: 'zone-doubled', host: challenge },
  { title: 'the zone twice behind the code', records: { [`${code}.{zone}`]: { CNAME: [target] } }, cause: 'zone-doubled', host: code, value: target },
  { title: 'the zone behind the target', records: { [code]: { CNAME: [`${target}.{zone}`] } }, cause: 'target-doubled', host: code, value: `${target}.` },
  { title: 'a text in place of the alias', records: spfAt(code, target), cause: 'text-instead-of-cname', host: code, value: target },
  { title: 'the label of the zone in place of the subdomain’s', at: 'eng', records: { ...spfAt(challenge, code), eng: { A: ['193.0.6.139'] } }, cause: 'in-parent-zone', host: `${challenge}.eng` },
  { title: 'the zone in place of a subdomain that is an alias', at: 'eng', records: { ...apex(code), eng: { CNAME: ['www.{zone}'] }, www: { A: ['193.0.6.139'] } }, cause: 'in-parent-zone', host: `${challenge}.eng` },
  { title: 'a subdomain in place of the domain', records: spfAt('shop', code), account: ['shop'], cause: 'in-child-zone' },
  { title: 'a name below the subdomain in place of it', at: 'eng', records: spfAt('x.eng', code), account: ['x.eng'], cause: 'in-child-zone', host: 'eng' },
  { title: 'www for a host', records: spfAt('www', code), cause: 'at-www' },
  { title: 'www of the subdomain, which has a name below it', at: 'eng', records: spfAt('www.eng', code), account: ['x.eng'], cause: 'at-www', host: 'eng' },
  { title: 'the at sign as a label, and every other place empty', records: spfAt('@', code), cause: 'at-sign-label' },
  { title: 'the alias of the wrong place', records: { [challenge]: { CNAME: [target] } }, cause: 'cname-in-the-way' },
]
