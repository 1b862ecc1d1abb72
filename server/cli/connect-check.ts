import { regionKeys } from '#core/catalogue/regions.ts'
import { cliUsage } from '#core/messages/en/cli.ts'
import { toMimecastRule } from '#core/spf/region-rule.ts'
import { ConfigError, readDnsConfig } from '../config.ts'
import { toHost } from '../spf-check/account-plan.ts'
import { wholeCheckMs } from '../spf-check/check-deadline.ts'
import { checkSpf } from '../spf-check/check-spf.ts'
import { parseArguments, refuse, type CliRequest } from './arguments.ts'
import { askAlone, askSource, type Asking, type SourceWish } from './ask-source.ts'
import { formatJson, formatText } from './format-report.ts'

export interface CliIo {
  environment: Readonly<Record<string, string | undefined>>
  out: (text: string) => void
  err: (text: string) => void
  now: () => Date
}

export const exitCodes = { valid: 0, invalid: 1, unavailable: 2, usage: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The whole command. Standard output gets the result and nothing else. */
export async function runConnectCheck(words: readonly string[], io: CliIo): Promise<ExitCode> {
  const read = parseArguments(words)
  if ('help' in read) {
    io.out(`${cliUsage(regionKeys)}\n`)
    return exitCodes.valid
  }
  if ('problem' in read) return refuseUsage(read.problem, io)
  return check(read.request, io)
}

function refuseUsage(problem: string, io: CliIo): ExitCode {
  io.err(`${problem}\n\n${cliUsage(regionKeys)}\n`)
  return exitCodes.usage
}

/** Of the whole check's time: the rest is for what the record leads to. */
const ownRecordMs = 3500

async function check(request: CliRequest, io: CliIo): Promise<ExitCode> {
  const rule = toMimecastRule(request.region)
  if (rule === null) return refuseUsage(refuse('region-without-include', request.region).problem, io)
  const { domain, senderIp, isTraced, server } = request
  const startMs = performance.now()
  const asking = server === null ? await beginAtSource({ domain, rule, withinMs: ownRecordMs }, io) : askAlone(server)
  if ('problem' in asking) return refuseUsage(asking.problem, io)
  try {
    const wish = { ...(asking.own && { own: asking.own }), ...(senderIp !== null && { senderIp, trace: isTraced }) }
    const wholeMs = wholeCheckMs - (performance.now() - startMs)
    const checked = await checkSpf({ domain, host: toHost(domain, asking.zone), rule, lookup: asking.lookup, now: io.now, wholeMs, ...wish })
    const report = { ...checked.report, asked: [...asking.asked, ...checked.report.asked] }
    io.out(`${request.isJson ? formatJson(report, checked.trace) : formatText(report, checked.trace)}\n`)
    return exitCodes[report.outcome]
  } finally {
    await asking.close()
  }
}

async function beginAtSource(wish: SourceWish, { environment }: CliIo): Promise<Asking | { problem: string }> {
  try {
    return await askSource(wish, readDnsConfig(environment))
  } catch (error) {
    if (error instanceof ConfigError) return { problem: error.message }
    throw error
  }
}
