/** How sure a fact is: the vendor's own page, a dated dump of DNS, several public configurations, one, or none. */
export const confidences = ['published', 'dns-dump', 'several', 'once', 'pattern-only'] as const
export type Confidence = (typeof confidences)[number]

/** Where a fact comes from. `date` is the day of the evidence where it has one, else the day on which we read it. */
export interface Source {
  source: string
  date: string
  confidence: Confidence
}

/** One value and where it comes from. */
export type Fact<T> = Readonly<{ value: T }> & Readonly<Source>

/** The day on which undated pages were read. */
export const readingDate = '2026-10-31'

export function fact<T>(value: T, source: Source): Fact<T> {
  return { value, ...source }
}
