import type { FieldProblem, ProblemCode } from '#core/contract/common.ts'

export const problemStatuses = {
  'request.malformed': 400,
  'request.invalid': 422,
  'request.too-large': 413,
  'request.too-many': 429,
  'request.cross-site': 403,
  'request.not-json': 415,
  'session.none': 401,
  'session.wrong-credentials': 401,
  'access.forbidden': 403,
  'not-found': 404,
  'link.unusable': 404,
  'account.code-taken': 409,
  'person.email-taken': 409,
  'domain.taken': 409,
  'conflict.changed-meanwhile': 409,
  'step.not-ready': 409,
  'request.closed': 409,
  internal: 500,
} as const satisfies Record<ProblemCode, number>

interface Details {
  fields?: readonly FieldProblem[]
  retryAfterSeconds?: number
  cause?: unknown
}

/** The one way in which a request is refused. Everything else that is thrown is a bug. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ProblemCode
  readonly status: number
  readonly fields: readonly FieldProblem[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: ProblemCode, { fields, retryAfterSeconds, cause }: Details = {}) {
    super(code, { cause })
    this.code = code
    this.status = problemStatuses[code]
    this.fields = fields
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** For what does not exist and for what belongs to somebody else alike (S-1). */
export const notFound = () => new AppError('not-found')
export const invalid = (fields: readonly FieldProblem[]) => new AppError('request.invalid', { fields })
export const tooMany = (retryAfterSeconds: number) => new AppError('request.too-many', { retryAfterSeconds })
