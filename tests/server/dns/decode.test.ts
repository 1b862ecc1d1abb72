import { Packet } from 'dns2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildQuery, readReply } from '../../../server/dns/message.ts'
import { defaultMessageLimits } from '../../../server/dns/preflight.ts'
import { replyTo, soaOf } from '../../helpers/faulty-dns.ts'

const { A, AAAA, MX, NS, CNAME, PTR, TXT } = Packet.TYPE
const query = buildQuery({ name: 'asked.example', type: 'TXT', udpPayload: 1232, recursion: true })
const right = replyTo(query.octets, {
  answers: [
    { type: TXT, data: ['one', 'two'] },
    { type: A, address: '192.0.2.7' },
    { type: AAAA, address: '2001:db8:0:0:1::7' },
    { type: MX, priority: 10, exchange: 'Mail.asked.example' },
    { type: CNAME, domain: 'other.example' },
    { type: PTR, domain: 'back.example' },
  ],
  authorities: [soaOf('example', 60, 30), { type: NS, name: 'example', ns: 'ns.example' }],
})

/** RFC 2181 §8: what dns2 cuts to the longest there is counts as none. */
const toTtl = (seconds: number): number => (seconds === 0x7fffffff ? 0 : seconds)
const lower = (name: unknown): string => (name === '' ? '.' : String(name).replace(/[A-Z]/g, (letter) => letter.toLowerCase()))

test('what is read agrees with what dns2 reads, in every damaged reply too', () => {
  const damage = fc.array(fc.tuple(fc.integer({ min: query.questionEnd, max: right.length - 1 }), fc.nat(255)), { maxLength: 3 })
  let readable = 0
  fc.assert(
    fc.property(damage, (changes) => {
      const octets = Buffer.from(right)
      for (const [at, octet] of changes) octets.writeUInt8(octet, at)
      const reading = readReply(octets, query, 'tcp', defaultMessageLimits)
      if (reading.kind === 'corrupt') return
      if (reading.kind !== 'reply') throw new Error(reading.kind)
      readable += 1
      const packet = Packet.parse(octets)
      expect(packet.errors).toEqual([])
      const known = [...packet.answers, ...packet.authorities].filter((one) => Number(one.class) === 1 && [A, AAAA, MX, NS, CNAME, PTR, TXT, 6, 99].includes(one.type))
      const ours = [...reading.reply.answers, ...reading.reply.authorities]
      expect(ours.map(({ name, ttlSeconds }) => [name, ttlSeconds])).toEqual(known.map((one) => [lower(one.name), toTtl(one.ttl)]))
      ours.forEach((record, i) => {
        const theirs = known[i]
        if (record.type === 'A' || record.type === 'AAAA') expect(record.data.address).toBe(theirs?.address)
        if (record.type === 'MX') expect([record.data.preference, record.data.exchange]).toEqual([theirs?.priority, lower(theirs?.exchange)])
        if (record.type === 'CNAME' || record.type === 'PTR') expect(record.data.target).toBe(lower(theirs?.domain))
        if (record.type === 'NS') expect(record.data.host).toBe(lower(theirs?.ns))
        if (record.type === 'SOA') expect([record.data.mname, record.data.serial, record.data.minimum]).toEqual([lower(theirs?.primary), theirs?.serial, theirs?.minimum])
      })
    }),
    { numRuns: 3000 },
  )
  expect(readable).toBeGreaterThan(500)
})

test('a TTL with its highest bit set is none (RFC 2181 §8)', () => {
  const octets = replyTo(query.octets, { answers: [{ data: ['one'], ttl: 0x7fffffff }] })
  const read = () => {
    const reading = readReply(octets, query, 'tcp', defaultMessageLimits)
    return reading.kind === 'reply' ? reading.reply.answers.map(({ ttlSeconds }) => ttlSeconds) : reading.kind
  }
  expect(read()).toEqual([0x7fffffff])
  octets.writeUInt8(0xff, octets.indexOf(Buffer.from('7fffffff', 'hex')))
  expect(read()).toEqual([0])
})

test('what dns2 cannot read is not read here either', () => {
  const damage = fc.tuple(fc.integer({ min: query.questionEnd, max: right.length - 1 }), fc.nat(255))
  fc.assert(
    fc.property(damage, ([at, octet]) => {
      const octets = Buffer.from(right)
      octets.writeUInt8(octet, at)
      const isReadable = Packet.parse(octets).errors.length === 0
      if (!isReadable) expect(readReply(octets, query, 'tcp', defaultMessageLimits).kind).toBe('corrupt')
    }),
    { numRuns: 3000 },
  )
})

test('a question is the same as dns2 writes it', () => {
  for (const name of ['.', 'a', 'Some.Name.example', `${'x'.repeat(63)}.example`]) {
    const { octets, id } = buildQuery({ name, type: 'MX', udpPayload: 1232, recursion: true })
    const packet = new Packet()
    Object.assign(packet.header, { id, rd: 1 })
    packet.questions.push(new Packet.Question(name === '.' ? '' : name, MX, 1))
    packet.additionals.push(Packet.Resource.EDNS([], { udpPayloadSize: 1232 }))
    expect(octets).toEqual(packet.toBuffer())
  }
})
