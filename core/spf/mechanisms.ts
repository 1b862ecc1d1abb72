/** Each mechanism under its section of RFC 7208: does it match this client? Counting is left to the run. */
import { canonicalHost, isAtOrBelow } from '../dns/names.ts'
import { spfView, type DnsOutcome } from '../dns/outcome.ts'
import { isInNetwork, parseIp } from './ip.ts'
import { maxMxHosts } from './limits.ts'
import type { Directive, DualPrefix, Mechanism } from './record.ts'
import { stop, type Run, type Stop } from './run.ts'
import { resolveTarget } from './target.ts'
import { toQueryName } from './macro.ts'
import { isValidated, lookupPtrNames } from './validated-name.ts'

export type Match = 'match' | 'no-match' | Stop

export type CheckInclude = (run: Run, target: string) => Promise<Match>

/** At once where nothing has to be asked. */
export function matchMechanism(run: Run, domain: string, { mechanism, text }: Directive, checkInclude: CheckInclude): Match | Promise<Match> {
  switch (mechanism.kind) {
    case 'all': // §5.1
      return 'match'
    case 'ip4':
    case 'ip6': // §5.6
      return isInNetwork(run.ip, mechanism.network, mechanism.prefixLength) ? 'match' : 'no-match'
    case 'include':
    case 'a':
    case 'mx':
    case 'ptr':
    case 'exists':
      // §4.6.4: counted first, asked then.
      return run.spendLookup(text) ?? matchAsking(run, domain, mechanism, checkInclude)
  }
}

type Asking = Exclude<Mechanism, { kind: 'all' | 'ip4' | 'ip6' }>

function matchAsking(run: Run, domain: string, mechanism: Asking, checkInclude: CheckInclude): Match | Promise<Match> {
  const target = resolveTarget(run, mechanism.target, domain)
  if (target === null) return 'no-match'
  if (typeof target === 'string') return matchTarget(run, target, mechanism, checkInclude)
  return target.then((name) => matchTarget(run, name, mechanism, checkInclude))
}

function matchTarget(run: Run, target: string, mechanism: Asking, checkInclude: CheckInclude): Promise<Match> {
  switch (mechanism.kind) {
    case 'include': // §5.2
      return checkInclude(run, target)
    case 'a': // §5.3
      return matchA(run, target, mechanism.prefix)
    case 'mx':
      return matchMx(run, target, mechanism.prefix)
    case 'ptr':
      return matchPtr(run, target)
    case 'exists':
      return matchExists(run, target)
  }
}

/** `void`: there is nothing, and the term has not paid for it yet. */
type Found = Match | 'void'

/** §5: A records for an IPv4 client, AAAA for an IPv6 one. */
async function findAddress(run: Run, name: string, prefix: DualPrefix): Promise<Found> {
  if (run.isOutOfTime()) return outOfTime(name)
  const outcome = await run.lookup(name, run.ip.family === 4 ? 'A' : 'AAAA')
  if (outcome.kind !== 'answer') return findNothing(name, outcome)
  const length = run.ip.family === 4 ? prefix.ip4 : prefix.ip6
  const isMatch = outcome.records.some(({ address }) => {
    const found = parseIp(address)
    return found !== null && isInNetwork(run.ip, found, length)
  })
  return isMatch ? 'match' : 'no-match'
}

/** §4.8: a name that cannot be asked for matches nothing, and no question was void. */
function findNothing(name: string, outcome: DnsOutcome): Found {
  const view = spfView(outcome)
  if (view === 'temperror') return stop('temperror', 'dns-error', name)
  return view === 'void' ? 'void' : 'no-match'
}

const outOfTime = (name: string): Stop => stop('temperror', 'out-of-time', name)

const payVoid = (run: Run, found: Found, name: string): Match => (found === 'void' ? (run.spendVoid(name) ?? 'no-match') : found)

async function matchA(run: Run, name: string, prefix: DualPrefix): Promise<Match> {
  return payVoid(run, await findAddress(run, name, prefix), name)
}

/** §5.4: the addresses of the exchangers; a domain without MX has none, its own address does not stand in. */
async function matchMx(run: Run, name: string, prefix: DualPrefix): Promise<Match> {
  if (run.isOutOfTime()) return outOfTime(name)
  const outcome = await run.lookup(name, 'MX')
  if (outcome.kind !== 'answer') return payVoid(run, findNothing(name, outcome), name)
  // §4.6.4: more than ten exchangers are an error, even when an early one would match.
  if (outcome.records.length > maxMxHosts) return stop('permerror', 'too-many-mx', name)
  let isPaid = false
  for (const { exchange } of [...outcome.records].sort((a, b) => a.preference - b.preference)) {
    const host = toQueryName(exchange)
    const found = await findAddress(run, host, prefix)
    // §4.6.4 limits "the number of terms for which DNS queries return" nothing: one `mx` is one, whatever its hosts say.
    const match = found === 'void' && isPaid ? 'no-match' : payVoid(run, found, host)
    if (match !== 'no-match') return match
    isPaid ||= found === 'void'
  }
  return 'no-match'
}

/**
 * §5.5: a validated name of the client at or below the target. Errors only mean that it does not match. A client without
 * names is one void term; what its names lead to was chosen by the owner of the address, and costs this record nothing.
 */
async function matchPtr(run: Run, target: string): Promise<Match> {
  if (run.isOutOfTime()) return outOfTime(target)
  const { names, isVoid, isCut } = await lookupPtrNames(run)
  // To be late is no DNS error: nobody knows whether it matches.
  if (isCut) return outOfTime(target)
  const over = isVoid ? run.spendVoid(target) : null
  if (over !== null) return over
  for (const name of names) {
    if (!isAtOrBelow(name, canonicalHost(target))) continue
    const isClient = await isValidated(run, name)
    if (isClient === null) return outOfTime(target)
    if (isClient) return 'match'
  }
  return 'no-match'
}

/** §5.7: any A record, whatever the client's family. */
async function matchExists(run: Run, name: string): Promise<Match> {
  if (run.isOutOfTime()) return outOfTime(name)
  const outcome = await run.lookup(name, 'A')
  return outcome.kind === 'answer' ? 'match' : payVoid(run, findNothing(name, outcome), name)
}
