import { describe, expect, onTestFinished, test } from 'vitest'
import { createResolver } from '../../../server/dns/resolver.ts'
import { cnameType, replyTo, soaOf, startFaultyDns, truth } from '../../helpers/faulty-dns.ts'
import type { ReplyParts } from '../../helpers/faulty-dns.ts'

const asked = 'asked.example'
const alias = (name: string, domain: string, ttl = 300) => ({ name, type: cnameType, domain, ttl })

/** Looks the name up at a server that replies as told, in turn; the last reply is for all later questions. */
async function lookup(...replies: readonly ReplyParts[]) {
  const server = await startFaultyDns({
    udp: ({ request, count, send }) => send(replyTo(request, replies[Math.min(count, replies.length) - 1] ?? {})),
  })
  const resolver = createResolver({ upstreams: [server.address], deadlineMs: 1000 })
  onTestFinished(() => resolver.close())
  return { outcome: await resolver.lookup(asked, 'TXT'), server }
}

describe('a chain of aliases', () => {
  test('is followed inside the reply, and its shortest TTL counts', async () => {
    const chain = [alias(asked, 'B.example', 30), alias('b.example', 'c.example', 50)]
    const { outcome } = await lookup({ answers: [...chain, { name: 'C.example', data: [truth], ttl: 40 }] })
    expect(outcome).toMatchObject({
      kind: 'answer',
      cnames: ['b.example', 'c.example'],
      ttlSeconds: 30,
      longestTtlSeconds: 50,
      records: [{ text: truth }],
    })
  })

  test('in any order is the same chain', async () => {
    const { outcome } = await lookup({ answers: [{ name: 'b.example', data: [truth] }, alias(asked, 'b.example')] })
    expect(outcome).toMatchObject({ kind: 'answer', cnames: ['b.example'] })
  })

  test('that bites its tail is malformed, not a missing record', async () => {
    const { outcome } = await lookup({ answers: [alias(asked, 'b.example'), alias('b.example', asked)] })
    expect(outcome).toMatchObject({ kind: 'malformed', detail: 'cname-loop' })
  })

  test('that bites its tail only over several replies is malformed too', async () => {
    const { outcome } = await lookup({ answers: [alias(asked, 'b.example')] }, { answers: [alias('b.example', asked)] })
    expect(outcome).toMatchObject({ kind: 'malformed', detail: 'cname-loop' })
  })

  test('without an end is malformed', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `n${i}.example`)
    const links = names.slice(1).map((name, i) => alias(names[i] ?? '', name))
    const { outcome } = await lookup({ answers: [alias(asked, 'n0.example'), ...links] })
    expect(outcome).toMatchObject({ kind: 'malformed', detail: 'cname-loop' })
  })

  test('whose end the reply does not speak of is asked on', async () => {
    const { outcome, server } = await lookup(
      { answers: [alias(asked, 'b.example', 20)] },
      { answers: [{ data: [truth] }] },
    )
    expect(outcome).toMatchObject({ kind: 'answer', name: asked, cnames: ['b.example'], ttlSeconds: 20 })
    expect(server.udpCount).toBe(2)
  })

  test('to a name that is not there is NXDOMAIN with the alias told', async () => {
    const { outcome } = await lookup({
      header: { rcode: 3 },
      answers: [alias(asked, 'gone.example', 15)],
      authorities: [soaOf('example', 60, 60)],
    })
    expect(outcome).toMatchObject({ kind: 'nxdomain', cnames: ['gone.example'], negativeTtlSeconds: 15, longestTtlSeconds: 60 })
  })
})

describe('what a reply does not say about the question', () => {
  test('records of other names are ignored', async () => {
    const { outcome } = await lookup({ answers: [{ name: 'other.example', data: ['v=spf1 +all'] }] })
    expect(outcome).toMatchObject({ kind: 'nodata', negativeTtlSeconds: null })
  })

  test('a SOA of another zone bounds nothing', async () => {
    const { outcome } = await lookup({ header: { rcode: 3 }, authorities: [soaOf('other.example', 60, 60)] })
    expect(outcome).toMatchObject({ kind: 'nxdomain', negativeTtlSeconds: null })
  })

  test('"no such name" together with its records is malformed', async () => {
    const { outcome } = await lookup({ header: { rcode: 3 }, answers: [{ data: [truth] }] })
    expect(outcome).toMatchObject({ kind: 'malformed' })
  })
})

describe('a negative answer', () => {
  test('lives for the lesser of the TTL and the minimum of the SOA', async () => {
    for (const [ttl, minimum, lesser] of [[900, 60, 60], [30, 3600, 30]] as const) {
      const { outcome } = await lookup({ header: { rcode: 3 }, authorities: [soaOf('example', ttl, minimum)] })
      expect(outcome).toMatchObject({ kind: 'nxdomain', negativeTtlSeconds: lesser })
    }
  })
})
