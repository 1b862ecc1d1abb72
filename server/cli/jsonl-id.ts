/** The `id` of a request, to be given back as it was written: numbers among them that no number of ours can hold. */

const atFront = /^\s*\{\s*"id"\s*:\s*([-+.\w]+)/
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g

/** As JSON; null when it is neither text nor number nor null. `line` is the JSON object that `id` was read from. */
export function toIdText(id: unknown, line: string): string | null {
  if (id === undefined || id === null) return 'null'
  if (typeof id === 'string') return JSON.stringify(id)
  if (typeof id !== 'number') return null
  const written = atFront.exec(line)?.[1]
  // Of several the last one counts, as for `JSON.parse`.
  return written !== undefined && Object.is(Number(written), id) ? written : findIdText(line)
}

/** The value of the object's own key, whatever lies in objects within. */
function findIdText(line: string): string | null {
  let depth = 0
  let last = ''
  let isId = false
  let found: string | null = null
  for (const [token] of line.matchAll(tokens)) {
    if (isId) found = token
    isId = token === ':' && depth === 1 && JSON.parse(last) === 'id'
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    last = token
  }
  return found
}
