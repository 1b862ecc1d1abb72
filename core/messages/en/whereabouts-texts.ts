/** The shape of the sentences about where a record went. */

/** Names and texts as they may be shown: what is invisible is written out already. */
export interface CauseParams {
  domain: string
  zone: string
  /** Where it was found. */
  name: string
  found: string
  count: string
  /** As `U+00A0, U+200B`. */
  characters: string
  /** The zone itself is the right place: its host has many spellings. */
  isApex: boolean
  /** The repair is at another name than the one that is spoken of; null where there is no repair. */
  isElsewhere: boolean | null
  /** An SPF record stands at the right name already: a second one beside it would make both void. */
  isBeside: boolean
}

export interface CauseText {
  plain: (params: CauseParams) => string
  fix: (params: CauseParams) => string
  expert: (params: CauseParams) => string
}

type Say = (params: CauseParams) => string

const intoRecord: Say = ({ domain }) => `Put the value shown here in the place of the SPF record at ${domain}.`

/** For a text that stands at the right name. */
export const replaceValue: Say = (params) => {
  if (params.isElsewhere === null) return 'Correct the value at your DNS host.'
  return params.isBeside ? `${intoRecord(params)} Then delete the text that we found.` : 'Replace the whole value by the one shown here.'
}

/** For one that stands elsewhere, or in another type; what becomes of that one is said beside it. `host`: how to fill the field of a new record. */
export const publishValue = (params: CauseParams, host = ''): string =>
  params.isBeside ? intoRecord(params) : `Publish the value shown here at the host shown here. ${host}`.trimEnd()
