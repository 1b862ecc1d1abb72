/** An `AskOne` that opens no socket: a root, a top level and one delegation made of the addresses that a test wants to see refused. */
import type { RecordOf, RrType } from '../../core/dns/outcome.ts'
import { readAnswer } from '../../server/dns/answer.ts'
import type { Question } from '../../server/dns/answer.ts'
import type { ReplyRecord } from '../../server/dns/decode.ts'
import type { AskOne } from '../../server/dns/authority/probe.ts'
import type { Reply } from '../../server/dns/message.ts'
import { formatDnsServer } from '../../server/dns/upstreams.ts'

export const rootServer = { address: '193.0.6.139', port: 53 }
export const topServer = '199.43.135.53'

export interface ScriptedAsk {
  ask: AskOne
  /** Everything that would have been dialled, as `address:port`. */
  dialled: readonly string[]
}

export function record<T extends RrType>(name: string, type: T, data: RecordOf[T]): ReplyRecord {
  // The compiler cannot see that type and data belong together once they are parameters.
  return { name, type, ttlSeconds: 300, data } as unknown as ReplyRecord
}

export function hostRecord(name: string, address: string): ReplyRecord {
  return address.includes(':') ? record(name, 'AAAA', { address }) : record(name, 'A', { address })
}

/** `hosts`: the name servers of customer.example as the top level names them, each with the glue that comes with it. */
export function createScriptedAsk(hosts: Readonly<Record<string, readonly string[]>>): ScriptedAsk {
  const dialled: string[] = []
  const ask: AskOne = (server, question) => {
    dialled.push(formatDnsServer(server))
    const reply = replyOf(server.address, question, hosts)
    return Promise.resolve({ server, transport: 'udp', rttMs: 1, raw: null, reply, conclusion: readAnswer(reply, question) })
  }
  return { ask, dialled }
}

const empty: Reply = { rcode: 0, authoritative: false, recursionAvailable: false, answers: [], authorities: [], additionals: [], raw: new Uint8Array() }

function replyOf(address: string, { name, type }: Question, hosts: Readonly<Record<string, readonly string[]>>): Reply {
  if (address === rootServer.address) {
    return { ...empty, authorities: [record('example', 'NS', { host: 'ns.top.example' })], additionals: [record('ns.top.example', 'A', { address: topServer })] }
  }
  if (address === topServer) {
    const authorities = Object.keys(hosts).map((host) => record('customer.example', 'NS', { host }))
    return { ...empty, authorities, additionals: Object.entries(hosts).flatMap(([host, glue]) => glue.map((one) => hostRecord(host, one))) }
  }
  const text = { strings: [], text: 'v=spf1 -all', ascii: true }
  return { ...empty, authoritative: true, answers: type === 'TXT' ? [record(name, 'TXT', text)] : [] }
}
