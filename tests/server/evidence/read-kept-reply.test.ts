import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DnsOutcome } from '#core/dns/outcome.ts'
import { readAnswer } from '../../../server/dns/answer.ts'
import { buildQuery, readReply } from '../../../server/dns/message.ts'
import { defaultMessageLimits } from '../../../server/dns/preflight.ts'
import { keptReplySchema, toKeptReplies } from '../../../server/evidence/dns-record.ts'
import { readKeptReply } from '../../../server/evidence/read-kept-reply.ts'
import { cnameType, nsType, replyTo, soaOf } from '../../helpers/faulty-dns.ts'

const query = buildQuery({ name: 'asked.example', type: 'TXT', udpPayload: 1232, recursion: false })
const read = (octets: Buffer) => {
  const { reply, fault } = readKeptReply(octets)
  if (reply === null) throw new Error(fault)
  return reply
}

/** What a zone file's quoted strings say, octet by octet: written for this test, from RFC 1035 §5.1. */
function octetsOf(data: string): number[][] {
  const strings = data.match(/"(?:[^"\\]|\\\d{3}|\\[^\d])*"/gu) ?? []
  return strings.map((string) =>
    [...string.slice(1, -1).matchAll(/\\(\d{3})|\\(.)|([^\\])/gu)].map(([, number, escaped, plain]) =>
      number === undefined ? ((escaped ?? plain ?? '').codePointAt(0) ?? -1) : Number(number)))
}

/** The check's own way from the octets to an outcome. */
function seenBy(octets: Buffer): DnsOutcome<'TXT'> {
  const reading = readReply(octets, query, 'tcp', defaultMessageLimits)
  if (reading.kind !== 'reply') throw new Error(reading.kind)
  const meta = {
    name: 'asked.example', type: 'TXT' as const, server: '127.0.0.1:53', transport: 'tcp' as const, rttMs: 1, cached: false, ageSeconds: 0,
    attempts: [], raw: reading.reply.raw,
  }
  return { ...meta, ...readAnswer(reading.reply, { name: 'asked.example', type: 'TXT' }) } as DnsOutcome<'TXT'>
}

const string = fc.uint8Array({ maxLength: 255 })

describe('a kept reply', () => {
  test('says, read again, what the check saw: every octet of every string', () => {
    fc.assert(fc.property(fc.array(fc.array(string, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (records) => {
      const seen = seenBy(replyTo(query.octets, {
        answers: records.map((strings) => ({ data: strings.map((octets) => Buffer.from(octets)) as unknown as string[] })), header: { aa: 1 },
      }))
      if (seen.kind !== 'answer') throw new Error(seen.kind)
      // As it is stored: through JSON and back.
      const [kept] = toKeptReplies([seen]).map((reply) => keptReplySchema.parse(JSON.parse(JSON.stringify(reply))))
      const { answers } = read(Buffer.from(kept?.base64 ?? '', 'base64'))
      expect(answers.map(({ data }) => octetsOf(data))).toEqual(seen.records.map(({ strings }) => strings.map((octets) => [...octets])))
      expect(answers.every(({ data }) => /^[\x20-\x7e]*$/u.test(data))).toBe(true)
      expect(answers.every(({ ttlSeconds }) => ttlSeconds === seen.ttlSeconds)).toBe(true)
    }), { numRuns: 200 })
  })

  test('has header, question and every section, with OPT apart', () => {
    const octets = replyTo(query.octets, {
      answers: [
        { type: cnameType, domain: 'Else.Example' },
        { name: 'else.example', type: 15, exchange: 'mx.else.example', priority: 10 },
        { name: 'else.example', type: 1, address: '193.0.6.139' },
      ],
      authorities: [soaOf('example', 60, 20), { name: 'example', type: nsType, ns: 'ns.example' }],
      header: { aa: 1, rcode: 3 },
    })
    const reply = read(octets)
    expect(reply).toMatchObject({
      rcode: 'NXDOMAIN', flags: ['qr', 'aa', 'ra'], question: { name: 'asked.example.', type: 'TXT', class: 'IN' }, edns: null,
      counts: { questions: 1, answers: 3, authorities: 2, additionals: 0 },
    })
    expect(reply.answers.map(({ name, type, class: of, ttlSeconds, data }) => [name, ttlSeconds, of, type, data].join(' '))).toEqual([
      'asked.example. 300 IN CNAME else.example.', 'else.example. 300 IN MX 10 mx.else.example.', 'else.example. 300 IN A 193.0.6.139',
    ])
    expect(reply.authorities.map(({ type, data }) => `${type} ${data}`)).toEqual([
      'SOA ns.example. hostmaster.example. 1 3600 600 86400 20', 'NS ns.example.',
    ])
    const opt = Buffer.from([0, 0, 41, 4, 0xd0, 1, 0, 0, 0, 0, 0])
    const withOpt = Buffer.concat([octets, opt])
    withOpt.writeUInt16BE(1, 10)
    expect(read(withOpt)).toMatchObject({ rcode: 'RCODE19', edns: { version: 0, udpPayload: 1232 }, additionals: [] })
  })

  test('names what is no letter in a name, and writes types that it does not know as octets', () => {
    const head = Buffer.from(query.octets.subarray(0, query.questionEnd))
    head.writeUInt16BE(0x8400, 2)
    head.writeUInt16BE(2, 6)
    head.writeUInt16BE(0, 10)
    const odd = Buffer.concat([Buffer.from([4]), Buffer.from('a.\u0000B', 'latin1'), Buffer.from([0xc0, 0x0c]), Buffer.from([0xff, 0xfe, 0, 3, 0, 0, 0, 9, 0, 2, 0xab, 0xcd])])
    const signed = Buffer.from([0xc0, 0x0c, 0, 43, 0, 1, 0, 0, 0, 9, 0, 0])
    const { answers } = read(Buffer.concat([head, odd, signed]))
    expect(answers).toEqual([
      { name: 'a\\.\\000b.asked.example.', ttlSeconds: 9, class: 'CLASS3', type: 'TYPE65534', data: '\\# 2 abcd' },
      { name: 'asked.example.', ttlSeconds: 9, class: 'IN', type: 'DS', data: '\\# 0' },
    ])
  })

  test('that cannot be read says so, whatever the octets are', () => {
    expect(readKeptReply(Buffer.alloc(3))).toEqual({ reply: null, fault: 'header-cut-short' })
    const cut = replyTo(query.octets, { answers: [{ data: ['v=spf1 -all'] }] })
    expect(readKeptReply(cut.subarray(0, -4))).toEqual({ reply: null, fault: 'record-cut-short' })
    const circle = Buffer.from(query.octets)
    circle.writeUInt16BE(0xc00c, 12)
    expect(readKeptReply(circle)).toEqual({ reply: null, fault: 'question-cut-short' })
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (octets) => {
      const { reply, fault } = readKeptReply(Buffer.from(octets))
      expect(reply === null).toBe(fault !== null)
    }), { numRuns: 500 })
  })
})
