/**
 * `connect-check --jsonl`: check_host alone, many requests in flight in one process. A request is read when there is
 * room for it and answered as soon as it is decided. Nothing is remembered between requests unless `--cache` says so;
 * equal questions that are on their way at the same time are asked once.
 */
import { jsonlProblems } from '#core/messages/en/cli.ts'
import { evaluateSpf, type SpfVerdict } from '#core/spf/evaluate.ts'
import { socketShare } from '../dns/descriptors.ts'
import type { Resolver } from '../dns/resolver.ts'
import { Stop } from '../dns/stop.ts'
import { parseJsonlArguments } from './jsonl-arguments.ts'
import { readRequest, type JsonlRequest, type UnreadRequest } from './jsonl-request.ts'
import { toLines } from './lines.ts'
import { createResolvers, type Resolvers } from './resolvers.ts'
import { createRoom } from './room.ts'

export interface JsonlIo {
  environment: Readonly<Record<string, string | undefined>>
  input: AsyncIterable<Uint8Array | string>
  /** Resolves when more may be written; `false` when nobody reads any more. */
  out: (text: string) => Promise<boolean>
  err: (text: string) => void
}

const exitCodes = { answered: 0, usage: 3 } as const
export type JsonlExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const maxLineLength = 1_000_000
/**
 * A check has seldom more than a few questions open. Requests to a server that answers are not kept waiting by those to
 * one that does not: they wait aside, as many as memory for them is small.
 */
const roomLimits = { perServer: Math.min(256, Math.ceil(socketShare.sockets / 2)), inAll: 10_000, text: 16_000_000, slowMs: 50 }
/** RFC 7208 §4.6.4: no less than 20 seconds for a whole check. Look-ups that are still on their way end then, as errors. */
const maxCheckMs = 20_000

export async function runJsonl(words: readonly string[], io: JsonlIo): Promise<JsonlExitCode> {
  const read = parseJsonlArguments(words, io.environment)
  if ('problem' in read) {
    io.err(`${read.problem}\n`)
    return exitCodes.usage
  }
  const { servers, hasCache } = read.settings
  const resolvers = createResolvers({ servers, remember: hasCache, maxInFlight: socketShare.sockets })
  try {
    return await answerAll(resolvers, io)
  } finally {
    await resolvers.close()
  }
}

async function answerAll(resolvers: Resolvers, io: JsonlIo): Promise<JsonlExitCode> {
  const room = createRoom(roomLimits)
  // Nobody reads any more: what is on its way ends, and nothing is begun.
  const stop = new Stop()
  let exitCode: JsonlExitCode = exitCodes.answered
  let lineNumber = 0
  const say = async (answer: string): Promise<void> => {
    if (stop.aborted || (await io.out(`${answer}\n`))) return
    stop.abort()
    await resolvers.close()
  }
  const answerWith = async (request: JsonlRequest): Promise<void> => {
    if (stop.aborted) return
    const server = request.dns ?? ''
    const text = await answer(request, resolvers.lend(server), stop)
    resolvers.giveBack(server)
    await say(text)
  }
  for await (const line of toLines(io.input, { maxLength: maxLineLength, stop })) {
    lineNumber += 1
    if (line?.trim() === '') continue
    const size = line?.length ?? 0
    const read = readRequest(line)
    if ('problem' in read) {
      exitCode = exitCodes.usage
      io.err(`${jsonlProblems[read.problem]({ line: lineNumber, key: read.key })}\n`)
      await room.take({ server: 'none', size, begin: () => say(toRefusal(read)) })
    } else {
      const { request } = read
      await room.take({ server: request.dns ?? '', size, begin: () => answerWith(request) })
    }
  }
  await room.empty()
  return exitCode
}

function toRefusal({ id, problem }: UnreadRequest): string {
  return `{"id":${id},"error":${JSON.stringify(problem)}}`
}

async function answer(request: JsonlRequest, resolver: Resolver, stop: Stop): Promise<string> {
  const check = (): Promise<SpfVerdict> => {
    const lookup = resolver.lookupWith({ deadlineMs: request.timeoutMs, untilMs: performance.now() + maxCheckMs })
    const { ip, helo, mailfrom, host: receiver } = request
    return evaluateSpf({ ip, helo, mailfrom, receiver, lookup, nowSeconds: Math.floor(Date.now() / 1000), ahead: !resolver.isNear() })
  }
  for (let left = request.repeat; left > 1 && !stop.aborted; left -= 1) await check()
  const { result, explanation } = await check()
  return `{"id":${request.id},"result":${JSON.stringify(result)}${explanation === null ? '' : `,"explanation":${JSON.stringify(explanation)}`}}`
}
