import type { Problem } from '#core/contract/common.ts'
import { problemTitles } from '#core/messages/en/problems.ts'
import { AppError } from './errors.ts'
import type { Log } from './log.ts'

/** The one mapper of what was thrown. What is no `AppError` is a bug: logged once, and told to nobody. */
export function toProblemResponse(thrown: unknown, { requestId, log }: { requestId: string; log: Log }): Response {
  const error = thrown instanceof AppError ? thrown : new AppError('internal', { cause: thrown })
  if (error.status >= 500) log.error({ requestId, err: error.cause ?? error }, 'request failed')
  const problem: Problem = {
    type: 'about:blank',
    title: problemTitles[error.code],
    status: error.status,
    code: error.code,
    requestId,
    ...(error.fields === undefined ? {} : { fields: [...error.fields] }),
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
  }
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (error.retryAfterSeconds !== undefined) headers['retry-after'] = String(error.retryAfterSeconds)
  return new Response(JSON.stringify(problem), { status: error.status, headers })
}
