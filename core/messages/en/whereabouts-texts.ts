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
}

export interface CauseText {
  plain: (params: CauseParams) => string
  fix: (params: CauseParams) => string
  expert: (params: CauseParams) => string
}
