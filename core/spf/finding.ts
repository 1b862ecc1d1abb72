/** Builds findings, so that no code can be said without the parameters that its sentence needs. */
import type { SpfFinding } from '../contract/spf.ts'
import { findingSeverity, type FindingCode, type FindingParams, type Severity } from './codes.ts'
import type { Span } from './record.ts'

export interface Place {
  record: number
  span: Span
}

export function toFinding<C extends FindingCode>(
  code: C,
  params: FindingParams[C],
  place: Place | null = null,
  severity: Severity = findingSeverity[code],
): SpfFinding {
  if (place === null) return { code, severity, params }
  return { code, severity, record: place.record, span: [...place.span], params }
}
