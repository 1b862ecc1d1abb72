import type { SpfAnswer } from '#core/contract/journey.ts'
import type { SpfReport } from '#core/contract/spf.ts'
import type { DnsOutcome, Lookup } from '#core/dns/outcome.ts'
import { spfView } from '#core/dns/outcome.ts'
import { mayPass, type Settled } from '#core/dns/settle.ts'
import { evaluateSpf } from '#core/spf/evaluate.ts'
import { judgeSpf, rulesVersion, type DomainAnswer, type SpfFacts } from '#core/spf/judge.ts'
import { planSpf } from '#core/spf/plan.ts'
import type { MimecastRule } from '#core/spf/rule.ts'
import { selectSpf } from '#core/spf/select.ts'
import type { TraceStep } from '#core/spf/trace.ts'
import { walkSpfTree } from '#core/spf/tree.ts'
import { createAskedLog, toAsked } from './asked-log.ts'
import { createCheckDeadline, wholeCheckMs } from './check-deadline.ts'

export interface SpfCheckRequest {
  /** A-labels, lower-case, no final dot. */
  domain: string
  rule: MimecastRule
  /** Answers for every name; for the domain's own record only where `own` does not say already what stands there. */
  lookup: Lookup
  own?: Settled<'TXT'>
  now: () => Date
  /** Without an answer of the customer the record of several senders is proposed: it takes nobody's mail away. */
  answer?: SpfAnswer
  /** The domain relative to its zone, for the DNS host's form. */
  host?: string
  /** Evaluates one sender's address beside the check; changes nothing in its verdict. */
  senderIp?: string
  /** Whether to tell the sender's evaluation step by step. */
  trace?: boolean
  wholeMs?: number
}

export interface SpfCheck {
  report: SpfReport
  /** Everything that was asked, with the replies as they came, for the evidence. */
  outcomes: readonly DnsOutcome[]
  /** Null unless asked for, with a sender. */
  trace: readonly TraceStep[] | null
}

/** The whole of "Validate": ask, walk, judge, propose. Being unable to ask is part of the report; only bugs are thrown. */
export async function checkSpf(request: SpfCheckRequest): Promise<SpfCheck> {
  const deadline = createCheckDeadline(request.lookup, request.wholeMs ?? wholeCheckMs)
  const log = createAskedLog(deadline.lookup)
  try {
    const own = request.own ?? { kind: 'said', outcome: await log.lookup(request.domain, 'TXT') }
    const reports = await Promise.all(toAnswers(own).map(async (answer) => toReport(request, await gatherFacts(request.domain, answer, log.lookup))))
    const { trace, ...sender } = await evaluateSender(request, log.lookup, deadline.isOver)
    return { report: { ...toOneReport(reports), ...sender, asked: log.outcomes.map(toAsked) }, outcomes: log.outcomes, trace }
  } finally {
    deadline.close()
  }
}

interface OwnAnswer {
  answer: DomainAnswer
  ttlSeconds: number | null
}

/** As many as differ. */
function toAnswers(own: Settled<'TXT'>): OwnAnswer[] {
  if (own.kind === 'unasked') return [{ answer: { kind: 'unavailable', reason: own.reason }, ttlSeconds: null }]
  const outcomes = own.kind === 'said' ? [own.outcome] : own.outcomes
  return outcomes.map((outcome) => ({ answer: toAnswer(outcome), ttlSeconds: outcome.kind === 'answer' ? outcome.ttlSeconds : null }))
}

function toAnswer(outcome: DnsOutcome<'TXT'>): DomainAnswer {
  if (outcome.kind === 'answer') return { kind: 'texts', texts: outcome.records.map(({ text }) => text) }
  if (outcome.kind === 'nodata') return { kind: 'texts', texts: [] }
  return spfView(outcome) === 'temperror' ? { kind: 'unavailable', reason: outcome.kind } : { kind: 'no-such-domain' }
}

async function gatherFacts(domain: string, { answer, ttlSeconds }: OwnAnswer, lookup: Lookup): Promise<{ facts: SpfFacts; ttlSeconds: number | null }> {
  const records = answer.kind === 'texts' ? selectSpf(answer.texts).records : []
  const hasNone = answer.kind === 'texts' && records.length === 0
  const type99 = hasNone ? await lookupType99(domain, lookup) : []
  return { facts: { domain, answer, type99, tree: await walkSpfTree(domain, records, lookup) }, ttlSeconds }
}

/** Asked only to be able to say so: nobody reads type 99 any more. No answer is no news. */
async function lookupType99(domain: string, lookup: Lookup): Promise<string[]> {
  const outcome = await lookup(domain, 'SPF')
  return outcome.kind === 'answer' ? selectSpf(outcome.records.map(({ text }) => text)).records : []
}

async function evaluateSender(request: SpfCheckRequest, lookup: Lookup, isOutOfTime: () => boolean): Promise<Pick<SpfReport, 'sender'> & Pick<SpfCheck, 'trace'>> {
  const { senderIp, domain, now, trace = false } = request
  if (senderIp === undefined) return { trace: null }
  const mailfrom = `postmaster@${domain}`
  const verdict = await evaluateSpf({ ip: senderIp, helo: domain, mailfrom, nowSeconds: Math.floor(now().getTime() / 1000), lookup, isOutOfTime, trace })
  return { sender: { ip: senderIp, result: verdict.result }, trace: verdict.trace }
}

function toReport(request: SpfCheckRequest, { facts, ttlSeconds }: { facts: SpfFacts; ttlSeconds: number | null }): SpfReport {
  const { domain, rule, now, answer = { mailPaths: 'others-too' }, host = '@' } = request
  const judgement = judgeSpf(facts, rule)
  const tree = [...facts.tree]
  const plan = planSpf({ report: { domain, tree, ...judgement }, rule, answer, host })
  const unavailable = facts.answer.kind === 'unavailable' ? { reason: facts.answer.reason, tryAgain: mayPass(facts.answer.reason) } : null
  return {
    domain, region: rule.region, ...judgement, unavailable, ttlSeconds, tree, plan, asked: [], checkedAt: now().toISOString(), rules: rulesVersion,
  }
}

/** Some servers have a right record and some do not: neither is that the customer's fault, nor is it done. */
function toOneReport(reports: readonly SpfReport[]): SpfReport {
  const [most] = reports
  if (most === undefined) throw new TypeError('servers that disagree have said something')
  if (reports.every(({ outcome }) => outcome === most.outcome)) return most
  return { ...most, outcome: 'unavailable', findings: [], plan: null, unavailable: { reason: 'servers-disagree', tryAgain: true } }
}
