/** A scenario's zone on a real server, over UDP and TCP on loopback. */
import type { WorldAnswer } from '../../server/demo/dns-answer.ts'
import { createDnsListener, type DnsListener } from '../../server/demo/dns-listener.ts'
import { buildReply, readRequest } from '../../server/demo/dns-wire.ts'
import type { ZoneRecord, ZoneType } from '../../server/demo/dns-zones.ts'
import type { Scenario, SuiteRecord } from './suite.ts'

type Owners = ReadonlyMap<string, readonly SuiteRecord[]>

export async function createSuiteServer({ zonedata }: Scenario): Promise<DnsListener> {
  const owners: Owners = new Map(Object.entries(zonedata).map(([name, records]) => [name.toLowerCase(), records ?? []]))
  return createDnsListener(0, (octets, transport) => {
    const request = readRequest(octets)
    if (request === null) return Promise.resolve(null)
    const maxOctets = transport === 'tcp' ? 65_535 : 'question' in request ? request.maxUdpOctets : 512
    const answer = 'rcode' in request ? reply([], request.rcode) : answerFrom(owners, request.question.name, request.question.type)
    return Promise.resolve(answer === null ? null : buildReply(request.packet, answer, { recursion: true, maxOctets }))
  })
}

const reply = (answers: readonly ZoneRecord[], rcode = 0): WorldAnswer => ({ rcode, authoritative: true, answers, authorities: [], additionals: [] })

/** Null: silence, for what the scenario marks so and has no record of the type for. */
function answerFrom(owners: Owners, name: string, type: string): WorldAnswer | null {
  const owner = owners.get(name)
  if (owner === undefined) return reply([], isParent(owners, name) ? 0 : 3)
  const alias = owner.flatMap((record) => (record !== 'TIMEOUT' && record.CNAME !== undefined ? [record.CNAME] : []))[0]
  if (alias !== undefined) {
    const rest = answerFrom(owners, alias.toLowerCase(), type)
    return rest === null ? null : { ...rest, answers: [{ name, type: 'CNAME', ttlSeconds: 60, value: alias }, ...rest.answers] }
  }
  const values = owner.flatMap((record) => toValues(record, type, owner))
  if (values.length > 0) return reply(values.map((value) => ({ name, type: type as ZoneType, ttlSeconds: 60, value })))
  return owner.includes('TIMEOUT') ? null : reply([])
}

function isParent(owners: Owners, name: string): boolean {
  return [...owners.keys()].some((owner) => owner.endsWith(`.${name}`))
}

/** A zone with `SPF` alone is served as TXT as well; `TXT: NONE` says that there is no TXT. */
function toValues(record: SuiteRecord, type: string, owner: readonly SuiteRecord[]): Array<string | readonly Uint8Array[]> {
  if (record === 'TIMEOUT') return []
  switch (type) {
    case 'TXT': {
      const hasTxt = owner.some((one) => one !== 'TIMEOUT' && one.TXT !== undefined)
      const text = hasTxt ? record.TXT : record.SPF
      return text === undefined || text === 'NONE' ? [] : [toStrings(text)]
    }
    case 'SPF':
      return record.SPF === undefined ? [] : [toStrings(record.SPF)]
    case 'MX':
      return record.MX === undefined ? [] : [record.MX.join(' ')]
    case 'A':
    case 'AAAA':
    case 'PTR': {
      const value = record[type]
      return value === undefined ? [] : [value]
    }
    default:
      return []
  }
}

function toStrings(text: string | readonly string[]): Uint8Array[] {
  return (typeof text === 'string' ? [text] : text).map((one) => Buffer.from(one, 'latin1'))
}
