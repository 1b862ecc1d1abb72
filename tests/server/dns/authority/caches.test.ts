import { describe, expect, onTestFinished, test } from 'vitest'
import { contentOf } from '#core/dns/source.ts'
import { answerAsAuthority, emptyAnswer, servFail } from '../../../../server/demo/dns-answer.ts'
import { createZone } from '../../../../server/demo/dns-zones.ts'
import { createAuthority } from '../../../../server/dns/authority/authority.ts'
import type { AuthorityOptions } from '../../../../server/dns/authority/authority.ts'
import { leavingNoSocket } from '../../../helpers/faulty-dns.ts'
import { startNameServers } from '../../../helpers/name-servers.ts'
import type { Behaviour } from '../../../helpers/name-servers.ts'
import { customer, customerZone } from '../../../helpers/small-internet.ts'

const resolverAt = '127.0.0.1'

async function startResolver(behave: Behaviour, options: Partial<AuthorityOptions> = {}) {
  const servers = await startNameServers({ [resolverAt]: { zones: [customerZone()], behave } })
  const resolvers = [{ address: resolverAt, port: servers.port }]
  const resolver: AuthorityOptions['resolver'] = { lookupWith: () => () => Promise.reject(new Error('nobody asks it here')) }
  const authority = createAuthority({ resolver, resolvers, roots: [], allowLoopback: true, ...options })
  onTestFinished(() => authority.close())
  return { look: () => leavingNoSocket(() => authority.lookEverywhere(customer, 'TXT', contentOf).then(({ look }) => look.servers)), asked: () => servers.asked(resolverAt).length }
}

describe('a resolver', () => {
  test('that loses one datagram is asked once more', async () => {
    const { look, asked } = await startResolver((right, { count }) => (count === 1 ? null : right))
    expect(await look()).toMatchObject([{ role: 'cache', state: 'answered', outcome: { kind: 'answer' } }])
    expect(asked()).toBe(2)
  })

  test('that fails once is asked once more, at once', async () => {
    const { look, asked } = await startResolver((right, { count }) => (count === 1 ? emptyAnswer(servFail) : right), { perServerMs: 500 })
    expect(await look()).toMatchObject([{ state: 'answered', outcome: { kind: 'answer' } }])
    expect(asked()).toBe(2)
  })

  test('that goes on failing is asked twice and no more', async () => {
    const { look, asked } = await startResolver(() => emptyAnswer(servFail))
    expect(await look()).toMatchObject([{ state: 'failed', outcome: { kind: 'servfail' } }])
    expect(asked()).toBe(2)
  })

  test('that stays silent is asked twice, and given up in time', async () => {
    const { look, asked } = await startResolver(() => null, { perServerMs: 800 })
    const startedAt = performance.now()
    expect(await look()).toMatchObject([{ state: 'silent', outcome: { kind: 'timeout' } }])
    expect(performance.now() - startedAt).toBeLessThan(1500)
    expect(asked()).toBe(2)
  })

  test('that gives an alias without its end has not said that there is none', async () => {
    const alias = createZone({ origin: customer, records: { [customer]: { CNAME: ['elsewhere.example'] } } })
    const { look } = await startResolver((_, question) => answerAsAuthority([alias], question))
    expect(await look()).toMatchObject([{ role: 'cache', state: 'failed', outcome: { kind: 'malformed', detail: 'unfinished-chain' } }])
  })

  test('is asked again only within the budget', async () => {
    const { look, asked } = await startResolver(() => emptyAnswer(servFail), { budgets: { allPerSecond: 1 } })
    expect(await look()).toMatchObject([{ state: 'failed', outcome: { kind: 'servfail' } }])
    expect(asked()).toBe(1)
  })
})
