/**
 * `check_host()` (RFC 7208 §4): one sender's address against the records of a domain, in order, within the limits.
 * Result and reason are values. Asks through what it was given, and has no clock.
 */
import type { Lookup } from '../dns/outcome.ts'
import { explain } from './explain.ts'
import { parseClientIp } from './ip.ts'
import { matchMechanism } from './mechanisms.ts'
import { askAhead } from './prefetch.ts'
import { createReader, type Reading } from './read-record.ts'
import type { Directive, MacroString, Modifier, Qualifier, SpfRecord } from './record.ts'
import type { SpfResult } from './result.ts'
import { isQueryable, resolveTarget } from './target.ts'
import { createRun, stop, type Asker, type Run, type Stop, type StopReason } from './run.ts'
import { createTrace, type TraceStep } from './trace.ts'
import { withOnce } from './with-once.ts'

export interface SpfQuestion {
  /** The client's address. Whoever takes it in has seen that it is one: anything else is a bug, and thrown. */
  ip: string
  helo: string
  /** The reverse-path; empty for a bounce, then `postmaster` at the HELO name is checked (RFC 7208 §2.4). */
  mailfrom: string
  lookup: Lookup
  /** The receiver's own name, for the `r` macro. */
  receiver?: string
  /** For the `t` macro. */
  nowSeconds?: number
  /** RFC 7208 §4.6.4: a receiver bounds the whole check; asked before each question. */
  isOutOfTime?: () => boolean
  /** False asks one question after another. The verdict is the same, only later (`prefetch.ts`). */
  ahead?: boolean
  /** Whether to note every step (`trace.ts`). */
  trace?: boolean
}

export interface SpfVerdict {
  result: SpfResult
  /** Why it is not decided by a term. */
  reason: StopReason | null
  /** The term that decided, and the domain whose record holds it. */
  matched: { domain: string; term: string } | null
  /** The domain owner's words for a `fail` (RFC 7208 §6.2). */
  explanation: string | null
  lookups: number
  voidLookups: number
  /** Null unless asked for. */
  trace: readonly TraceStep[] | null
}

/** Decided is decided: questions asked ahead may still be on their way then; whoever gave the look-up may call them back. */
export async function evaluateSpf(question: SpfQuestion): Promise<SpfVerdict> {
  const ip = parseClientIp(question.ip)
  if (ip === null) throw new TypeError(`not an address: ${question.ip}`)
  const { localPart, domain } = toSender(question)
  const { helo, receiver = 'unknown', nowSeconds = 0, isOutOfTime = () => false } = question
  const asker: Asker = { ip, localPart, senderDomain: domain, helo, receiver, nowSeconds, lookup: withOnce(question.lookup), read: createReader(), isOutOfTime }
  const stopAhead = question.ahead === false ? null : askAhead(asker, domain)
  const trace = question.trace === true ? createTrace() : null
  const run = createRun(asker, trace)
  try {
    const { result, reason, matched, exp } = await checkHost(run, domain)
    const explanation = result === 'fail' && exp !== null ? await explain(run, exp.value, exp.domain) : null
    return { result, reason, matched, explanation, lookups: run.lookups, voidLookups: run.voidLookups, trace: trace?.steps ?? null }
  } finally {
    stopAhead?.()
  }
}

/** RFC 7208 §2.4, §4.3: a sender without a local part is its postmaster. */
function toSender({ mailfrom, helo }: SpfQuestion): { localPart: string; domain: string } {
  if (mailfrom === '') return { localPart: 'postmaster', domain: withoutRootDot(helo) }
  const at = mailfrom.lastIndexOf('@')
  return { localPart: mailfrom.slice(0, Math.max(at, 0)) || 'postmaster', domain: withoutRootDot(mailfrom.slice(at + 1)) }
}

/** The root's dot is part of no label, so macros must not see it (§7.3). Two dots are an empty label, and stay one. */
const withoutRootDot = (domain: string): string => domain.replace(/(?<!\.)\.$/, '')

interface Found {
  result: SpfResult
  reason: StopReason | null
  matched: SpfVerdict['matched']
  /** The explanation of the record that decided. */
  exp: { value: MacroString; domain: string } | null
}

const ended = ({ result, reason }: Stop | { result: 'none'; reason: StopReason }): Found => ({ result, reason, matched: null, exp: null })

/** RFC 7208 §4.3 to §4.7, for one domain: called again for `include` and `redirect`. */
async function checkHost(run: Run, domain: string): Promise<Found> {
  if (!isQueryable(domain)) return ended({ result: 'none', reason: { code: 'not-a-domain', name: domain } })
  if (run.isOutOfTime()) return ended(stop('temperror', 'out-of-time', domain))
  const end = run.trace?.openRecord(domain)
  const reading = run.read(await run.lookup(domain, 'TXT'))
  end?.(reading)
  return reading.kind === 'record' ? evaluateRecord(run, domain, reading.record) : withoutRecord(reading.kind, domain)
}

/** RFC 7208 §4.4 and §4.5 */
function withoutRecord(kind: Exclude<Reading['kind'], 'record'>, domain: string): Found {
  switch (kind) {
    case 'none':
      return ended({ result: 'none', reason: { code: 'no-record', name: domain } })
    case 'unavailable':
      return ended(stop('temperror', 'dns-error', domain))
    case 'several':
      return ended(stop('permerror', 'several-records', domain))
    case 'syntax-error':
      return ended(stop('permerror', 'syntax-error', domain))
  }
}

const resultOf: Readonly<Record<Qualifier, SpfResult>> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' }

/** RFC 7208 §4.6.2: from left to right, the first match decides. */
async function evaluateRecord(run: Run, domain: string, record: SpfRecord): Promise<Found> {
  for (const term of record.terms) {
    if (term.type !== 'directive') continue
    const end = run.trace?.openTerm(domain, term, run)
    const found = matchMechanism(run, domain, term, checkInclude)
    // Most terms ask nothing: to await each would cost more than to match it.
    const match = found instanceof Promise ? await found : found
    end?.(typeof match === 'string' ? match : match.result, run)
    if (match === 'match') return decided(term, domain, record)
    if (match !== 'no-match') return ended(match)
  }
  const redirect = findModifier(record, 'redirect')
  // §4.7: without a match and without a redirect the result is neutral.
  if (redirect === null) return { result: 'neutral', reason: { code: 'no-match', name: domain }, matched: null, exp: null }
  return followRedirect(run, domain, redirect)
}

function decided(directive: Directive, domain: string, record: SpfRecord): Found {
  const exp = findModifier(record, 'exp')
  return {
    result: resultOf[directive.qualifier],
    reason: null,
    matched: { domain, term: directive.text },
    exp: exp === null ? null : { value: exp.value, domain },
  }
}

function findModifier(record: SpfRecord, kind: 'redirect' | 'exp'): Modifier | null {
  for (const term of record.terms) if (term.type === 'modifier' && term.kind === kind) return term
  return null
}

async function followRedirect(run: Run, domain: string, redirect: Modifier): Promise<Found> {
  const end = run.trace?.openTerm(domain, redirect, run)
  const found = await checkRedirect(run, domain, redirect)
  end?.(found.result === 'temperror' || found.result === 'permerror' ? found.result : 'followed', run)
  return found
}

/** RFC 7208 §6.1: the target's result is the result, but "no record" there is an error here. */
async function checkRedirect(run: Run, domain: string, redirect: Modifier): Promise<Found> {
  const over = run.spendLookup(redirect.text)
  if (over !== null) return ended(over)
  const target = await resolveTarget(run, redirect.value, domain)
  if (target === null) return ended(stop('permerror', 'target-without-record', redirect.text))
  const found = await checkHost(run, target)
  return found.result === 'none' ? ended(stop('permerror', 'target-without-record', target)) : found
}

/** RFC 7208 §5.2: what the target's result means for the record that includes it. */
async function checkInclude(run: Run, target: string): Promise<'match' | 'no-match' | Stop> {
  const { result, reason } = await checkHost(run, target)
  switch (result) {
    case 'pass':
      return 'match'
    case 'fail':
    case 'softfail':
    case 'neutral':
      return 'no-match'
    case 'temperror':
    case 'permerror':
      return { result, reason: reason ?? { code: 'dns-error', name: target } }
    case 'none':
      return stop('permerror', 'target-without-record', target)
  }
}

