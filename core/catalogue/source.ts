/** How sure a fact is: the vendor's own page, a dated dump of DNS, several public configurations, one, or none. */
export type Confidence = 'published' | 'dns-dump' | 'several' | 'once' | 'pattern-only'

/** Where a fact comes from. `date` is the day of the evidence where it has one, else the day on which we read it. */
export interface Source {
  source: string
  date: string
  confidence: Confidence
}
