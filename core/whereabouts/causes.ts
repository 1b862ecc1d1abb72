/**
 * Every way in which a record misses its place, as codes, and what a value can have too much of. The sentences are in
 * `core/messages/en/whereabouts.ts`; which cause comes first is decided in `find-cause.ts`.
 */

/** What is wrong with a text itself; the first of several names the cause, the others are told beside it. */
export const valueFaults = [
  'name-in-value',
  'type-in-value',
  'backslashes-in-value',
  'quotes-in-value',
  'wrong-version',
  'semicolon-after-version',
  'words-run-together',
  'commas-in-value',
  /** `include: host`, `~ all`. */
  'blank-in-term',
  /** Dashes of a word processor, letters of double width. */
  'look-alike-characters',
  'invisible-characters',
  'blank-in-front',
  'code-with-company',
  'code-altered',
] as const
export type ValueFault = (typeof valueFaults)[number]

export const causeCodes = [
  'two-records',
  'cname-in-the-way',
  ...valueFaults,
  /** TXT was chosen where the record is a CNAME. */
  'text-instead-of-cname',
  /** The DNS host put the zone's name behind the target of the CNAME. */
  'target-doubled',
  'in-type-99',
  /** The DNS host put the zone's name behind a name that was complete already. */
  'zone-doubled',
  /** `@` was taken for a label: the record stands at `@.example.com`. */
  'at-sign-label',
  'at-spf-label',
  'at-www',
  'at-mail-label',
  'in-parent-zone',
  'in-child-zone',
] as const
export type CauseCode = (typeof causeCodes)[number]
