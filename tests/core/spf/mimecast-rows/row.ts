/** A row of the golden table: what is published, whose rule, whether the Mimecast rule is met, and the code that says so. */
import type { AxisAnswer } from '#core/spf/answers.ts'
import type { FindingCode } from '#core/spf/codes.ts'
import { eu } from '../../../helpers/spf-rule.ts'
import type { MimecastRule } from '#core/spf/rule.ts'

export const R = 'include:eu._netblocks.mimecast.com'
export const DE = 'include:de._netblocks.mimecast.com'
export const US = 'include:us._netblocks.mimecast.com'
export const PSCOM = 'include:uspcom._netblocks.mimecast-pscom-us.com'
export const GLOBAL = 'include:_netblocks.mimecast.com'

/** The same account in other regions and with what staff may allow it. */
export const rules = {
  eu,
  us: { ...eu, region: 'us', include: 'us._netblocks.mimecast.com', otherIncludes: [{ region: 'eu', include: eu.include }, { region: 'de', include: 'de._netblocks.mimecast.com' }] },
  pscom: { ...eu, region: 'uspcom', include: 'uspcom._netblocks.mimecast-pscom-us.com', otherIncludes: [{ region: 'eu', include: eu.include }, { region: 'us', include: 'us._netblocks.mimecast.com' }] },
  'eu+global': { ...eu, allowGlobal: true },
  'eu+second': { ...eu, accepted: ['mimecast-not-first'] },
  'eu+nested': { ...eu, accepted: ['mimecast-nested'] },
  'eu+redirect': { ...eu, accepted: ['mimecast-by-redirect'] },
  'eu+global-accepted': { ...eu, accepted: ['mimecast-global-include'] },
} as const satisfies Record<string, MimecastRule>

/** A legal record as one text; several texts where the domain has several. Null: nothing is to be said about the rule. */
export type MimecastRow = readonly [published: string | readonly string[], rule: keyof typeof rules, answer: AxisAnswer, code: FindingCode | null]
