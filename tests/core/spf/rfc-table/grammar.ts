/** RFC 7208 §12 and §4.6.1: what is a term and what is none. Legal ones match nobody here; the record ends in fail. */
import type { Row } from './case.ts'

const legal = (section: string, ...terms: string[]): Row[] => terms.map((term) => [section, `“${term}” is legal`, `${term} -all`, 'fail', { zone: {} }])
const illegal = (section: string, ...terms: string[]): Row[] => terms.map((term) => [section, `“${term}” is an error`, `${term} +all`, 'permerror'])

export const grammar: readonly Row[] = [
  ...legal('5.6', 'ip4:198.51.100.1', 'ip4:198.51.100.1/32', 'ip4:1.51.100.1/1', 'ip6:::', 'ip6:::1', 'ip6:2001:db8:1::', 'ip6:2001:db8::192.0.2.7/128', 'ip6:::/0'),
  ...illegal('5.6', 'ip4', 'ip4:', 'ip4:192.0.2', 'ip4:192.0.2.7.8', 'ip4:192.0.2.256', 'ip4:192.0.2.07', 'ip4:192.0.2.7/', 'ip4:192.0.2.7/33', 'ip4:192.0.2.7/032', 'ip4:192.0.2.7/00', 'ip4:192.0.2.7//32', 'ip4:192.0.2.7/-1', 'ip4=192.0.2.7x%', 'ip4:me.example', 'ip4:%{i}', 'ip4:0x7f.0.0.1', 'ip4:192.0.2.7/+8', 'ip4 :192.0.2.7'),
  ...illegal('5.6', 'ip6', 'ip6:', 'ip6:192.0.2.7', 'ip6:::1/129', 'ip6:::1/', 'ip6:::1/0128', 'ip6:1:2:3:4:5:6:7', 'ip6:1:2:3:4:5:6:7:8:9', 'ip6:1::2::3', 'ip6::::', 'ip6:12345::', 'ip6:g::', 'ip6:::1//64', 'ip6:fe80::1%eth0', 'ip6:[::1]', 'ip6:1:2:3:4:5:6:7::8', 'ip6:::192.0.2.256'),
  ...illegal('5.1', 'all:', 'all:acme.example', 'all/8', 'all=x%', 'all.', '-all-', 'alle'),
  ...illegal('5.2', 'include', 'include:', 'include:a', 'include:a.1', 'include:/24', 'include:a.example/24', 'include=a.example%', 'include:a.example-', 'include:a.-example', 'include:a.exa_mple', 'include:a.example..', 'include:a b.example', 'include::a'),
  ...legal('5.3', 'a:gone.example', 'a:gone.example/0', 'a:gone.example/32', 'a:gone.example//0', 'a:gone.example//128', 'a:gone.example/32//128', 'a:gone.example.', 'A:GONE.EXAMPLE', 'a:foo:bar.example', 'a:foo/bar.example', 'a:_x.example', 'a:x.0-1', 'a:x.1a', 'a:x.a1', 'a:x.xn--p1ai', 'a:..example'),
  ...illegal('5.3', 'a:', 'a/', 'a/33', 'a/032', 'a//', 'a//129', 'a/24/64', 'a/24//', 'a///64', 'a:gone.example/', 'a:gone.example/33', 'a:gone.example//129', 'a:gone.example/a', 'a:/24', 'a:example', 'a:192.0.2.7', 'a:gone.example:8080', 'a.gone.example', 'a=gone.example%'),
  ...legal('5.4', 'mx:gone.example', 'mx:gone.example/24//64', 'Mx:gone.example'),
  ...illegal('5.4', 'mx:', 'mx/', 'mx:example', 'mx/33', 'mx//129', 'mx:/24', 'mxx', 'mx.gone.example'),
  ...legal('5.5', 'ptr', 'ptr:gone.example', 'PTR:gone.example.'),
  ...illegal('5.5', 'ptr:', 'ptr/24', 'ptr:example', 'ptr:gone.example/24'),
  ...legal('5.7', 'exists:gone.example', 'exists:%{ir}.gone.example', 'EXISTS:%{d}'),
  ...illegal('5.7', 'exists', 'exists:', 'exists:example', 'exists:gone.example/24'),
  ...illegal('6.1', 'redirect=', 'redirect=example', 'redirect=a.example/24', 'redirect:a.example', '-redirect=a.example', 'redirect=a.example redirect=a.example', 'redirect=%{c}'),
  ...legal('6.2', 'exp=gone.example', 'EXP=%{i}.gone.example'),
  ...illegal('6.2', 'exp=', 'exp=example', 'exp:gone.example', 'exp=gone.example exp=gone.example', 'exp=%{t}.gone.example', 'exp=%{r}', 'exp=%{z}'),
  ...legal('6', 'x=', 'x=y', 'x.y-z_1=%{d}%%%_%-', 'include=gone.example', 'all=x', 'ip4=192.0.2.7', 'm=1 m=2', 'x=/:=?'),
  ...illegal('6', '=x', '1x=y', '-x=y', '_x=y', 'x=%', 'x=%{', 'x=%{q}', 'x+=y', 'x!=y'),
  ...illegal('4.6.1', 'foo', '--all', '+-all', 'ip:192.0.2.7', 'ipv4:192.0.2.7', 'v=spf1%', '%{d}', ':', '/', '-', '?', ',', 'ip4:192.0.2.7,', '"-all"', 'all;', '\u00e9', 'a:\u00fc.example', 'x=\u00ff'),
  ...legal('7.1', 'exists:%{s}.gone.example', 'exists:%{o1}.gone.example', 'exists:%{d999}', 'exists:%{d01}', 'exists:%{l1r+-,/_=.}.gone.example', 'exists:%%.gone.example', 'exists:%-%_.gone.example', 'exists:a%%', 'exists:%{D}', 'exists:%{DR}', 'exists:a%%{d.example'),
  ...illegal('7.1', 'exists:%', 'exists:%d.gone.example', 'exists:%{}.gone.example', 'exists:%{d', 'exists:%{d0}.gone.example', 'exists:%{d00}.gone.example', 'exists:%{dd}.gone.example', 'exists:%{dr2}.gone.example', 'exists:%{d-2}.gone.example', 'exists:%{d*}.gone.example', 'exists:%{ d}.gone.example', 'exists:%(d).gone.example', 'exists:%{d}x', 'exists:%{d}.1', 'exists:100%.example'),
  ...illegal('7.2', 'exists:%{c}.gone.example', 'exists:%{r}.gone.example', 'exists:%{t}.gone.example', 'include:%{C}.gone.example'),
]
