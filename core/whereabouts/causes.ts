/** Every way in which a record misses its place, as codes. The sentences are in `core/messages/en/whereabouts.ts`. */
export const causeCodes = [
  /** The DNS host put the zone's name behind a name that was complete already. */
  'zone-doubled',
  /** `@` was taken for a label: the record stands at `@.example.com`. */
  'at-sign-label',
  'at-www',
  'at-spf-label',
  'at-mail-label',
  'in-parent-zone',
  'in-child-zone',
  'name-in-value',
  'quotes-in-value',
  'backslashes-in-value',
  'invisible-characters',
  'type-in-value',
  'commas-in-value',
  'semicolon-after-version',
  'wrong-version',
  'words-run-together',
  'code-altered',
  'two-records',
  'in-type-99',
  'cname-in-the-way',
] as const
export type CauseCode = (typeof causeCodes)[number]
