import type { SpfEvidence } from '#core/contract/evidence.ts'
import type { Whereabouts } from '#core/contract/whereabouts.ts'

/** Why a published record does not count, where that is more than a finding says: several records are a finding of their own. */
export const toSpfCause = ({ whereabouts }: SpfEvidence): Whereabouts | null => (whereabouts?.cause === 'two-records' ? null : whereabouts)
