import type { SpfFinding, SpfPlan, SpfReport } from '#core/contract/spf.ts'
import { cliAnswers, cliLabels, cliTrace } from '#core/messages/en/cli.ts'
import { dnsReasons, severityLabels, spfChanges, spfFindingText, spfOutcomes, spfQuestions, spfRefusalText } from '#core/messages/en/spf.ts'
import { toSpfAnswers } from '#core/spf/answers.ts'
import type { TraceStep } from '#core/spf/trace.ts'
import { toPrintable } from './arguments.ts'
import { formatTrace } from './format-trace.ts'

/** Exactly what architecture section 7 promises to other people's scripts, in its order. */
export function formatJson(report: SpfReport, trace: readonly TraceStep[] | null): string {
  const { domain, region, outcome, records, findings, lookups, voidLookups, plan, asked, sender } = report
  const shown = { domain, region, outcome, records, findings, lookups, voidLookups, plan: toJsonPlan(plan), asked, answers: toSpfAnswers(report), ...(sender && { sender }), ...(trace && { trace }) }
  return JSON.stringify(shown, null, 2)
}

function toJsonPlan(plan: SpfPlan | null): unknown {
  if (plan === null || plan.record === null) return plan
  const { host, name, record, changes } = plan
  return { host, name, record, changes }
}

/** The same for a person at a terminal: what is, what to do, who was asked. */
export function formatText(report: SpfReport, trace: readonly TraceStep[] | null): string {
  const { domain, outcome, records, findings, unavailable, plan, asked, sender } = report
  const paragraphs = [
    [spfOutcomes[outcome]({ domain }), ...(unavailable === null ? [] : [dnsReasons[unavailable.reason] ?? unavailable.reason])],
    cliAnswers(toSpfAnswers(report)),
    ...records.map((_, index) => formatRecord(report, index)),
    ...findings.map(formatFinding),
    records.length === 1 ? [cliLabels.lookups(report.lookups)] : [],
    plan === null ? [] : formatPlan(plan),
    sender === undefined ? [] : [cliLabels.sender(sender.ip, sender.result)],
    trace === null ? [] : [`${cliTrace.heading}:`, ...formatTrace(trace)],
    outcome === 'unavailable' ? asked.map(({ server, name, type, outcome: result }) => `${cliLabels.asked}: ${server ?? '-'} ${name} ${type} ${result}`) : [],
  ]
  return paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.map(toPrintable).join('\n')).join('\n\n')
}

/** The record with a line below that points at the worst place in it. */
function formatRecord({ records, findings }: SpfReport, index: number): string[] {
  const label = `${cliLabels.record}: `
  const text = `${label}${records[index] ?? ''}`
  const worst = findings.find(({ record, severity, span }) => record === index && severity === 'error' && span !== undefined)
  if (worst?.span === undefined) return [text]
  const [start, end] = worst.span
  return [text, ' '.repeat(label.length + start) + '^'.repeat(end - start)]
}

function formatFinding(finding: SpfFinding): string[] {
  const { plain, expert, fix } = spfFindingText(finding)
  return [`${severityLabels[finding.severity]}: ${plain}`, `  ${expert}`, `  ${cliLabels.fix}: ${fix}`]
}

function formatPlan(plan: SpfPlan): string[] {
  if ('refusal' in plan) return [spfRefusalText(plan.refusal)]
  if ('question' in plan) return [`${spfQuestions[plan.question.code]} (${plan.question.choices.join(', ')})`]
  if (plan.changes.length === 0) return []
  const changes = plan.changes.map((change) => `  ${spfChanges[change.kind](change)}`)
  return [`${cliLabels.plan}. ${cliLabels.host(plan.host, plan.name)}:`, `  ${plan.record}`, ...changes, `  ${cliLabels.lookupsAfter(plan.lookups)}`]
}
