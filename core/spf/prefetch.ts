/**
 * Asks ahead, all at once, what the check will need, so that it waits for the depth of the tree and not for its size.
 * Answers only land where each question is kept once (`with-once.ts`): results, counts and order are the evaluator's.
 *
 * At most ten terms are asked ahead in one check: of those known, the first that a sender whom nothing matches would
 * meet. None is after a third void answer (RFC 7208 §4.6.4). Names behind an MX or a PTR answer are asked under the limits
 * of their own. What has no part in the result is not asked.
 */
import { spfView, type DnsOutcome, type RrType } from '../dns/outcome.ts'
import { isInNetwork } from './ip.ts'
import { maxLookups, maxMxHosts, maxVoidLookups } from './limits.ts'
import { toQueryName, usesMacro } from './macro.ts'
import { readRecord } from './read-record.ts'
import { isDirective, type Directive, type MacroString, type Mechanism, type SpfRecord } from './record.ts'
import type { Asker } from './run.ts'
import { isQueryable, resolveTarget } from './target.ts'
import { isAtOrBelow, lookupPtrNames } from './validated-name.ts'

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
  const ahead: Ahead = { asker: heedless(asker, () => ahead.isStopped), root, termsLeft: maxLookups, voidLookups: 0, isStopped: false }
  void grow(ahead, root)
  return () => {
    ahead.isStopped = true
  }
}

const createBranch = (domain: string, isIncluded: boolean): Branch => ({ domain, isIncluded, terms: [], isDeadEnd: false })

/** A look-up that breaks its promise never to reject is heard of where the check uses the answer, and only there. */
function heedless(asker: Asker, isOutOfTime: () => boolean): Asker {
  return { ...asker, isOutOfTime, lookup: (name, type) => asker.lookup(name, type).catch(() => new Promise<never>(() => undefined)) }
}

async function grow(ahead: Ahead, branch: Branch): Promise<void> {
  // §4.3: what is no name is no question either.
  branch.isDeadEnd = !isQueryable(branch.domain)
  if (branch.isDeadEnd) return
  const reading = readRecord(await ahead.asker.lookup(branch.domain, 'TXT'))
  if (ahead.isStopped) return
  if (reading.kind === 'record') {
    branch.terms = toAheadTerms(reading.record, ahead.asker)
    if (!branch.isIncluded) askExplanation(ahead, branch.domain, reading.record)
  } else {
    branch.isDeadEnd = true
  }
  askNext(ahead)
}

/** Terms up to the one that surely ends the record: `all`, or a network that holds the client (§4.6.2, §5.1, §5.6). */
function toReached(record: SpfRecord, { ip }: Asker): { directives: Directive[]; isEnded: boolean } {
  const directives = record.terms.filter(isDirective)
  const end = directives.findIndex(({ mechanism }) => isSureMatch(mechanism, ip))
  return { directives: end === -1 ? directives : directives.slice(0, end + 1), isEnded: end !== -1 }
}

function isSureMatch(mechanism: Mechanism, ip: Asker['ip']): boolean {
  if (mechanism.kind === 'all') return true
  return (mechanism.kind === 'ip4' || mechanism.kind === 'ip6') && isInNetwork(ip, mechanism.network, mechanism.prefixLength)
}

function toAheadTerms(record: SpfRecord, asker: Asker): AheadTerm[] {
  const { directives, isEnded } = toReached(record, asker)
  const terms: AheadTerm[] = []
  for (const { mechanism } of directives) {
    // No record has a use for more: the eleventh is not met (§4.6.4).
    if (terms.length === maxLookups) return terms
    if ('target' in mechanism) terms.push({ kind: mechanism.kind, target: mechanism.target, isAsked: false, below: null })
  }
  const redirect = isEnded ? undefined : record.terms.find((term) => term.type === 'modifier' && term.kind === 'redirect')
  if (redirect?.type === 'modifier') terms.push({ kind: 'redirect', target: redirect.value, isAsked: false, below: null })
  return terms
}

/** §6.2: asked for only where a `-` may decide. Costs nothing against the limits. */
function askExplanation({ asker }: Ahead, domain: string, record: SpfRecord): void {
  const exp = record.terms.find((term) => term.type === 'modifier' && term.kind === 'exp')
  if (exp?.type !== 'modifier' || !toReached(record, asker).directives.some(({ qualifier }) => qualifier === '-')) return
  void resolveTarget(asker, exp.value, domain).then((name) => asker.lookup(name, 'TXT'))
}

/** The terms as a sender meets them whom nothing matches, as far as the tree is known. True: the check ends there. */
function* inOrder(branch: Branch): Generator<{ term: AheadTerm; branch: Branch }, boolean> {
  for (const term of branch.terms) {
    yield { term, branch }
    if (term.below !== null && (yield* inOrder(term.below))) return true
  }
  return branch.isDeadEnd
}

function askNext(ahead: Ahead): void {
  for (const { term, branch } of inOrder(ahead.root)) {
    if (ahead.termsLeft === 0 || ahead.voidLookups > maxVoidLookups) return
    if (term.isAsked) continue
    term.isAsked = true
    ahead.termsLeft -= 1
    void askTerm(ahead, term, branch)
  }
}

/** The questions of one term, each as soon as it can be asked. */
async function askTerm(ahead: Ahead, term: AheadTerm, { domain, isIncluded }: Branch): Promise<void> {
  const { asker } = ahead
  if (term.target !== null && usesMacro(term.target, 'p')) void askValidatedNames(ahead, () => true)
  const target = await resolveTarget(asker, term.target, domain)
  if (ahead.isStopped) return
  switch (term.kind) {
    case 'include': // §5.2
    case 'redirect': // §6.1
      term.below = createBranch(target, isIncluded || term.kind === 'include')
      return grow(ahead, term.below)
    case 'a': // §5.3
      return noteVoid(ahead, await asker.lookup(target, addressType(asker)))
    case 'exists': // §5.7
      return noteVoid(ahead, await asker.lookup(target, 'A'))
    case 'mx': // §5.4
      return askExchangers(ahead, await asker.lookup(target, 'MX'))
    case 'ptr': // §5.5
      if (await askValidatedNames(ahead, (name) => isAtOrBelow(name, target))) ahead.voidLookups += 1
  }
}

const addressType = ({ ip }: Asker): 'A' | 'AAAA' => (ip.family === 4 ? 'A' : 'AAAA')

function noteVoid(ahead: Ahead, outcome: DnsOutcome<RrType>): void {
  if (spfView(outcome) === 'void') ahead.voidLookups += 1
}

/** §4.6.4: more than ten exchangers are an error, and none of them is asked for. */
function askExchangers(ahead: Ahead, outcome: DnsOutcome<'MX'>): void {
  noteVoid(ahead, outcome)
  if (outcome.kind !== 'answer' || outcome.records.length > maxMxHosts) return
  for (const { exchange } of outcome.records) {
    if (mayAsk(ahead)) void ahead.asker.lookup(toQueryName(exchange), addressType(ahead.asker)).then((answer) => noteVoid(ahead, answer))
  }
}

const mayAsk = ({ isStopped, voidLookups }: Ahead): boolean => !isStopped && voidLookups <= maxVoidLookups

/** §5.5, §7.3: the names of the address, ten of them at most, and whether they lead back to it. True: there is none. */
async function askValidatedNames(ahead: Ahead, isWanted: (name: string) => boolean): Promise<boolean> {
  const { asker } = ahead
  const { names, isVoid } = await lookupPtrNames(asker)
  for (const name of names) if (isWanted(name) && mayAsk(ahead)) void asker.lookup(name, addressType(asker))
  return isVoid
}
