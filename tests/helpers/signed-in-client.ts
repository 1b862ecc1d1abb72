import { createClient, type CallOptions, type PageProblem } from '../../src/api/client.ts'
import type { Endpoint } from '#core/contract/endpoint.ts'

/** Thrown where a test expected an answer: its message names what the server said. */
export class UnexpectedProblem extends Error {
  constructor(name: string, readonly problem: PageProblem) {
    super(`${name} answered ${JSON.stringify(problem)}`)
  }
}

export interface TestClient {
  /** The answer, or an `UnexpectedProblem`. */
  call: <Body, A>(endpoint: Endpoint<Body, A>, options?: CallOptions<Body>) => Promise<A>
  cookie: () => string
}

/** The page's own client over real HTTP, with a cookie jar of one cookie: what a person's browser would send. */
export function createTestClient(url: string, startCookie = ''): TestClient {
  let cookie = startCookie
  const client = createClient(async (input, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('origin', url)
    if (cookie) headers.set('cookie', cookie)
    const response = await fetch(new URL(input instanceof Request ? input.url : input, url), { ...init, headers })
    const set = response.headers.getSetCookie()[0]
    if (set !== undefined) cookie = set.split(';')[0] ?? ''
    return response
  })
  return {
    cookie: () => cookie,
    async call(endpoint, options) {
      const answer = await client.call(endpoint, options)
      if (!answer.ok) throw new UnexpectedProblem(endpoint.name, answer.problem)
      return answer.value
    },
  }
}
