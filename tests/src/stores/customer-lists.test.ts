import { afterEach, describe, expect, test } from 'vitest'
import { defineComponent } from 'vue'
import type { NotifyRequest } from '#core/contract/requests.ts'
import { getSession } from '#core/contract/session.ts'
import type { Share } from '#core/contract/shares.ts'
import { createFakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer } from '../../helpers/journeys.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { useRequestsStore } from '../../../src/stores/requests.ts'
import { useSharesStore } from '../../../src/stores/shares.ts'

const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
const at = (minute: number) => `2026-11-21T18:0${String(minute)}:00.000Z`

function request(number: number, minute: number): NotifyRequest {
  return {
    id: id(number), reference: `C-7K2M-4QX${String(number)}`, account: { id: accountId, company: 'Northwind Ltd' }, state: 'sent', sentAt: at(number),
    updatedAt: at(minute), sentBy: 'Maria Lang', message: 'Hello', add: [], remove: [], shown: { step: 'addresses', addresses: [], seenAddress: null }, events: [],
  }
}
const share = (number: number): Share => ({
  id: id(number), purpose: 'connector', domain: null, createdAt: at(number), createdBy: 'Maria Lang', expiresAt: at(9), revokedAt: null,
})

let page: MountedPage | null = null
afterEach(() => page?.wrapper.unmount())

/** A store in a tab of its own, with a server that answers when it is told to. */
async function open<S>(useStore: () => S) {
  const asked: { method: string; answer: (json: unknown) => Promise<void> }[] = []
  const fetch: typeof globalThis.fetch = (path, init = {}) => new Promise((resolve) => {
    if (path === getSession.path) {
      resolve(new Response(JSON.stringify({ person: customer, setUpNeeded: false })))
      return
    }
    asked.push({
      method: init.method ?? 'GET',
      answer: async (json) => {
        resolve(new Response(JSON.stringify(json)))
        await settle()
      },
    })
  })
  let store: S | null = null
  const component = defineComponent({
    setup: () => {
      store = useStore()
      return () => null
    },
  })
  page = await mountPage({ api: { ...createFakeApi(), fetch }, component })
  const lists = () => asked.filter(({ method }) => method === 'GET')
  if (store === null) throw new Error('no store')
  return { store: store as S, live: page.live, asked, lists }
}

describe('requests', () => {
  test('when the first of two answers comes last, the list is not turned back', async () => {
    const { store, live, lists } = await open(useRequestsStore)
    void store.load()
    await lists()[0]?.answer({ requests: [] })
    live.tell('requests', accountId)
    live.tell('requests', accountId)
    await settle()
    const [, first, second] = lists()
    await second?.answer({ requests: [request(1, 2)] })
    await first?.answer({ requests: [request(1, 1)] })
    await lists()[2]?.answer({ requests: [request(1, 2)] })
    expect(store.requests?.[0]?.updatedAt).toBe(at(2))
  })

  test('the latest word stands first, as the server sorts them', async () => {
    const { store, asked, lists } = await open(useRequestsStore)
    void store.load()
    await lists()[0]?.answer({ requests: [request(2, 3), request(1, 1)] })
    void store.reply(id(1), 'Hello again')
    await asked.at(-1)?.answer(request(1, 4))
    expect(store.requests?.map((one) => one.id)).toEqual([id(1), id(2)])
  })
})

describe('shared links', () => {
  test('one that the live news brought before its own answer stands in the list once', async () => {
    const { store, live, asked, lists } = await open(useSharesStore)
    void store.load()
    await lists()[0]?.answer({ shares: [] })
    void store.create({ purpose: 'connector', domainId: null })
    const creating = asked.at(-1)
    live.tell('shares', accountId)
    await lists()[1]?.answer({ shares: [share(1)] })
    await creating?.answer({ share: share(1), url: 'https://connect.example/s/token' })
    expect(store.shares).toHaveLength(1)
  })

  test('when the first of two answers comes last, a revoked link does not come back', async () => {
    const { store, live, lists } = await open(useSharesStore)
    void store.load()
    await lists()[0]?.answer({ shares: [share(1)] })
    live.tell('shares', accountId)
    live.tell('shares', accountId)
    await settle()
    const revoked = { ...share(1), revokedAt: at(5) }
    const [, first, second] = lists()
    await second?.answer({ shares: [revoked] })
    await first?.answer({ shares: [share(1)] })
    await lists()[2]?.answer({ shares: [revoked] })
    expect(store.shares?.[0]?.revokedAt).toBe(at(5))
  })
})
