import type { ProblemCode, FieldProblem } from '#core/contract/common.ts'
import type { Endpoint } from '#core/contract/endpoint.ts'

export interface FakeCall {
  name: string
  params: Record<string, string>
  body: unknown
  bearer: string | null
}

interface Told {
  status: number
  json: unknown
}
type Responder = (call: FakeCall) => Told | Promise<Told>

export interface FakeProblem {
  code: ProblemCode
  status?: number
  fields?: FieldProblem[]
  retryAfterSeconds?: number
}

/** A `fetch` that answers endpoints from typed fixtures, so that a page can be tried without a server. */
export function createFakeApi() {
  const responders = new Map<string, { endpoint: Endpoint; pattern: RegExp; respond: Responder }>()
  const calls: FakeCall[] = []
  let isOffline = false

  function on<Body, A>(endpoint: Endpoint<Body, A>, respond: Responder): void {
    const pattern = new RegExp(`^${endpoint.path.replace(/:([a-zA-Z]+)/gu, '(?<$1>[^/]+)')}$`, 'u')
    responders.set(endpoint.name, { endpoint: endpoint, pattern, respond })
  }

  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    if (isOffline) throw new TypeError('fetch failed')
    const path = new URL(input instanceof Request ? input.url : String(input), 'http://page.test').pathname
    const method = init.method ?? 'GET'
    for (const { endpoint, pattern, respond } of responders.values()) {
      const found = pattern.exec(path)
      if (found === null || endpoint.method !== method) continue
      const bearer = new Headers(init.headers).get('authorization')
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null
      const call = { name: endpoint.name, params: { ...found.groups }, body, bearer }
      calls.push(call)
      const { status, json } = await respond(call)
      return new Response(JSON.stringify(json), { status, headers: { 'content-type': 'application/json' } })
    }
    throw new Error(`The fake API was not told what to answer to ${method} ${path}`)
  }

  return {
    fetch,
    calls,
    callsOf: (name: string) => calls.filter((call) => call.name === name),
    /** The answer, or what makes it from the call. */
    answer: <Body, A>(endpoint: Endpoint<Body, A>, value: A | ((call: FakeCall) => A)) => {
      on(endpoint, (call) => ({ status: 200, json: typeof value === 'function' ? (value as (call: FakeCall) => A)(call) : value }))
    },
    /** Answers only when the returned function is called: for what the page shows in the meantime. */
    answerLater: <Body, A>(endpoint: Endpoint<Body, A>): ((value: A) => void) => {
      let release: (told: Told) => void = () => undefined
      const told = new Promise<Told>((resolve) => {
        release = resolve
      })
      on(endpoint, () => told)
      return (value) => release({ status: 200, json: value })
    },
    refuse: <Body, A>(endpoint: Endpoint<Body, A>, { code, status = 400, ...rest }: FakeProblem) => {
      on(endpoint, () => ({ status, json: { type: 'about:blank', title: code, status, code, requestId: 'request-1', ...rest } }))
    },
    /** Something that is no answer of ours, such as a proxy's page. */
    answerWith: <Body, A>(endpoint: Endpoint<Body, A>, json: unknown, status = 200) => on(endpoint, () => ({ status, json })),
    goOffline: () => {
      isOffline = true
    },
    goOnline: () => {
      isOffline = false
    },
  }
}
export type FakeApi = ReturnType<typeof createFakeApi>
