/** The `id` of a request, to be given back as it was written: also a number that no number of ours can hold. */

const atFront = /^\s*\{\s*"id"\s*:\s*([-+.\w]+)/
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g

/** As JSON. `line` is the JSON object that `id` was read from. */
export function toIdText(id: unknown, line: string): string {
  if (id === undefined || id === null) return 'null'
  if (typeof id === 'string') return JSON.stringify(id)
  const written = typeof id === 'number' ? atFront.exec(line)?.[1] : undefined
  // Of several the last one counts, as for `JSON.parse`.
  return written !== undefined && Object.is(Number(written), id) ? written : findIdText(line)
}

/** The value of the object's own key, cut out: however deep it is, nothing has to go down into it. */
function findIdText(line: string): string {
  let depth = 0
  let last = ''
  let start = -1
  let found = 'null'
  for (const { 0: token, index } of line.matchAll(tokens)) {
    const isOpening = token === '{' || token === '['
    if (start === -1 && depth === 1 && last === ':id') start = index
    if (isOpening) depth += 1
    else if (token === '}' || token === ']') depth -= 1
    if (start !== -1 && depth === 1) {
      found = line.slice(start, index + token.length)
      start = -1
    }
    last = token === ':' && depth === 1 && last.startsWith('"') && JSON.parse(last) === 'id' ? ':id' : token
  }
  return found
}
