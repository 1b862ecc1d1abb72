/** Zones in which nothing went astray, though they look as if something had: no cause may be found in any of them. */
import { code, include, old, right, target, type OddZone } from './odd-zones.ts'

const only = `v=spf1 ${include} ~all`
const txt = (...TXT: (string | string[])[]) => ({ TXT })

export const healthySpf: readonly OddZone[] = [
  { title: 'the record includes its own _spf, where Mimecast is first', records: { '': txt('v=spf1 include:_spf.{zone} ~all'), _spf: txt(right) } },
  { title: 'the record includes its own _spf, which has what is wanted here', records: { '': txt('v=spf1 include:_spf.{zone} ~all'), _spf: txt(`v=spf1 ${include} include:_spf.{zone} ~all`) } },
  { title: 'the record redirects to its own _spf', records: { '': txt('v=spf1 redirect=_spf.{zone}'), _spf: txt(only) } },
  { title: 'the record includes its own spf', records: { '': txt('v=spf1 ip4:193.0.6.139 include:spf.{zone} ~all'), spf: txt(only) } },
  { title: 'the record includes _spf by way of another', records: { '': txt('v=spf1 include:all.{zone} ~all'), all: txt('v=spf1 include:_spf.{zone} -all'), _spf: txt(only) } },
  { title: 'the record includes _spf by a macro', records: { '': txt('v=spf1 include:_spf.%{d} ~all'), _spf: txt(only) } },
  { title: 'the record names its mail server by a macro', records: { '': txt('v=spf1 a:mail.%{d} ~all'), mail: { ...txt(`v=spf1 ${include} a:mail.%{d} ~all`), A: ['193.0.6.139'] } } },
  { title: 'the record asks a list of addresses below _spf', records: { '': txt('v=spf1 exists:%{i}._spf.{zone} ~all'), '*._spf': { A: ['193.0.6.139'] } } },
  { title: '_spf is there for other domains', records: { '': txt('v=spf1 ip4:193.0.6.139 ~all'), _spf: txt(right) } },
  { title: 'a mail server speaks for itself', records: { '': txt('v=spf1 mx ~all'), mail: { ...txt(only), A: ['193.0.6.139'] } } },
  { title: 'the mail server that the record names has the record wanted here', records: { '': { ...txt('v=spf1 mx ~all'), MX: ['10 mail.{zone}'] }, mail: { ...txt(`v=spf1 ${include} mx ~all`), A: ['193.0.6.139'] } } },
  { title: 'the website sends no mail', records: { '': txt(`v=spf1 include:sendgrid.net ${include} ~all`), www: txt('v=spf1 -all') } },
  { title: 'the website sends no mail, and the domain has no record', records: { '': txt('site-note'), www: txt('v=spf1 -all') } },
  { title: 'a subdomain of the account is done, the domain has its old record', records: { '': txt(old), eng: txt(only) }, account: ['eng'] },
  { title: 'a subdomain of the account is done, the domain has no record', records: { '': txt('site-note'), mail: txt(only) }, account: ['mail'] },
  { title: 'the domain above is done, and of the account', at: 'eng', records: { '': txt(only), eng: { A: ['193.0.6.139'] } }, account: [''] },
  { title: 'the domain above is done, and the subdomain has its old record', at: 'eng', records: { '': txt(only), eng: txt('v=spf1 ip4:193.0.6.139 ~all') } },
  { title: 'a wildcard says something else', records: { '': txt(old), '*': txt('site-note') } },
  { title: 'a wildcard says what is wanted', records: { '': txt('site-note'), '*': txt(only) } },
  { title: 'every name is said to exist, as signers of the moment say it', records: { '': txt('site-note'), '*': { A: ['193.0.6.139'] } } },
  { title: 'a sentence speaks of SPF', records: { '': txt('v=spf1: see the notes of our mail team', 'SPF: v=spf2 is nothing that we use here') } },
  { title: 'a sentence speaks of SPF beside the old record', records: { '': txt(old, 'spf value: v=spf1 is in the other text') } },
  { title: 'Sender ID has a record of its own', records: { '': txt('spf2.0/pra include:sendgrid.net -all') } },
  { title: 'Sender ID has a record beside the old one', records: { '': txt(old, 'spf2.0/mfrom,pra include:sendgrid.net -all') } },
  { title: 'the other texts of mail', records: { '': txt('site-verification=v_spf1', 'MS=ms12345678'), _dmarc: txt('v=DMARC1; p=none; rua=mailto:spf@{zone}'), 'k1._domainkey': txt('v=DKIM1; k=rsa; p=MIGf'), '_smtp._tls': txt('v=TLSRPTv1; rua=mailto:spf@{zone}') } },
  { title: 'the old record is there in both types', records: { '': { TXT: [old], SPF: [old] } } },
]

export const healthyProof: readonly OddZone[] = [
  { title: 'nothing is published yet, and the domain is the alias of a website', at: 'news', records: { news: { CNAME: ['www.{zone}'] }, www: { ...txt('site-note'), A: ['193.0.6.139'] } } },
  { title: 'nothing is published yet, and the domain above has its own code', at: 'eng', records: { '': txt('zyxwvutsrqponmlkjihgfedcba765432'), '_connect-challenge': txt('zyxwvutsrqponmlkjihgfedcba765432'), eng: { A: ['193.0.6.139'] } } },
  { title: 'nothing is published yet, and others have their codes there', records: { '': txt('site-verification=abcdefghijklmnopqrstuvwxyz', 'MS=ms12345678'), _acme: txt('abcdefghijklmnop') } },
  { title: 'a wildcard answers for every text', records: { '': txt('site-note'), '*': txt(target) } },
  { title: 'a wildcard leads every name elsewhere', records: { '': txt('site-note'), '*': { CNAME: ['parked.{zone}'] }, parked: { A: ['193.0.6.139'] } } },
]

/** The check is right, so nothing is looked for. */
export const finished: { spf: readonly OddZone[]; proof: readonly OddZone[] } = {
  spf: [
    { title: 'all is right', records: { '': txt(right) } },
    { title: 'all is right, and copies stand everywhere', records: { '': txt('site-note', right), _spf: txt(right), www: txt(right), mail: txt(right), '{zone}': txt(right) } },
  ],
  proof: [
    { title: 'the code is in its place', records: { '_connect-challenge': txt(code) } },
    { title: 'the label is an alias of the place that has the code', records: { '_connect-challenge': { CNAME: ['codes.{zone}'] }, codes: txt(code) } },
  ],
}
