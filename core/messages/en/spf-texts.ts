/** The shape of the sentences about findings. */
import type { FindingCode, FindingParams } from '../../spf/codes.ts'

export interface FindingText<P> {
  /** For the customer: what is, and why it matters. */
  plain: (params: P) => string
  /** For the expert: the same with the section of the standard. */
  expert: (params: P) => string
  fix: (params: P) => string
}

export type FindingTexts<C extends FindingCode> = { readonly [K in C]: FindingText<FindingParams[K]> }
