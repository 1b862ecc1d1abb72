/** A host is not broken at its hyphens, where it would look hyphenated; a record is broken between its terms. */
export const wrapOf = (value: string): 'break-words' | 'break-all' => (value.includes(' ') ? 'break-words' : 'break-all')
