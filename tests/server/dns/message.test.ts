import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildQuery, readReply } from '../../../server/dns/message.ts'
import { defaultMessageLimits } from '../../../server/dns/preflight.ts'
import { replyTo, soaOf, truthTo } from '../../helpers/faulty-dns.ts'

const query = buildQuery({ name: 'asked.example', type: 'TXT', udpPayload: 1232, recursion: true })
const read = (octets: Buffer, limits = defaultMessageLimits) => readReply(octets, query, 'udp', limits)

/** Our question, answered with the octets given as the answer section. */
function replyWith(answers: Buffer, count: number): Buffer {
  const head = Buffer.from(query.octets.subarray(0, query.questionEnd))
  head.writeUInt16BE(0x8180, 2)
  head.writeUInt16BE(count, 6)
  head.writeUInt16BE(0, 10)
  return Buffer.concat([head, answers])
}

/** A TXT record whose owner is a pointer. */
function recordAt(target: number, rdata: Buffer = Buffer.from([1, 0x78])): Buffer {
  const record = Buffer.alloc(12)
  record.writeUInt16BE(0xc000 | target, 0)
  record.writeUInt16BE(16, 2)
  record.writeUInt16BE(1, 4)
  record.writeUInt32BE(300, 6)
  record.writeUInt16BE(rdata.length, 10)
  return Buffer.concat([record, rdata])
}

describe('the question on the wire', () => {
  test('asks for recursion, says how much fits into a datagram, and has a new id each time', () => {
    expect(query.octets.readUInt16BE(2)).toBe(0x0100)
    const opt = query.octets.subarray(query.questionEnd)
    expect([opt.readUInt8(0), opt.readUInt16BE(1), opt.readUInt16BE(3)]).toEqual([0, 41, 1232])
    const ids = Array.from({ length: 50 }, () => buildQuery({ name: 'a.example', type: 'A', udpPayload: null, recursion: true }).id)
    expect(new Set(ids).size).toBeGreaterThan(40)
  })

  test('to a zone\'s own server it asks for no recursion', () => {
    const own = buildQuery({ name: 'asked.example', type: 'TXT', udpPayload: 1232, recursion: false })
    expect(own.octets.readUInt16BE(2)).toBe(0)
  })

  test('without EDNS it ends with the question, also for the root', () => {
    for (const name of ['a.example', '.']) {
      const plain = buildQuery({ name, type: 'NS', udpPayload: null, recursion: true })
      expect(plain.octets.length).toBe(plain.questionEnd)
    }
  })
})

describe('TXT', () => {
  test('comes octet by octet, and strings are joined without a blank', () => {
    const strings = [Buffer.from([0x61, 0xff, 0x00]), Buffer.from('é b', 'utf8'), Buffer.alloc(0)]
    const reading = read(replyTo(query.octets, { answers: [{ data: strings as unknown as string[] }] }))
    if (reading.kind !== 'reply' || reading.reply.answers[0]?.type !== 'TXT') throw new Error(reading.kind)
    const { data } = reading.reply.answers[0]
    expect(data.strings.map((octets) => [...octets])).toEqual([[0x61, 0xff, 0], [0xc3, 0xa9, 0x20, 0x62], []])
    expect(data.text).toBe('a\u00ff\u0000\u00c3\u00a9 b')
    expect(data.ascii).toBe(false)
    expect(data.strings.every((octets) => !Buffer.isBuffer(octets))).toBe(true)
  })

  test('the obsolete type 99 is read in the same way', () => {
    const asked = buildQuery({ name: 'asked.example', type: 'SPF', udpPayload: 1232, recursion: true })
    const reading = readReply(truthTo(asked.octets), asked, 'udp', defaultMessageLimits)
    expect(reading).toMatchObject({ reply: { answers: [{ type: 'SPF', data: { text: 'v=spf1 -all', ascii: true } }] } })
  })
})

describe('names in records', () => {
  test('come in lower case, whatever the question looked like', () => {
    const shouting = buildQuery({ name: 'ASKED.Example', type: 'MX', udpPayload: 1232, recursion: true })
    const octets = replyTo(shouting.octets, {
      answers: [{ priority: 10, exchange: 'MAIL.asked.example' }, { priority: 0, exchange: '' }],
      authorities: [soaOf('Example', 1, 2)],
    })
    expect(readReply(octets, shouting, 'udp', defaultMessageLimits)).toMatchObject({
      reply: {
        answers: [
          { name: 'asked.example', data: { preference: 10, exchange: 'mail.asked.example' } },
          { data: { exchange: '.' } },
        ],
        authorities: [{ type: 'SOA', data: { mname: 'ns.example', minimum: 2, expire: 86_400 } }],
      },
    })
  })
})

describe('a message made to hurt', () => {
  test('a pointer that leads forwards or to itself is refused', () => {
    const self = query.questionEnd
    expect(read(replyWith(recordAt(self), 1))).toMatchObject({ kind: 'corrupt', detail: 'pointer-not-backwards' })
    expect(read(replyWith(recordAt(self + 2), 1))).toMatchObject({ kind: 'corrupt', detail: 'pointer-not-backwards' })
  })

  test('a chain of pointers that fills 65 kB is refused in no time', () => {
    const links: Buffer[] = [recordAt(12, chainOfPointers(query.questionEnd + 12, 7000))]
    for (let i = 0; i < 900; i++) links.push(recordAt(query.questionEnd + 12 + 2 * 6999))
    const bomb = replyWith(Buffer.concat([...links, Buffer.alloc(65_000)]).subarray(0, 65_000), links.length)
    const times = Array.from({ length: 5 }, () => {
      const startedAt = performance.now()
      expect(read(bomb)).toMatchObject({ kind: 'corrupt', detail: 'too-many-pointers' })
      return performance.now() - startedAt
    })
    // The best of some: others use this machine as well.
    expect(Math.min(...times)).toBeLessThan(10)
  })

  test('more records than anybody means are refused', () => {
    const many = replyWith(Buffer.concat(Array.from({ length: 1001 }, () => recordAt(12))), 1001)
    expect(read(many)).toMatchObject({ kind: 'corrupt', detail: 'too-many-records' })
    expect(read(many, { records: 1001, pointerHops: 4000 })).toMatchObject({ kind: 'reply' })
  })

  test('a name that runs on beyond its record is refused', () => {
    const alias = recordAt(12, Buffer.from([1, 0x78]))
    alias.writeUInt16BE(5, 2)
    expect(read(replyWith(Buffer.concat([alias, Buffer.alloc(3)]), 1))).toMatchObject({
      kind: 'corrupt',
      detail: 'name-leaves-its-record',
    })
  })

  test('a record that claims more than the message holds is refused', () => {
    expect(read(replyWith(recordAt(12).subarray(0, -1), 1))).toMatchObject({ detail: 'record-cut-short' })
    expect(read(replyWith(Buffer.alloc(0), 1))).toMatchObject({ detail: 'name-cut-short' })
  })

  test('whatever comes is read as something, and nothing is thrown', () => {
    const right = truthTo(query.octets)
    const damaged = fc
      .array(fc.tuple(fc.nat(right.length - 1), fc.nat(255)), { maxLength: 6 })
      .map((changes) => {
        const octets = Buffer.from(right)
        for (const [at, octet] of changes) octets.writeUInt8(octet, at)
        return octets
      })
    const kinds = ['reply', 'stray', 'case-changed', 'truncated', 'corrupt']
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 600 }).map((octets) => Buffer.from(octets))), (octets) => {
        expect(kinds).toContain(read(octets).kind)
      }),
      { numRuns: 2000 },
    )
  })
})

function chainOfPointers(start: number, count: number): Buffer {
  const chain = Buffer.alloc(2 * count)
  chain.writeUInt16BE(0xc000 | 12, 0)
  for (let i = 1; i < count; i++) chain.writeUInt16BE(0xc000 | (start + 2 * (i - 1)), 2 * i)
  return chain
}
