/** Every endpoint of the API: the server registers these, the OpenAPI page and the access matrix are made from them. */
import type { Endpoint } from './endpoint.ts'
import * as explain from './explain.ts'
import * as journey from './journey.ts'
import * as requests from './requests.ts'
import * as session from './session.ts'
import * as shares from './shares.ts'
import * as staff from './staff.ts'
import * as whatIf from './what-if.ts'

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'access' in value && 'path' in value
}

export const endpoints: readonly Endpoint[] = [session, journey, whatIf, explain, requests, shares, staff].flatMap((subject) =>
  Object.values(subject).filter(isEndpoint),
)
