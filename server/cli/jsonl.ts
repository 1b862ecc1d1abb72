/**
 * `connect-check --jsonl`: check_host alone, many requests in flight in one process. A request is read when there is
 * room for it and answered as soon as it is decided. Nothing is remembered between requests unless `--cache` says so;
 * equal questions that are on their way at the same time are asked once.
 */
import { jsonlProblems } from '#core/messages/en/cli.ts'
import { evaluateSpf, type SpfVerdict } from '#core/spf/evaluate.ts'
import { createResolver, type Resolver } from '../dns/resolver.ts'
import { formatDnsServer } from '../dns/upstreams.ts'
import { parseJsonlArguments, type JsonlSettings } from './jsonl-arguments.ts'
import { readRequest, type JsonlProblem, type JsonlRequest } from './jsonl-request.ts'
import { toLines } from './lines.ts'
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

/** Checks at once. Each needs few sockets at a time, and there are enough, so that none waits for a silent server of another's. */
const maxChecks = 256
const maxSockets = 1024
/** RFC 7208 §4.6.4: no less than 20 seconds for a whole check. */
const maxCheckMs = 20_000

export async function runJsonl(words: readonly string[], io: JsonlIo): Promise<JsonlExitCode> {
  const read = parseJsonlArguments(words, io.environment)
  if ('problem' in read) {
    io.err(`${read.problem}\n`)
    return exitCodes.usage
  }
  const resolvers = createResolvers(read.settings)
  try {
    return await answerAll(resolvers.of, io)
  } finally {
    await resolvers.close()
  }
}

async function answerAll(resolverOf: (dns: string | null) => Resolver, io: JsonlIo): Promise<JsonlExitCode> {
  const room = createRoom(maxChecks)
  let exitCode: JsonlExitCode = exitCodes.answered
  let isHeard = true
  let lineNumber = 0
  const say = async (answer: unknown): Promise<void> => {
    if (isHeard) isHeard = await io.out(`${JSON.stringify(answer)}\n`)
  }
  for await (const line of toLines(io.input)) {
    lineNumber += 1
    if (line.trim() === '') continue
    const read = readRequest(line)
    if ('problem' in read) {
      exitCode = exitCodes.usage
      io.err(`${toComplaint(lineNumber, read)}\n`)
      await room.take(say({ id: read.id, error: read.problem }))
    } else {
      await room.take(answer(read.request, resolverOf(read.request.dns)).then(say))
    }
    if (!isHeard) break
  }
  await room.empty()
  return exitCode
}

async function answer(request: JsonlRequest, resolver: Resolver): Promise<{ id: unknown; result: string; explanation?: string }> {
  const lookup = resolver.lookupWith({ deadlineMs: request.timeoutMs })
  const check = (): Promise<SpfVerdict> => {
    const endMs = performance.now() + maxCheckMs
    const { ip, helo, mailfrom, host: receiver } = request
    return evaluateSpf({ ip, helo, mailfrom, receiver, lookup, nowSeconds: Math.floor(Date.now() / 1000), isOutOfTime: () => performance.now() > endMs, ahead: !resolver.isNear() })
  }
  for (let left = request.repeat; left > 1; left -= 1) await check()
  const { result, explanation } = await check()
  return { id: request.id, result, ...(explanation === null ? {} : { explanation }) }
}

function createResolvers({ hasCache, servers }: JsonlSettings) {
  const resolvers = new Map<string, Resolver>()
  const own = servers?.map(formatDnsServer)
  return {
    of: (dns: string | null): Resolver => {
      const key = dns ?? ''
      const known = resolvers.get(key)
      if (known !== undefined) return known
      const upstreams = dns === null ? own : [dns]
      const made = createResolver({ ...(upstreams && { upstreams }), maxInFlight: maxSockets, remember: hasCache })
      resolvers.set(key, made)
      return made
    },
    close: () => Promise.all([...resolvers.values()].map((resolver) => resolver.close())),
  }
}

function toComplaint(line: number, { problem, key }: { problem: JsonlProblem; key: string }): string {
  return jsonlProblems[problem]({ line, key })
}
