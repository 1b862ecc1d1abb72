import { describe, expect, test, vi } from 'vitest'
import { getJourney, checkProof } from '#core/contract/journey.ts'
import { getSession, signOut } from '#core/contract/session.ts'
import { getShared } from '#core/contract/shares.ts'
import { createClient } from '../../../src/api/client.ts'
import { createFakeApi } from '../../helpers/fake-api.ts'
import { makeJourney } from '../../helpers/journeys.ts'

describe('the one caller of fetch', () => {
  test('an answer that fits its schema comes back as a value', async () => {
    const api = createFakeApi()
    const journey = makeJourney()
    api.answer(getJourney, journey)
    expect(await createClient(api.fetch).call(getJourney)).toEqual({ ok: true, value: journey })
  })

  test('an answer that does not fit is an unexpected answer, not a crash', async () => {
    const api = createFakeApi()
    api.answerWith(getSession, { person: 'Maria' })
    expect(await createClient(api.fetch).call(getSession)).toEqual({ ok: false, problem: { code: 'unexpected-answer' } })
  })

  test("a proxy's page in place of JSON is an unexpected answer, whatever its status", async () => {
    for (const status of [200, 502]) {
      const fetch = vi.fn(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status })))
      expect(await createClient(fetch).call(getSession)).toEqual({ ok: false, problem: { code: 'unexpected-answer' } })
    }
  })

  test('a problem keeps its code, its fields and its waiting time', async () => {
    const api = createFakeApi()
    const fields = [{ field: 'name', code: 'domain.missing' }]
    api.refuse(checkProof, { code: 'request.too-many', status: 429, fields, retryAfterSeconds: 7 })
    const answer = await createClient(api.fetch).call(checkProof, { params: { domainId: 'd' }, body: {} })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'request.too-many', fields, retryAfterSeconds: 7 } })
  })

  test('without a connection the problem is called offline', async () => {
    const api = createFakeApi()
    api.goOffline()
    expect(await createClient(api.fetch).call(getSession)).toEqual({ ok: false, problem: { code: 'offline' } })
  })

  test('a connection that breaks in the middle of the answer is offline too', async () => {
    const broken = new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) }))
    const answer = await createClient(() => Promise.resolve(broken)).call(getSession)
    expect(answer).toEqual({ ok: false, problem: { code: 'offline' } })
  })

  test('a bug inside is thrown, not turned into a problem', async () => {
    const bug = () => Promise.reject(new RangeError('a bug'))
    await expect(createClient(bug).call(getSession)).rejects.toThrow('a bug')
  })

  test('parameters are escaped in the path, and a body is JSON', async () => {
    const fetch = vi.fn((_path: RequestInfo | URL, _init?: RequestInit) => Promise.resolve(new Response('{}')))
    await createClient(fetch).call(checkProof, { params: { domainId: 'a/b' }, body: {} })
    const [path, init] = fetch.mock.calls[0] ?? []
    expect(path).toBe('/api/domains/a%2Fb/proof-check')
    expect(init).toMatchObject({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
  })

  test('an endpoint without a body sends none, and says nothing about its type', async () => {
    const fetch = vi.fn((_path: RequestInfo | URL, _init?: RequestInit) => Promise.resolve(new Response('{}')))
    await createClient(fetch).call(signOut)
    expect(fetch.mock.calls[0]?.[1]).not.toHaveProperty('body')
    expect(fetch.mock.calls[0]?.[1]?.headers).not.toHaveProperty('content-type')
  })

  test("a shared link's token travels in the header", async () => {
    const fetch = vi.fn((_path: RequestInfo | URL, _init?: RequestInit) => Promise.resolve(new Response('{}')))
    await createClient(fetch).call(getShared, { bearer: 'token' })
    expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ authorization: 'Bearer token' })
  })
})

describe('the stream of a shared link', () => {
  const streamOf = (chunks: string[], status = 200) =>
    new Response(new ReadableStream({
      start: (controller) => {
        chunks.forEach((chunk) => controller.enqueue(new TextEncoder().encode(chunk)))
        controller.close()
      },
    }), { status })

  const read = async (response: Response) => {
    const heard: string[] = []
    const end = await createClient(() => Promise.resolve(response)).stream('/x', { bearer: 't', signal: new AbortController().signal, onOpen: () => {}, onData: (data) => heard.push(data) })
    return { heard, end }
  }

  test('events come whole, however they are cut on the way; comments are passed over', async () => {
    expect(await read(streamOf([': hello\n\nda', 'ta: {"a":1}\n', '\ndata: 2\r\n\r\n']))).toEqual({ heard: ['{"a":1}', '2'], end: 'ended' })
  })

  test('a refused link ends for good, a broken server only for now', async () => {
    expect((await read(streamOf([], 404))).end).toBe('refused')
    expect((await read(streamOf([], 503))).end).toBe('offline')
  })
})
