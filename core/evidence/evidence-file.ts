/**
 * One check as a plain text file that a DNS host can read without Connect: questions, servers, answers as zone-file
 * lines, and the raw replies at its end. Pure; every line of it is ASCII but for the sentences.
 */
import type { ExplainedEvidence, ExplainedQuestion, WireRecord } from '../contract/explain.ts'
import { evidenceKinds, explainFile as words, questionEnd, questionWords, whoText } from '../messages/en/evidence.ts'
import { toVerdictWords } from '../messages/en/evidence-verdict.ts'
import { toVisibleText } from '../messages/visible-text.ts'
import { groupQuestions, toHeaderLine, toRecordLine } from './said.ts'

/** Safe in every file system: the domain in A-labels, what was checked, and the time in UTC. */
export function toEvidenceFileName({ domain, verdict, askedAt }: ExplainedEvidence): string {
  const name = domain.toLowerCase().replace(/[^a-z0-9.-]/g, '_')
  const time = askedAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')
  return `dns-${name}-${verdict.kind}-${time}.txt`
}

export function toEvidenceFile(evidence: ExplainedEvidence): string {
  const sections = [
    toHead(evidence),
    ...toRemarks(evidence),
    [...toTitle(words.questions), words.legend, ...toQuestions(evidence.questions)],
    ...toRaw(evidence.questions),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const toTitle = (text: string, line = '-'): string[] => [text, line.repeat([...text].length)]
/** `2026-11-21 09:14:05 UTC` */
const toUtc = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`

function toHead({ id, domain, verdict, askedAt, rulesVersion, ...rest }: ExplainedEvidence): string[] {
  const { word, title, answers } = toVerdictWords({ verdict, domain, ...rest })
  const rows = [
    [words.check, `${evidenceKinds[verdict.kind]}, ${toVisibleText(domain)}`],
    [words.asked, toUtc(askedAt)],
    [words.result, `${word}. ${title}`],
    [words.rules, rulesVersion],
    [words.id, id],
  ] as const
  const width = Math.max(...rows.map(([label]) => label.length)) + 2
  const said = answers.length === 0 ? [] : ['', ...answers.map((answer) => `${answer.title} ${answer.sentence}`)]
  return [...toTitle(words.title(toVisibleText(domain)), '='), '', ...rows.map(([label, value]) => `${`${label}:`.padEnd(width)}${value}`), ...said]
}

function toRemarks(evidence: ExplainedEvidence): string[][] {
  const { remarks } = toVerdictWords(evidence)
  const records = evidence.verdict.kind === 'spf' ? evidence.verdict.evidence.report.records : []
  const lines = remarks.flatMap((remark) => toRemark(remark).map((line, index) => `${index === 0 ? '*' : ' '} ${line}`))
  return [
    ...(lines.length === 0 ? [] : [[...toTitle(words.remarks), ...lines]]),
    ...(records.length === 0 ? [] : [[...toTitle(words.records), ...records.map(toVisibleText)]]),
  ]
}

function toRemark({ plain, fix }: { plain: string; fix: string }): string[] {
  const toDo = fix === '' ? '' : `${words.toDo}: ${fix}`
  return [plain, toDo].filter((line) => line !== '')
}

interface Numbered {
  number: string
  question: ExplainedQuestion
}

const toNumbered = (questions: readonly ExplainedQuestion[]): Numbered[][] =>
  groupQuestions(questions).map((group, place) => group.map((question, index) => ({ number: `${place + 1}.${index + 1}`, question })))

function toQuestions(questions: readonly ExplainedQuestion[]): string[] {
  return toNumbered(questions).flatMap((group, place) => {
    const [first] = group
    const title = first === undefined ? '' : `${first.question.type} ${toVisibleText(first.question.name)}`
    return ['', `${place + 1}. ${title}`, ...group.flatMap(({ number, question }) => toQuestion(number, question))]
  })
}

function toQuestion(number: string, question: ExplainedQuestion): string[] {
  const { attempts, kept, leftOut } = question
  const reply = kept?.reply ?? null
  const section = (title: string, records: readonly WireRecord[]) =>
    records.length === 0 ? [] : [`      ; ${title}`, ...records.map((record) => `      ${toRecordLine(record)}`)]
  return [
    '',
    `  ${number} ${whoText(question)}`,
    `      ${questionEnd(question)}`,
    ...(reply === null ? [] : [
      `      ; ${toHeaderLine(reply)}`,
      ...section(questionWords.answers, reply.answers),
      ...section(questionWords.authorities, reply.authorities),
      ...section(questionWords.additionals, reply.additionals),
    ]),
    ...(kept !== null && kept.fault !== null ? [`      ${questionWords.unreadable(kept.fault)}`] : []),
    ...(leftOut === undefined ? [] : [`      ${questionWords.leftOut(leftOut)}`]),
    ...(kept === null ? attempts.map((attempt) => `      ${questionWords.attempt(attempt)}`) : []),
  ]
}

/** RFC 2045 §6.8: lines of 76 characters. */
function toRaw(questions: readonly ExplainedQuestion[]): string[][] {
  const kept = toNumbered(questions).flat().flatMap(({ number, question }) => (question.kept === null ? [] : [{ number, ...question.kept }]))
  if (kept.length === 0) return []
  const replies = kept.flatMap(({ number, octets, base64 }) => ['', words.rawLine(number, octets), ...(base64.match(/.{1,76}/g) ?? [])])
  return [[...toTitle(words.raw), words.rawLegend, ...replies]]
}
