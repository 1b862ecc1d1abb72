import type * as z from 'zod/mini'
import type { Problem } from '#core/contract/common.ts'
import { toPath, type Endpoint } from '#core/contract/endpoint.ts'
import { orNull } from './or-null.ts'

/** What can go wrong beside what the server says: no connection, or an answer that nobody can read. */
export type PageProblem = Problem | { code: 'offline' | 'unexpected-answer' }
export type Answer<A> = { ok: true; value: A } | { ok: false; problem: PageProblem }

export interface CallOptions<Body> {
  params?: Readonly<Record<string, string>>
  body?: Body
  /** The token of a shared link. */
  bearer?: string
}

export interface Client {
  /** Never rejects but for a bug: what cannot be had comes back as a problem. */
  call: <Body, A>(endpoint: Endpoint<Body, A>, options?: CallOptions<Body>) => Promise<Answer<A>>
  /** Reads server-sent events until they end. Resolves with how it ended; the caller decides whether to come back. */
  stream: (path: string, options: StreamOptions) => Promise<'ended' | 'refused' | 'offline'>
}

export interface StreamOptions {
  bearer: string
  signal: AbortSignal
  onOpen: () => void
  onData: (data: string) => void
}

/** A check may ask DNS for several seconds; after this the connection counts as lost. */
const callDeadlineMs = 30_000

/** The only caller of `fetch`. */
export function createClient(fetch: typeof globalThis.fetch): Client {
  async function call<Body, A>(endpoint: Endpoint<Body, A>, options: CallOptions<Body> = {}): Promise<Answer<A>> {
    const response = await send(fetch, endpoint, options)
    if (response === null) return { ok: false, problem: { code: 'offline' } }
    const text = await orNull(response.text())
    if (text === null) return { ok: false, problem: { code: 'offline' } }
    return response.ok ? readAnswer(endpoint.answer, text) : readProblem(text)
  }

  async function stream(path: string, { bearer, signal, onOpen, onData }: StreamOptions) {
    const headers = { authorization: `Bearer ${bearer}`, accept: 'text/event-stream' }
    const response = await orNull(fetch(path, { headers, signal }))
    if (response === null || response.status >= 500 || response.status === 429) return 'offline'
    if (!response.ok || response.body === null) return 'refused'
    onOpen()
    return readEvents(response.body.getReader(), onData)
  }

  return { call, stream }
}

function send<Body>(fetch: typeof globalThis.fetch, endpoint: Endpoint<Body>, { params, body, bearer }: CallOptions<Body>) {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (bearer !== undefined) headers['authorization'] = `Bearer ${bearer}`
  const init: RequestInit = { method: endpoint.method, headers, signal: AbortSignal.timeout(callDeadlineMs) }
  if (endpoint.body !== null) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(body ?? {})
  }
  return orNull(fetch(toPath(endpoint.path, params), init))
}

function readAnswer<A>(schema: z.ZodMiniType<A>, text: string): Answer<A> {
  const parsed = schema.safeParse(parseJson(text))
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problem: { code: 'unexpected-answer' } }
}

async function readProblem(text: string): Promise<Answer<never>> {
  // The schema comes with the endpoint that was called; asking for it here keeps it out of the first load.
  const contract = await orNull(import('#core/contract/common.ts'))
  if (contract === null) return { ok: false, problem: { code: 'offline' } }
  const parsed = contract.problemSchema.safeParse(parseJson(text))
  return { ok: false, problem: parsed.success ? parsed.data : { code: 'unexpected-answer' } }
}

/** `undefined` fits no schema, so text that is no JSON ends as an unexpected answer. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function readEvents(reader: ReadableStreamDefaultReader<Uint8Array>, onData: (data: string) => void): Promise<'ended' | 'offline'> {
  const decoder = new TextDecoder()
  let waiting = ''
  for (;;) {
    const part = await orNull(reader.read())
    if (part === null) return 'offline'
    if (part.done) return 'ended'
    waiting += decoder.decode(part.value, { stream: true })
    const events = waiting.split(/\r?\n\r?\n/u)
    waiting = events.pop() ?? ''
    for (const event of events) {
      const data = event.split(/\r?\n/u).filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim())
      if (data.length > 0) onData(data.join('\n'))
    }
  }
}
