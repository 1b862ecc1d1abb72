import { regionKeys } from '#core/catalogue/regions.ts'
import { cliUsage } from '#core/messages/en/cli.ts'
import { toMimecastRule } from '#core/spf/region-rule.ts'
import { createResolver } from '../dns/resolver.ts'
import { checkSpf } from '../spf-check/check-spf.ts'
import { parseArguments, refuse, type CliRequest } from './arguments.ts'
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
  const read = parseArguments(words, io.environment)
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

async function check(request: CliRequest, io: CliIo): Promise<ExitCode> {
  const rule = toMimecastRule(request.region)
  if (rule === null) return refuseUsage(refuse('region-without-include', request.region).problem, io)
  const resolver = createResolver(request.servers === null ? {} : { upstreams: request.servers })
  try {
    const { domain, host, senderIp, isTraced } = request
    const wish = senderIp === null ? {} : { senderIp, trace: isTraced }
    const { report, trace } = await checkSpf({ domain, host, rule, lookup: resolver.lookup, now: io.now, ...wish })
    io.out(`${request.isJson ? formatJson(report, trace) : formatText(report, trace)}\n`)
    return exitCodes[report.outcome]
  } finally {
    await resolver.close()
  }
}
