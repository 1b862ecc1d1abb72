import ipaddr from 'ipaddr.js'

/**
 * The address of whoever asks: the connection's own, or, as long as that is a trusted proxy, the one that it vouches
 * for. `X-Forwarded-For` grows to the right, so it is read from there and never beyond the first untrusted address.
 */
export function toClientAddress(connection: string, forwardedFor: string | null, trusted: readonly string[]): string {
  let client = toCanonical(connection) ?? connection
  for (const item of (forwardedFor ?? '').split(',').reverse()) {
    if (!isWithin(client, trusted)) return client
    const next = toCanonical(item.trim())
    if (next === null) return client
    client = next
  }
  return client
}

export function isLoopback(address: string): boolean {
  const canonical = toCanonical(address)
  return canonical !== null && ipaddr.parse(canonical).range() === 'loopback'
}

/** IPv4 in IPv6 form becomes IPv4, as dual-stack sockets report it; null for what is no address. */
function toCanonical(text: string): string | null {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : null
}

function isWithin(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return networks.some((network) => {
    const [base, bits] = ipaddr.isValidCIDR(network) ? ipaddr.parseCIDR(network) : [ipaddr.process(network), null]
    return base.kind() === parsed.kind() && parsed.match(base, bits ?? (base.kind() === 'ipv4' ? 32 : 128))
  })
}
