/** Our own cases from the text of RFC 7208: one row a sentence of it. */
import type { SpfVerdict } from '#core/spf/evaluate.ts'
import type { SpfResult } from '#core/spf/result.ts'
import type { Zone } from '../../../helpers/zone.ts'

export interface Mail {
  ip?: string
  helo?: string
  mailfrom?: string
  receiver?: string
  nowSeconds?: number
  /** Beside the common names, and in place of them. */
  zone?: Zone
}

/** The section, what it says, the record of acme.example, the result, and the reason, the explanation or the counts where they matter. */
export type Row = readonly [section: string, says: string, record: string, result: SpfResult, mail?: Mail, more?: { reason?: SpfVerdict['reason']; explanation?: string | null; lookups?: number; voidLookups?: number; asked?: string; unasked?: string }]

export const six = '2001:db8::7'

const spf = (terms: string) => ({ TXT: [`v=spf1 ${terms}`.trimEnd()] })
export const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Names that say what they hold. `gone.example` is not among them. */
export const common: Zone = {
  'pass.example': spf('+all'), 'fail.example': spf('-all'), 'soft.example': spf('~all'), 'neutral.example': spf('?all'), 'empty.example': spf(''),
  'text.example': { TXT: ['hello'] }, 'two.example': { TXT: ['v=spf1 +all', 'v=spf1 +all'] }, 'broken.example': spf('+all nonsense'),
  'silent.example': 'timeout', 'servfail.example': 'servfail', 'refused.example': 'refused', 'void.example': {},
  'me.example': { A: ['192.0.2.7'], AAAA: [six] }, 'near.example': { A: ['192.0.2.1'], AAAA: ['2001:db8::1:0'] }, 'far.example': { A: ['198.51.100.1'], AAAA: ['2001:db8:ffff::1'] },
  'four.example': { A: ['192.0.2.7'] }, 'several.example': { A: ['198.51.100.1', '192.0.2.7'], AAAA: ['2001:db8:ffff::1', six] },
  'mx-me.example': { MX: ['10 far.example', '20 me.example'] }, 'mx-far.example': { MX: ['10 far.example'] }, 'mx-gone.example': { MX: ['10 gone.example'] }, 'mx-null.example': { MX: ['0 .'] },
  'mx-silent.example': { MX: ['10 silent.example', '20 me.example'] }, 'mx-late-silent.example': { MX: ['10 me.example', '20 silent.example'] },
  ...Object.fromEntries(numbers(12).map((i) => [`h${i}.example`, { A: ['198.51.100.1'], AAAA: ['2001:db8:ffff::1'] }])),
}
