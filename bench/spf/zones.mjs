// What the engines are asked about: include trees of several shapes, and a mixed load of ordinary records.
// A zone is { "name": { TXT: [text], A: [address], MX: [[preference, host]], PTR: [name] } }.

export const sender = '192.0.2.77'
const other = '198.51.100.9'

const spf = (...terms) => ({ TXT: [['v=spf1', ...terms].join(' ')] })
const leaf = (...addresses) => spf(...addresses.map((address) => `ip4:${address}`), '-all')

/** One tree in three forms: the sender's address in the first place, in the last, in none. */
function threeTimes(shape, build) {
  return ['early', 'late', 'none'].map((match) => {
    const origin = `${match}.${shape}.example`
    const addressAt = (index, last) => ((match === 'early' && index === 0) || (match === 'late' && index === last) ? sender : other)
    return { shape, match, domain: origin, zone: build(origin, addressAt) }
  })
}

/** Ten includes beside one another. */
const flat = threeTimes('flat', (origin, addressAt) => {
  const names = Array.from({ length: 10 }, (_, i) => `i${i}.${origin}`)
  return {
    [origin]: spf(...names.map((name) => `include:${name}`), '-all'),
    ...Object.fromEntries(names.map((name, i) => [name, leaf(addressAt(i, 9))])),
  }
})

/** Each include holds the next, after an address of its own. */
const deep = threeTimes('deep', (origin, addressAt) => {
  const names = [origin, ...Array.from({ length: 10 }, (_, i) => `d${i}.${origin}`)]
  return Object.fromEntries(names.map((name, i) => [name, spf(`ip4:${addressAt(i, 10)}`, ...(i < 10 ? [`include:${names[i + 1]}`] : []), '-all')]))
})

/** Three includes of two each: nine look-ups on two levels. */
const wide = threeTimes('wide', (origin, addressAt) => {
  const zone = { [origin]: spf(...[0, 1, 2].map((i) => `include:w${i}.${origin}`), '-all') }
  for (const i of [0, 1, 2]) {
    zone[`w${i}.${origin}`] = spf(...[0, 1].map((j) => `include:l${j}.w${i}.${origin}`), '-all')
    for (const j of [0, 1]) zone[`l${j}.w${i}.${origin}`] = leaf(addressAt(2 * i + j, 5))
  }
  return zone
})

/** Addresses, exchangers, includes and a redirect, as grown records have them. */
const mixed = threeTimes('mixed', (origin, addressAt) => ({
  [origin]: { ...spf(`include:a.${origin}`, `a:host.${origin}`, 'mx', `include:b.${origin}`, `redirect=r.${origin}`), MX: [[10, `mx1.${origin}`], [20, `mx2.${origin}`]] },
  [`a.${origin}`]: leaf(addressAt(0, 3)),
  [`host.${origin}`]: { A: [other] },
  [`mx1.${origin}`]: { A: [other] },
  [`mx2.${origin}`]: { A: [other] },
  [`b.${origin}`]: spf(`include:c.${origin}`, '-all'),
  [`c.${origin}`]: leaf(addressAt(2, 9)),
  [`r.${origin}`]: leaf(addressAt(3, 3)),
}))

export const treeCases = [...flat, ...deep, ...wide, ...mixed]

/**
 * How many answers must follow one another before the decision can be known, when everything that can be asked at once
 * is asked at once: the depth of the questions up to and including the term that decides.
 */
export function criticalPath({ zone, domain }) {
  return walk(zone, domain, 0).depth
}

function walk(zone, name, askedAfter) {
  const known = askedAfter + 1
  let depth = known
  for (const term of zone[name].TXT[0].split(' ').slice(1)) {
    const [kind, value = name] = term.split(/[:=](.*)/s)
    let isMatch = false
    if (kind === 'ip4') isMatch = value === sender
    else if (kind === '-all') return { depth, result: 'fail' }
    else if (kind === 'a') depth = Math.max(depth, known + 1)
    else if (kind === 'mx') depth = Math.max(depth, known + 2)
    else {
      const inner = walk(zone, value, known)
      depth = Math.max(depth, inner.depth)
      if (kind === 'redirect') return { depth, result: inner.result }
      isMatch = inner.result === 'pass'
    }
    if (isMatch) return { depth, result: 'pass' }
  }
  return { depth, result: 'neutral' }
}

/** 64 domains such as mail comes from: shared services included by many, own addresses, exchangers, a few without SPF. */
export function mixedLoad() {
  const zone = {}
  const services = Array.from({ length: 6 }, (_, i) => `spf.service${i}.example`)
  services.forEach((service, i) => {
    zone[service] = spf(`include:a.${service}`, `include:b.${service}`, '~all')
    zone[`a.${service}`] = spf(...Array.from({ length: 8 }, (_, j) => `ip4:198.51.${100 + i}.${j * 16}/28`), '~all')
    zone[`b.${service}`] = spf(...Array.from({ length: 4 }, (_, j) => `ip6:2001:db8:${i}${j}::/48`), `ip4:203.0.113.${i}`, '~all')
  })
  const requests = Array.from({ length: 64 }, (_, i) => {
    const domain = `sender${i}.example`
    const service = services[i % services.length]
    zone[domain] = { ...recordOf(i, domain, service), A: [`192.0.2.${i}`], MX: [[10, `mx1.${domain}`], [20, `mx2.${domain}`]] }
    zone[`mx1.${domain}`] = { A: [`192.0.2.${100 + i}`] }
    zone[`mx2.${domain}`] = { A: ['198.51.100.200'] }
    return { ip: i % 3 === 0 ? `203.0.113.${i % services.length}` : `192.0.2.${100 + i}`, helo: `mx1.${domain}`, mailfrom: `someone@${domain}` }
  })
  return { zone, requests }
}

function recordOf(i, domain, service) {
  switch (i % 8) {
    case 0:
      return spf(`include:${service}`, '-all')
    case 1:
      return spf(`ip4:192.0.2.${100 + i}`, `include:${service}`, '-all')
    case 2:
      return spf('mx', `include:${service}`, '~all')
    case 3:
      return spf('a', 'mx', '-all')
    case 4:
      return spf('ip4:198.51.100.0/24', `a:mx1.${domain}`, `include:${service}`, '~all')
    case 5:
      return spf(`redirect=${service}`)
    case 6:
      return { TXT: ['some-service-verification=0123456789abcdef', `v=spf1 include:${service} mx ~all`] }
    default:
      return { TXT: ['no record of interest'] }
  }
}
