/** Lets a person act on the server in this process, by the same endpoints as a browser: for sample data and for tests. */
import { toPath, type Endpoint } from '#core/contract/endpoint.ts'
import type { App } from '../http/app.ts'
import { createSessionCookie } from '../http/cookies.ts'
import type { Parts } from '../parts.ts'
import { createSessions } from '../people/sessions.ts'

export interface Refusal {
  code: string
  fields?: { field: string; code: string; understood?: string }[]
  retryAfterSeconds?: number
}
export type Reply<A> = { status: number; ok: true; value: A } | { status: number; ok: false; problem: Refusal }
export interface CallOptions<B> {
  params?: Record<string, string>
  body?: B
}

export interface Caller {
  call<B, A>(endpoint: Endpoint<B, A>, options?: CallOptions<B>): Promise<Reply<A>>
  /** The same where only an answer will do: a refusal is thrown. */
  get<B, A>(endpoint: Endpoint<B, A>, options?: CallOptions<B>): Promise<A>
}

export function createCaller(app: App, publicUrl: string, headers: Readonly<Record<string, string>>): Caller {
  const call: Caller['call'] = async (endpoint, { params, body } = {}) => {
    const init = { method: endpoint.method, headers: { ...headers, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' } }
    const url = `${publicUrl}${toPath(endpoint.path, params)}`
    const response = await app(new Request(url, body === undefined ? init : { ...init, body: JSON.stringify(body) }))
    const answer: unknown = await response.json()
    const { status } = response
    return status < 300 ? { status, ok: true, value: endpoint.answer.parse(answer) } : { status, ok: false, problem: answer as Refusal }
  }
  const get: Caller['get'] = async (endpoint, options) => {
    const reply = await call(endpoint, options)
    if (!reply.ok) throw new Error(`${endpoint.name} was refused: ${JSON.stringify(reply.problem)}`)
    return reply.value
  }
  return { call, get }
}

/** A caller who is signed in. Its session ends like any other. */
export async function actAs(app: App, parts: Pick<Parts, 'db' | 'now' | 'publicUrl'>, personId: string): Promise<Caller> {
  const token = await createSessions(parts.db, parts.now).open(personId)
  const cookie = createSessionCookie(parts.publicUrl).format(token).split(';')[0] ?? ''
  return createCaller(app, parts.publicUrl, { cookie })
}
