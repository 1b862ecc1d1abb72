/** Records and answers as nobody would write them, quickly made: pieces of the grammar, cut, doubled, swapped and spoilt. */
import type { DnsOutcome, DnsOutcomeKind, Lookup, RecordOf, RrType } from '../../core/dns/outcome.ts'

const pieces = [
  'v=spf1', 'v=spf1 ', 'V=SPF1 ', 'v=spf10 ', '"v=spf1 ', 'spf2.0/pra ', ' ', '  ', '\t', '\u00a0', '\u0000', '\u00ff', '€', '\ud800', '', '%', '%%', '%_', '%-', '%{', '}', '%{d}', '%{ir}', '%{l1r+-}', '%{p}', '%{s0}', '%{S99999999999999999999}', '%{c}', '%{z}',
  'include:', 'a', 'a:', 'mx', 'mx:', 'ptr', 'ptr:', 'exists:', 'ip4:', 'ip6:', 'all', 'redirect=', 'exp=', 'x=', '=', ':', '/', '//', '/0', '/32', '/33', '/128', '//64', '-', '~', '?', '+', '.', '..', '-all', '~all',
  'n0.example', 'n1.example', 'eu._netblocks.mimecast.com', 'eu_netblocks.mimecast.com', 'mimecast', '192.0.2.7', '198.51.100.0', '256.1.1.1', '2001:db8::', '::', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8', 'xn--p1ai', 'x'.repeat(64), '1', '0', 'a.b', '_', '\\', '"',
] as const

export type Dice = (sides: number) => number

export function createDice(seed: number): Dice {
  let state = seed >>> 0
  return (sides) => {
    // xorshift: fast, and the same on every machine.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}

export function toNoise(dice: Dice): string {
  let text = dice(8) === 0 ? '' : 'v=spf1 '
  for (let left = dice(12); left > 0; left -= 1) {
    text += pieces[dice(pieces.length)] ?? ''
    if (dice(3) === 0) text += ' '
  }
  if (dice(6) === 0) text = text.slice(0, dice(text.length + 1)) + String.fromCharCode(dice(300)) + text.slice(dice(text.length + 1))
  return text
}

const kinds: readonly DnsOutcomeKind[] = ['nodata', 'nxdomain', 'servfail', 'timeout', 'malformed', 'bad-name', 'aborted', 'other-rcode']

/** Answers whatever is asked; the same question twice may be answered differently. `count` is told how many answers there were. */
export function createNoisyLookup(dice: Dice, count: () => void): Lookup {
  const text = (): RecordOf['TXT'] => {
    const noise = toNoise(dice)
    return { strings: [], text: noise, ascii: /^[\x20-\x7e]*$/.test(noise) }
  }
  const piece = (): string => pieces[dice(pieces.length)] ?? ''
  const records: { readonly [T in RrType]?: () => RecordOf[T] } = {
    TXT: text, SPF: text, A: () => ({ address: piece() }), AAAA: () => ({ address: piece() }),
    MX: () => ({ preference: dice(3) - 1, exchange: piece() }), PTR: () => ({ target: piece() }),
  }
  return <T extends RrType>(name: string, type: T): Promise<DnsOutcome<T>> => {
    count()
    const meta = { name, type, server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null }
    const make = records[type]
    if (make === undefined || dice(8) === 0) {
      return Promise.resolve({ ...meta, kind: kinds[dice(kinds.length)] ?? 'timeout', detail: '', rcode: 2, negativeTtlSeconds: null, cnames: [] } as DnsOutcome<T>)
    }
    const many = Array.from({ length: type === 'TXT' && dice(6) !== 0 ? 1 : dice(13) }, make)
    return Promise.resolve({ ...meta, kind: 'answer', records: many, ttlSeconds: 0, cnames: [] })
  }
}
