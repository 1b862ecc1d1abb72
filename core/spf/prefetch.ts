/**
 * Asks ahead, all at once, what the check will need, so that it waits for the depth of the tree and not for its size.
 * Answers only land where each question is kept once (`with-once.ts`): results, counts and order are the evaluator's.
 *
 * At most ten terms are asked ahead in one check: of those known, the first that a sender whom nothing matches would
 * meet. None is after a third void term (RFC 7208 §4.6.4). Names behind an MX or a PTR answer are asked under the limits
 * of their own. What has no part in the result is not asked.
 */
import { canonicalHost, isAtOrBelow } from '../dns/names.ts'
import { spfView, type DnsOutcome, type RrType } from '../dns/outcome.ts'
import { isInNetwork } from './ip.ts'
import { maxLookups, maxMxHosts, maxVoidLookups } from './limits.ts'
import { toQueryName } from './macro.ts'
import { isDirective, type MacroString, type Mechanism, type SpfRecord } from './record.ts'
import type { Asker } from './run.ts'
import { isQueryable, resolveTarget } from './target.ts'
import { lookupPtrNames } from './validated-name.ts'

/** One record of the tree, with its first terms that ask. */
interface Branch {
  domain: string
  /** Reached by `include`: then its explanation is nobody's (RFC 7208 §6.2). */
  isIncluded: boolean
  terms: AheadTerm[]
  /** The check ends here at the latest, so nothing behind it is asked. */
  isDeadEnd: boolean
}

interface AheadTerm {
  kind: 'include' | 'redirect' | 'a' | 'mx' | 'ptr' | 'exists'
  target: MacroString | null
  isAsked: boolean
  isVoid: boolean
  below: Branch | null
}

interface Ahead {
  asker: Asker
  root: Branch
  termsLeft: number
  voidLookups: number
  isStopped: boolean
}

/** Returns how to stop: what is on its way then is abandoned, and nothing more is asked. */
export function askAhead(asker: Asker, domain: string): () => void {
  const root = createBranch(domain, false)
  const ahead: Ahead = { asker: { ...asker, isOutOfTime: () => ahead.isStopped }, root, termsLeft: maxLookups, voidLookups: 0, isStopped: false }
  grow(ahead, root)
  return () => {
    ahead.isStopped = true
  }
}

const createBranch = (domain: string, isIncluded: boolean): Branch => ({ domain, isIncluded, terms: [], isDeadEnd: false })

/** A look-up that breaks its promise never to reject is heard of where the check uses the answer, and only there. */
const heedless = (): undefined => undefined

function grow(ahead: Ahead, branch: Branch): void {
  // §4.3: what is no name is no question either.
  branch.isDeadEnd = !isQueryable(branch.domain)
  if (!branch.isDeadEnd) ahead.asker.lookup(branch.domain, 'TXT').then((outcome) => read(ahead, branch, outcome), heedless)
}

function read(ahead: Ahead, branch: Branch, outcome: DnsOutcome<'TXT'>): void {
  if (ahead.isStopped) return
  const reading = ahead.asker.read(outcome)
  if (reading.kind === 'record') {
    branch.terms = toAheadTerms(reading.record, ahead.asker)
    if (!branch.isIncluded) askExplanation(ahead, branch.domain, reading.record)
  } else {
    branch.isDeadEnd = true
  }
  askInOrder(ahead, ahead.root)
}

function toAheadTerms(record: SpfRecord, { ip }: Asker): AheadTerm[] {
  const terms: AheadTerm[] = []
  let redirect: MacroString | null = null
  for (const term of record.terms) {
    if (term.type === 'modifier') {
      if (term.kind === 'redirect') redirect = term.value
    } else if (isSureMatch(term.mechanism, ip)) {
      return terms
    } else if ('target' in term.mechanism) {
      terms.push({ kind: term.mechanism.kind, target: term.mechanism.target, isAsked: false, isVoid: false, below: null })
      // No record has a use for more: the eleventh is not met (§4.6.4).
      if (terms.length === maxLookups) return terms
    }
  }
  if (redirect !== null) terms.push({ kind: 'redirect', target: redirect, isAsked: false, isVoid: false, below: null })
  return terms
}

/** What surely ends the record: `all`, or a network that holds the client (§4.6.2, §5.1, §5.6). */
function isSureMatch(mechanism: Mechanism, ip: Asker['ip']): boolean {
  if (mechanism.kind === 'all') return true
  return (mechanism.kind === 'ip4' || mechanism.kind === 'ip6') && isInNetwork(ip, mechanism.network, mechanism.prefixLength)
}

/** §6.2: asked for only where a `-` may decide. Costs nothing against the limits. */
function askExplanation({ asker }: Ahead, domain: string, record: SpfRecord): void {
  const exp = record.terms.find((term) => term.type === 'modifier' && term.kind === 'exp')
  if (exp?.type === 'modifier' && mayFail(record, asker)) withTarget(resolveTarget(asker, exp.value, domain), (name) => void asker.lookup(name, 'TXT').catch(heedless))
}

function mayFail(record: SpfRecord, { ip }: Asker): boolean {
  for (const term of record.terms) {
    if (!isDirective(term)) continue
    if (term.qualifier === '-') return true
    if (isSureMatch(term.mechanism, ip)) return false
  }
  return false
}

/** Asks in the order in which a sender meets the terms whom nothing matches. True: the check ends with this branch. */
function askInOrder(ahead: Ahead, branch: Branch): boolean {
  for (const term of branch.terms) {
    if (!term.isAsked) {
      if (ahead.termsLeft === 0 || !mayAsk(ahead)) return true
      term.isAsked = true
      ahead.termsLeft -= 1
      askTerm(ahead, term, branch)
    }
    if (term.below !== null && askInOrder(ahead, term.below)) return true
  }
  return branch.isDeadEnd
}

const mayAsk = ({ isStopped, voidLookups }: Ahead): boolean => !isStopped && voidLookups <= maxVoidLookups

function askTerm(ahead: Ahead, term: AheadTerm, { domain, isIncluded }: Branch): void {
  const { asker } = ahead
  const resolved = resolveTarget(asker, term.target, domain)
  // §7.3, `p`: all its names at once.
  if (resolved instanceof Promise) askValidatedNames(ahead, () => true)
  withTarget(resolved, (target) => {
    if (ahead.isStopped) return
    switch (term.kind) {
      case 'include': // §5.2
      case 'redirect': // §6.1
        term.below = createBranch(target, isIncluded || term.kind === 'include')
        return grow(ahead, term.below)
      case 'a': // §5.3
        return askForVoid(ahead, term, target, addressType(asker))
      case 'exists': // §5.7
        return askForVoid(ahead, term, target, 'A')
      case 'mx': // §5.4
        return void asker.lookup(target, 'MX').then((outcome) => askExchangers(ahead, term, outcome), heedless)
      case 'ptr': // §5.5
        return askValidatedNames(ahead, (name) => isAtOrBelow(name, canonicalHost(target)), () => noteVoid(ahead, term))
    }
  })
}

/** At once where no DNS is needed for the name itself, and not at all where there is none. */
function withTarget(target: ReturnType<typeof resolveTarget>, use: (target: string) => void): void {
  if (typeof target === 'string') use(target)
  else target?.then(use, heedless)
}

const addressType = ({ ip }: Asker): 'A' | 'AAAA' => (ip.family === 4 ? 'A' : 'AAAA')

function askForVoid(ahead: Ahead, term: AheadTerm, name: string, type: 'A' | 'AAAA'): void {
  ahead.asker.lookup(name, type).then((outcome) => noteOutcome(ahead, term, outcome), heedless)
}

function noteOutcome(ahead: Ahead, term: AheadTerm, outcome: DnsOutcome<RrType>): void {
  if (spfView(outcome) === 'void') noteVoid(ahead, term)
}

/** §4.6.4: a term is void once, however many of its questions are. */
function noteVoid(ahead: Ahead, term: AheadTerm): void {
  if (!term.isVoid) ahead.voidLookups += 1
  term.isVoid = true
}

/** §4.6.4: more than ten exchangers are an error, and none of them is asked for. */
function askExchangers(ahead: Ahead, term: AheadTerm, outcome: DnsOutcome<'MX'>): void {
  noteOutcome(ahead, term, outcome)
  if (outcome.kind !== 'answer' || outcome.records.length > maxMxHosts || !mayAsk(ahead)) return
  for (const { exchange } of outcome.records) askForVoid(ahead, term, toQueryName(exchange), addressType(ahead.asker))
}

/** §5.5, §7.3: the names of the address, ten of them at most, and whether they lead back to it. */
function askValidatedNames(ahead: Ahead, isWanted: (name: string) => boolean, onNone: () => void = heedless): void {
  const { asker } = ahead
  lookupPtrNames(asker).then(({ names, isVoid }) => {
    if (isVoid) onNone()
    if (!mayAsk(ahead)) return
    for (const name of names) if (isWanted(name)) asker.lookup(name, addressType(asker)).catch(heedless)
  }, heedless)
}
