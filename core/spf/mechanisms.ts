/** Each mechanism under its section of RFC 7208: does it match this client? Counting is left to the run. */
import { spfView } from '../dns/outcome.ts'
import { isInNetwork, parseIp } from './ip.ts'
import { maxMxHosts } from './limits.ts'
import type { DualPrefix, Mechanism } from './record.ts'
import { stop, type Run, type Stop } from './run.ts'
import { resolveTarget } from './target.ts'
import { toQueryName } from './macro.ts'
import { isAtOrBelow, isValidated, lookupPtrNames } from './validated-name.ts'

export type Match = 'match' | 'no-match' | Stop

export type CheckInclude = (run: Run, target: string) => Promise<Match>

/** At once where nothing has to be asked. */
export function matchMechanism(run: Run, domain: string, mechanism: Mechanism, checkInclude: CheckInclude): Match | Promise<Match> {
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
      return matchAsking(run, domain, mechanism, checkInclude)
  }
}

type Asking = Exclude<Mechanism, { kind: 'all' | 'ip4' | 'ip6' }>

/** §4.6.4: counted first, asked then. */
function matchAsking(run: Run, domain: string, mechanism: Asking, checkInclude: CheckInclude): Match | Promise<Match> {
  const over = run.spendLookup(mechanism.kind)
  if (over !== null) return over
  const target = resolveTarget(run, mechanism.target, domain)
  if (typeof target === 'string') return matchTarget(run, target, mechanism, checkInclude)
  return target.then((name) => matchTarget(run, name, mechanism, checkInclude))
}

function matchTarget(run: Run, target: string, mechanism: Asking, checkInclude: CheckInclude): Promise<Match> {
  switch (mechanism.kind) {
    case 'include': // §5.2
      return checkInclude(run, target)
    case 'a': // §5.3
      return matchAddresses(run, target, mechanism.prefix)
    case 'mx':
      return matchMx(run, target, mechanism.prefix)
    case 'ptr':
      return matchPtr(run, target)
    case 'exists':
      return matchExists(run, target)
  }
}

/** §5: A records for an IPv4 client, AAAA for an IPv6 one. */
async function matchAddresses(run: Run, name: string, prefix: DualPrefix): Promise<Match> {
  if (run.isOutOfTime()) return stop('temperror', 'out-of-time', name)
  const outcome = await run.lookup(name, run.ip.family === 4 ? 'A' : 'AAAA')
  if (outcome.kind !== 'answer') return matchNothing(run, name, spfView(outcome))
  const length = run.ip.family === 4 ? prefix.ip4 : prefix.ip6
  const isMatch = outcome.records.some(({ address }) => {
    const found = parseIp(address)
    return found !== null && isInNetwork(run.ip, found, length)
  })
  return isMatch ? 'match' : 'no-match'
}

/** §4.8: a name that cannot be asked for matches nothing, and no question was void. */
function matchNothing(run: Run, name: string, view: ReturnType<typeof spfView>): Match {
  if (view === 'temperror') return stop('temperror', 'dns-error', name)
  return (view === 'void' ? run.spendVoid(name) : null) ?? 'no-match'
}

/** §5.4: the addresses of the exchangers; a domain without MX has none, its own address does not stand in. */
async function matchMx(run: Run, name: string, prefix: DualPrefix): Promise<Match> {
  if (run.isOutOfTime()) return stop('temperror', 'out-of-time', name)
  const outcome = await run.lookup(name, 'MX')
  if (outcome.kind !== 'answer') return matchNothing(run, name, spfView(outcome))
  // §4.6.4: more than ten exchangers are an error, even when an early one would match.
  if (outcome.records.length > maxMxHosts) return stop('permerror', 'too-many-mx', name)
  for (const { exchange } of [...outcome.records].sort((a, b) => a.preference - b.preference)) {
    const match = await matchAddresses(run, toQueryName(exchange), prefix)
    if (match !== 'no-match') return match
  }
  return 'no-match'
}

/** §5.5: a validated name of the client at or below the target. Errors only mean that it does not match. */
async function matchPtr(run: Run, target: string): Promise<Match> {
  const { names, isVoid } = await lookupPtrNames(run)
  const over = isVoid ? run.spendVoid(target) : null
  if (over !== null) return over
  for (const name of names) {
    if (isAtOrBelow(name, target) && (await isValidated(run, name))) return 'match'
  }
  return 'no-match'
}

/** §5.7: any A record, whatever the client's family. */
async function matchExists(run: Run, name: string): Promise<Match> {
  if (run.isOutOfTime()) return stop('temperror', 'out-of-time', name)
  const outcome = await run.lookup(name, 'A')
  return outcome.kind === 'answer' ? 'match' : matchNothing(run, name, spfView(outcome))
}
