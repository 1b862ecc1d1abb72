import { toPath, type Endpoint } from '#core/contract/endpoint.ts'
import type { FieldProblem } from '#core/contract/common.ts'
import type { App } from '../../server/http/app.ts'

export interface CallOptions<Body> {
  body?: Body
  params?: Readonly<Record<string, string>>
  bearer?: string
  headers?: Readonly<Record<string, string>>
  clientAddress?: string
}

export interface Refused {
  status: number
  code: string
  fields?: FieldProblem[]
  retryAfterSeconds?: number
  requestId: string
}

/** One browser in front of the app: it keeps its cookie and says where its requests come from. */
export interface Caller {
  /** The raw answer. */
  send<Body, Answer>(endpoint: Endpoint<Body, Answer>, options?: CallOptions<Body>): Promise<Response>
  /** The answer of a call that must succeed, read through its schema. */
  call<Body, Answer>(endpoint: Endpoint<Body, Answer>, options?: CallOptions<Body>): Promise<Answer>
  /** The problem of a call that must be refused. */
  refused<Body, Answer>(endpoint: Endpoint<Body, Answer>, options?: CallOptions<Body>): Promise<Refused>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  cookie(): string | null
}

export function createCaller(app: App, origin = 'http://127.0.0.1:3000'): Caller {
  let cookie: string | null = null

  const keepCookie = (response: Response) => {
    const set = response.headers.get('set-cookie')?.split(';')[0]
    if (set !== undefined) cookie = set.endsWith('=') ? null : set
  }
  const withCookie = (headers: Record<string, string>) => (cookie === null ? headers : { ...headers, cookie })

  const send: Caller['send'] = async (endpoint, { body, params, bearer, headers, clientAddress = '127.0.0.1' } = {}) => {
    const init: RequestInit = {
      method: endpoint.method,
      headers: withCookie({
        'sec-fetch-site': 'same-origin',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(endpoint.body === null ? {} : { 'content-type': 'application/json' }),
        ...headers,
      }),
    }
    if (endpoint.body !== null) init.body = JSON.stringify(body ?? {})
    const response = await app(new Request(origin + toPath(endpoint.path, params), init), { clientAddress })
    keepCookie(response)
    return response
  }

  return {
    send,
    call: async (endpoint, options) => {
      const response = await send(endpoint, options)
      const answer: unknown = await response.json()
      if (!response.ok) throw new Error(`${endpoint.name} was refused: ${JSON.stringify(answer)}`)
      return endpoint.answer.parse(answer)
    },
    refused: async (endpoint, options) => {
      const response = await send(endpoint, options)
      const problem = (await response.json()) as Refused
      if (response.ok) throw new Error(`${endpoint.name} was not refused`)
      return problem
    },
    get: (path, headers = {}) => app(new Request(origin + path, { headers: withCookie({ ...headers }) })),
    cookie: () => cookie,
  }
}
