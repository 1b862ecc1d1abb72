/**
 * What an exchange between page and server is: one value that both sides read. The server registers it, the page calls
 * it, the OpenAPI page and the table of who may call what are made from it. Nothing here knows HTTP libraries.
 */
import type * as z from 'zod/mini'

/**
 * Who may call. `customer` and `staff` are signed in; `person` is either; `share-link` is whoever holds the token of a
 * shared link; `anyone` needs nothing. There is no default: an endpoint without a statement does not compile.
 */
export type Access = 'anyone' | 'customer' | 'staff' | 'person' | 'share-link'

export interface Endpoint<Body = unknown, Answer = unknown> {
  /** The operation's name, unique in the whole contract. */
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path with `:name` for each parameter; every parameter is an id. */
  path: string
  access: Access
  /** Null when the request carries none. */
  body: z.ZodMiniType<Body> | null
  answer: z.ZodMiniType<Answer>
}

/** Gives the endpoint its types; adds nothing. */
export function endpoint<Body, Answer>(definition: Endpoint<Body, Answer>): Endpoint<Body, Answer> {
  return definition
}

/** The path with its parameters filled in. Throws on a missing one: that is a bug of the caller. */
export function toPath(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`No value for :${name} in ${path}`)
    return encodeURIComponent(value)
  })
}
