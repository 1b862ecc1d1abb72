/** How names of hosts and zones compare, and how they lie below one another. Knows nothing of what may be a name. */

/** Host names as DNS and SPF compare them: case does not count (RFC 4343), nor does the dot of the root. */
export function sameHost(a: string, b: string): boolean {
  return canonicalHost(a) === canonicalHost(b)
}

export function canonicalHost(host: string): string {
  const name = host.toLowerCase()
  return name.endsWith('.') ? name.slice(0, -1) : name
}

/** By label boundary, the root (`.`) above all. Both names as `canonicalHost` gives them. */
export function isAtOrBelow(name: string, zone: string): boolean {
  return zone === '.' || name === zone || name.endsWith(`.${zone}`)
}
