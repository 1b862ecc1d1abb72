import { beforeAll, afterEach, expect, it, vi } from 'vitest'
import type { Kysely } from 'kysely'
import { randomUUID } from 'node:crypto'
import { liveEventsPath, sharedLiveEventsPath } from '#core/contract/live.ts'
import { signOut } from '#core/contract/session.ts'
import type { Database } from '../../../server/db/schema.ts'
import { createApp, type App } from '../../../server/http/app.ts'
import { createEventStreams } from '../../../server/http/event-streams.ts'
import { createToken } from '../../../server/people/tokens.ts'
import { createRoutes } from '../../../server/routes.ts'
import { startWatch } from '../../../server/watch/watch.store.ts'
import type { Caller } from '../../helpers/api-caller.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { becomeCustomer, becomeStaff, type TestCustomer } from '../../helpers/people.ts'
import { createTestParts, type TestParts } from '../../helpers/server-parts.ts'

/** Reads a stream as it comes: `text` grows, `ended` tells when nothing more will. */
function follow(response: Response) {
  const state = { text: '', ended: false, status: response.status, stop: () => {} }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => {
    for (;;) {
      const next = await reader?.read()
      if (next === undefined || next.done) break
      state.text += next.value
    }
    state.ended = true
  }
  state.stop = () => void reader?.cancel()
  void read()
  return state
}

describeOnEachDatabase('live updates', (open) => {
  let db: Kysely<Database>
  let parts: TestParts
  let app: App
  let quietApp: App
  let staff: Caller
  let north: TestCustomer
  let south: TestCustomer
  const followed: ReturnType<typeof follow>[] = []

  beforeAll(async () => {
    db = await open()
    parts = createTestParts(db)
    app = createApp(parts, createRoutes(parts), { heartbeatMs: 20 })
    quietApp = createApp(parts, createRoutes(parts))
    staff = await becomeStaff(app, parts)
    north = await becomeCustomer(app, staff)
    south = await becomeCustomer(app, staff, { code: 'CUK77', domains: ['south.example'], contact: { name: 'S', email: 's@south.example' } })
  })
  afterEach(() => {
    for (const stream of followed.splice(0)) stream.stop()
  })

  const listen = async (response: Promise<Response>) => {
    const stream = follow(await response)
    followed.push(stream)
    return stream
  }
  const share = async (accountId: string, domainId: string | null = null) => {
    const { token, hash } = createToken()
    const id = randomUUID()
    await db.insertInto('share').values({
      id, account_id: accountId, token_hash: hash, purpose: domainId === null ? 'connector' : 'spf', domain_id: domainId, person_id: randomUUID(), person_name: 'Nora',
      created_at: parts.now().toISOString(), expires_at: new Date(parts.now().getTime() + 3_600_000).toISOString(), revoked_at: null,
    }).execute()
    return { id, authorization: `Bearer ${token}` }
  }

  it('reach a customer for the own account, and staff for all', async () => {
    const own = await listen(north.caller.get(liveEventsPath))
    const all = await listen(staff.get(liveEventsPath))
    parts.live.publish({ topic: 'journey', accountId: south.accountId })
    parts.live.publish({ topic: 'requests', accountId: north.accountId })
    await vi.waitFor(() => { expect(all.text).toContain('"requests"') })
    expect(all.text).toContain(south.accountId)
    expect(own.text).toContain(`data: {"topic":"requests","accountId":"${north.accountId}"}\n\n`)
    expect(own.text).not.toContain(south.accountId)
  })

  it('are kept open by a comment, and may not be held back by a proxy', async () => {
    const response = await north.caller.get(liveEventsPath)
    expect([response.headers.get('content-type'), response.headers.get('x-accel-buffering')]).toEqual(['text/event-stream', 'no'])
    const stream = follow(response)
    followed.push(stream)
    await vi.waitFor(() => { expect(stream.text).toContain(': still here') })
  })

  it('end for whoever signs out', async () => {
    const other = await becomeCustomer(app, staff, { code: 'CUK78', domains: ['west.example'], contact: { name: 'W', email: 'w@west.example' } })
    const stream = await listen(other.caller.get(liveEventsPath))
    await other.caller.call(signOut)
    await vi.waitFor(() => { expect(stream.ended).toBe(true) })
  })

  it('reach the holder of a link, and end when it is revoked or over', async () => {
    const revoked = await share(north.accountId)
    const over = await share(north.accountId)
    const url = `http://127.0.0.1:3000${sharedLiveEventsPath}`
    // The revocation itself is heard of: this one's heartbeat would come too late.
    const first = await listen(quietApp(new Request(url, { headers: { authorization: revoked.authorization } })))
    const second = await listen(app(new Request(url, { headers: { authorization: over.authorization } })))
    parts.live.publish({ topic: 'journey', accountId: north.accountId })
    await vi.waitFor(() => { expect(first.text).toContain('"journey"') })
    await db.updateTable('share').set({ revoked_at: parts.now().toISOString() }).where('id', '=', revoked.id).execute()
    parts.live.publish({ topic: 'shares', accountId: north.accountId })
    await vi.waitFor(() => { expect(first.ended).toBe(true) })
    expect(second.ended).toBe(false)
    parts.pass(3_600_000)
    await vi.waitFor(() => { expect(second.ended).toBe(true) })
  })

  it('tell the holder of a link neither which account it is nor of its requests', async () => {
    const { authorization } = await share(north.accountId)
    const stream = await listen(app(new Request(`http://127.0.0.1:3000${sharedLiveEventsPath}`, { headers: { authorization } })))
    parts.live.publish({ topic: 'requests', accountId: north.accountId })
    parts.live.publish({ topic: 'journey', accountId: north.accountId })
    await vi.waitFor(() => { expect(stream.text).toContain('data: {"topic":"journey","accountId":""}') })
    expect(stream.text).not.toContain('requests')
    expect(stream.text).not.toContain(north.accountId)
  })

  it('end after a gap in which something may have been missed, so that the page comes back and reads anew', async () => {
    const gaps: (() => void)[] = []
    const withGaps = createApp({ ...parts, live: { ...parts.live, onGap: (listener) => gaps.push(listener) } }, createRoutes(parts))
    const stream = await listen(withGaps(new Request(`${parts.publicUrl}${liveEventsPath}`, { headers: { cookie: north.caller.cookie() ?? '' } })))
    expect(stream).toMatchObject({ status: 200, ended: false })
    for (const tell of gaps) tell()
    await vi.waitFor(() => { expect(stream.ended).toBe(true) })
  })

  it('are refused to nobody and to holders of nothing', async () => {
    const plain = await app(new Request(`http://127.0.0.1:3000${liveEventsPath}`))
    const shared = await app(new Request(`http://127.0.0.1:3000${sharedLiveEventsPath}`, { headers: { authorization: `Bearer ${'x'.repeat(43)}` } }))
    expect([plain.status, shared.status]).toEqual([401, 404])
  })

  it('let go of everything when the page goes or the server stops', async () => {
    const openStreams = async () => /^connect_event_streams (\d+)$/mu.exec(await (await staff.get('/metrics')).text())?.[1]
    const [gone, kept] = [await listen(north.caller.get(liveEventsPath)), await listen(north.caller.get(liveEventsPath))]
    gone.stop()
    await vi.waitFor(async () => { expect(await openStreams()).toBe('1') })
    app.endStreams()
    await vi.waitFor(() => { expect(kept.ended).toBe(true) })
    expect(await openStreams()).toBe('0')
  })

  it('end for a reader who does not read, and are not opened for one who asks for the head alone', async () => {
    const idle = await north.caller.get(liveEventsPath)
    for (let i = 0; i < 600; i += 1) parts.live.publish({ topic: 'journey', accountId: north.accountId })
    const waiting = await idle.text()
    expect(waiting.split('"journey"').length).toBeLessThan(600)
    const head = new Request(`http://127.0.0.1:3000${liveEventsPath}`, { method: 'HEAD', headers: { cookie: north.caller.cookie() ?? '' } })
    expect((await app(head)).status).toBe(404)
  })

  it('are not opened without end by one person, and one that ends makes room', () => {
    const streams = createEventStreams(parts.live, { maxPerKey: 2 })
    const going = new AbortController()
    const openFor = (key: string, { signal } = new AbortController()) =>
      streams.open({ key, signal, toTold: (event) => event, isStillOpen: () => Promise.resolve(true) })
    expect([openFor('a', going).status, openFor('a').status, openFor('b').status]).toEqual([200, 200, 200])
    expect(() => openFor('a')).toThrow(expect.objectContaining({ code: 'request.too-many' }))
    going.abort()
    expect([openFor('a').status, streams.count()]).toEqual([200, 3])
    expect(() => openFor('a')).toThrow()
    streams.endAll()
    expect(streams.count()).toBe(0)
  })

  it('are not left open for somebody who went before they were', () => {
    const streams = createEventStreams(parts.live)
    const gone = vi.fn()
    streams.open({ key: 'a', signal: AbortSignal.abort(), toTold: (event) => event, isStillOpen: () => Promise.resolve(true), onOpen: () => gone })
    expect([streams.count(), gone.mock.calls.length]).toEqual([0, 1])
  })

  const streamOf = (caller: Caller, domainId: string) =>
    quietApp(new Request(`${parts.publicUrl}${liveEventsPath}?domain=${domainId}`, { headers: { cookie: caller.cookie() ?? '' } }))
  const nextAt = async (domainId: string) =>
    (await db.selectFrom('watch').select('next_at').where('domain_id', '=', domainId).executeTakeFirstOrThrow()).next_at
  /** As if nobody had looked for long: due in a year. */
  const watchUnseen = async (domainId: string) => {
    await db.deleteFrom('watch').execute()
    await startWatch(db, { accountId: north.accountId, domainId, kind: 'spf' }, parts.now())
    await db.updateTable('watch').set({ next_at: '2027-12-01T00:00:00.000Z' }).execute()
  }

  it('let whoever shows a domain have it asked about sooner: its customer, staff and the holder of its link', async () => {
    const domainId = north.domainIds[0] ?? ''
    const link = await share(north.accountId, domainId)
    const shared = () => quietApp(new Request(`${parts.publicUrl}${sharedLiveEventsPath}`, { headers: { authorization: link.authorization } }))
    for (const openOne of [() => streamOf(north.caller, domainId), () => streamOf(staff, domainId), shared]) {
      await watchUnseen(domainId)
      const stream = await listen(openOne())
      expect(stream.status).toBe(200)
      await vi.waitFor(async () => { expect(await nextAt(domainId)).toBe(new Date(parts.now().getTime() + 5_000).toISOString()) })
      stream.stop()
    }
  })

  it('show no domain of somebody else, and none that is none', async () => {
    const theirs = south.domainIds[0] ?? ''
    const statuses = [await streamOf(north.caller, theirs), await streamOf(north.caller, randomUUID()), await streamOf(staff, 'x')].map(({ status }) => status)
    expect(statuses).toEqual([404, 404, 404])
  })

  it('tell the holder of a link when its own domain was asked about, and of no other', async () => {
    const [own = '', other = ''] = north.domainIds
    const { authorization } = await share(north.accountId, own)
    const stream = await listen(quietApp(new Request(`${parts.publicUrl}${sharedLiveEventsPath}`, { headers: { authorization } })))
    const [askedAt, nextAt] = ['2026-11-02T09:00:00.000Z', '2026-11-02T09:02:00.000Z']
    for (const domainId of [other, own]) parts.live.publish({ topic: 'asked', accountId: north.accountId, domainId, kind: 'spf', askedAt, nextAt })
    await vi.waitFor(() => { expect(stream.text).toContain('"asked"') })
    expect(stream.text).toContain(own)
    expect(stream.text).not.toContain(other)
    expect(stream.text).not.toContain(north.accountId)
  })
})
