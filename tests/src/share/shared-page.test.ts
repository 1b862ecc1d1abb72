import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkShared, getShared, type SharedView } from '#core/contract/shares.ts'
import { sharedLiveEventsPath } from '#core/contract/live.ts'
import { announcement } from '../../../src/components/announcer.ts'
import { createFakeApi, type FakeApi } from '../../helpers/fake-api.ts'
import { mountPage, settle, type MountedPage } from '../../helpers/mount-page.ts'
import { allByRole, announced, byRole, text } from '../../helpers/screen.ts'
import { doubled, makeWatch } from '../../helpers/source-fixtures.ts'
import { before, makeConnectorView, makeProofView, makeReport, makeSpfView, planned, token } from './fixtures.ts'

let page: MountedPage | null = null
/** The first import compiles the page: that is no part of any test's time. */
beforeAll(() => import('../../../src/share/SharedPage.vue'), 60_000)
afterEach(() => {
  page?.wrapper.unmount()
  announcement.value = ''
  vi.useRealTimers()
})

/** The stream of a link in the test's hand: `tell` sends an event, as the server does when something changed. */
function withStream(api: FakeApi) {
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null
  const bearers: (string | null)[] = []
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    if (input !== sharedLiveEventsPath) return api.fetch(input, init)
    bearers.push(new Headers(init.headers).get('authorization'))
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        stream = controller
      },
    })
    return Promise.resolve(new Response(body))
  }
  const send = (event: object) => stream?.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`))
  const tell = () => send({ topic: 'journey', accountId: '' })
  return { api: { ...api, fetch }, tell, send, bearers, end: () => stream?.close() }
}

function open(view: SharedView | null) {
  const api = createFakeApi()
  if (view !== null) api.answer(getShared, view)
  const stream = withStream(api)
  return { ...stream, told: api, show: async () => {
    page = await mountPage({ api: stream.api, at: `/s/${token}` })
  } }
}
async function shown(view: SharedView) {
  const opened = open(view)
  await opened.show()
  await vi.waitFor(() => expect(document.querySelector('[data-shared]')).not.toBeNull(), { timeout: 20_000 })
  return opened
}
async function press(name: string | RegExp): Promise<void> {
  byRole('button', name).click()
  await settle()
}

describe('the page behind a link', () => {
  it('says who asks, for which domain, until when, what to publish and what one may do', async () => {
    await shown(makeSpfView())
    expect(byRole('heading', 'Please publish the SPF record of northwind.example')).toBeTruthy()
    expect(text()).toContain('Maria Lang of Northwind Ltd asks you to publish an SPF record for northwind.example.')
    expect(text()).toMatch(/This page works until \d+ \w+ 2\d{3}, \d\d:\d\d:\d\d UTC/u)
    expect(text()).toContain(planned)
    expect(text()).toContain('You cannot change anything in it.')
  })

  it('shows the record that is there with the term that is wrong, and how to put it back', async () => {
    await shown(makeSpfView())
    expect(document.querySelector('mark')?.textContent).toContain('include:eu._netblocks.mimecast.com')
    expect(text()).toContain('How to put it back')
    expect(text()).toContain(before)
    expect([...document.querySelectorAll('[data-axis]')].map((line) => line.getAttribute('data-answer'))).toEqual(['yes', 'no', 'yes'])
  })

  it('sends the token as Bearer only, and asks nothing of DNS when it is opened', async () => {
    const { told, bearers } = await shown(makeSpfView())
    expect(told.calls.map(({ name, bearer }) => [name, bearer])).toEqual([['getShared', `Bearer ${token}`]])
    await vi.waitFor(() => expect(bearers).toEqual([`Bearer ${token}`]))
  })

  it('tells browsers to send no referrer and to index nothing, as long as it is shown', async () => {
    await shown(makeSpfView())
    expect(document.querySelector('meta[name=referrer]')?.getAttribute('content')).toBe('no-referrer')
    expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toContain('noindex')
    page?.wrapper.unmount()
    expect(document.querySelector('meta[name=referrer]')).toBeNull()
    page = null
  })

  it('says that nothing is left to publish once the record is right', async () => {
    await shown(makeSpfView(makeReport({ outcome: 'valid', records: [planned], findings: [] })))
    expect(text()).toContain('The record is right. There is nothing to publish.')
  })

  it('turns “could not ask” into no fault of the record', async () => {
    const report = makeReport({ outcome: 'unavailable', unavailable: { reason: 'timeout', tryAgain: true }, records: [], findings: [] })
    await shown(makeSpfView(report, { plan: null }))
    expect(text()).toContain('This says nothing about the record.')
    expect(document.querySelector('[data-mark=wrong]')).toBeNull()
    expect(document.querySelector('[data-axis]')).toBeNull()
  })

  it('says what to do while nobody has looked at the record', async () => {
    await shown(makeSpfView(null, { plan: null }))
    expect(text()).toContain('Check now, and this page says what to publish.')
  })

  it('shows the code in both forms', async () => {
    await shown(makeProofView())
    expect(text()).toContain('mq4z7c2n5k8w3x6b9d1f0g2h4j6l8p00.northwind.example')
    expect(text()).toContain('validate-domain.mimecast.com')
    expect(text()).toContain('Nobody has checked this yet.')
  })

  it('shows the instructions with the account’s hosts, ticks that stay here, and no check of DNS', async () => {
    await shown(makeConnectorView())
    expect(text()).toContain('eu-smtp-outbound-1.mimecast.com')
    expect(allByRole('button', 'Check now')).toHaveLength(0)
  })

  it('asks for the sender’s answer where the instructions depend on it', async () => {
    await shown(makeConnectorView({ platform: 'on-premises' }))
    expect(text()).toContain('an answer that the sender has not given yet')
  })

  it('shows hostile values as text', async () => {
    await shown(makeSpfView(makeReport({ records: ['v=spf1 <img/src=x/onerror=alert(1)>\u202e ~all'], findings: [] })))
    expect(text()).toContain('<img/src=x/onerror=alert(1)>[U+202E]')
    expect(document.querySelector('img')).toBeNull()
  })
})

describe('“Check now” on the page behind a link', () => {
  it('says at every press what came of it', async () => {
    const { told } = await shown(makeProofView())
    told.answer(checkShared, makeProofView('code-missing'))
    await press('Check now')
    expect(told.callsOf('checkShared')[0]?.bearer).toBe(`Bearer ${token}`)
    expect(text()).toContain('The code is not in DNS yet.')
    expect(announced()).toBe('Checked. The result is on the page.')
  })

  it('counts down where the link has to wait, and sends nothing meanwhile', async () => {
    const { told } = await shown(makeProofView('code-missing'))
    told.refuse(checkShared, { code: 'request.too-many', status: 429, retryAfterSeconds: 3 })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    await press('Check now')
    expect(text()).toContain('You can check again in 3 seconds.')
    vi.advanceTimersByTime(2000)
    await settle()
    expect(text()).toContain('You can check again in 1 second.')
    await press('Check now')
    expect(told.callsOf('checkShared')).toHaveLength(1)
    vi.advanceTimersByTime(1000)
    await settle()
    expect(announced()).toBe('You can check again now.')
  })

  it('keeps the page when the server cannot be reached', async () => {
    const { told } = await shown(makeProofView('code-missing'))
    told.goOffline()
    await press('Check now')
    expect(text()).toContain('We could not be reached.')
    expect(text()).toContain('The code is not in DNS yet.')
  })
})

describe('a link that changes while it is open', () => {
  it('brings the page up to date by itself and says so', async () => {
    const { told, tell } = await shown(makeProofView('code-missing'))
    told.answer(getShared, makeProofView('code-at-domain'))
    tell()
    await vi.waitFor(() => expect(text()).toContain('The record that is there validates the domain.'))
    await settle()
    expect(announced()).toBe('This page has just been brought up to date. The code stands in a TXT record of northwind.example.')
  })

  it('that was looked at again with the same result says nothing', async () => {
    const { told, tell } = await shown(makeProofView('code-missing'))
    told.answer(getShared, makeProofView('code-missing', { watch: makeWatch() }))
    tell()
    await vi.waitFor(() => expect(text()).toContain('We go on looking'))
    await settle()
    expect(announced()).toBe('')
  })

  it('shows when we asked again without being read anew', async () => {
    const { told, send } = await shown(makeProofView('code-missing', { watch: makeWatch() }))
    const reads = told.callsOf('getShared').length
    const askedAt = new Date(Date.now() + 1_000).toISOString()
    const times = { askedAt, nextAt: new Date(Date.now() + 5_000).toISOString() }
    await vi.waitFor(() => {
      send({ topic: 'asked', accountId: '', domainId: '00000000-0000-4000-8000-000000000100', kind: 'proof', ...times })
      expect(text()).toContain(`Asked again at ${askedAt.slice(11, 19)} UTC`)
    })
    expect(told.callsOf('getShared')).toHaveLength(reads)
    expect(document.querySelector('[data-status] time')?.getAttribute('datetime')).toBe(askedAt)
    expect(announced()).toBe('')
  })

  it('ends no later than the link itself', async () => {
    const view = makeProofView('code-missing', { watch: { ...makeWatch(), endsAt: '2999-01-01T00:00:00.000Z' } })
    await shown(view)
    expect(document.querySelector('[data-watch] time')?.getAttribute('datetime')).toBe(view.expiresAt)
  })

  it('is not followed while nobody can see it, and is read again when somebody can', async () => {
    const { told, bearers } = await shown(makeProofView('code-missing'))
    const see = async (isHidden: boolean) => {
      Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      await settle()
    }
    await vi.waitFor(() => expect(bearers).toHaveLength(1))
    await see(true)
    told.answer(getShared, makeProofView('code-at-domain'))
    expect(text()).not.toContain('The record that is there validates the domain.')
    await see(false)
    Reflect.deleteProperty(document, 'hidden')
    await vi.waitFor(() => expect(text()).toContain('The record that is there validates the domain.'))
    expect(bearers).toHaveLength(2)
  })

  it('that is revoked leaves nothing on the page', async () => {
    const { told, end } = await shown(makeProofView('code-missing'))
    told.refuse(getShared, { code: 'not-found', status: 404 })
    end()
    await vi.waitFor(() => expect(document.querySelector('[data-unusable]')).not.toBeNull())
    expect(text()).not.toContain('northwind.example')
  })
})

describe('a record that went astray', () => {
  it('is named above what to publish, in the form of whoever runs the DNS', async () => {
    const zoneSeen = { name: 'northwind.example', nameServers: ['dana.ns.cloudflare.com'], at: '2026-11-21T18:04:12.000Z' }
    const view = makeProofView('code-missing', { zoneSeen })
    if (view.proof?.evidence) view.proof.evidence.whereabouts = doubled
    await shown(view)
    await vi.waitFor(() => expect(document.querySelector('[data-whereabouts] [data-record]')).not.toBeNull(), { timeout: 20_000 })
    await vi.waitFor(() => expect(text()).toContain('The DNS of northwind.example is run by Cloudflare.'), { timeout: 20_000 })
    expect(text().indexOf('The record stands at northwind.example.northwind.example.')).toBeLessThan(text().indexOf('What to publish'))
    expect(document.querySelector('[data-status] [data-mark]')?.getAttribute('data-mark')).toBe('wrong')
  })
})

describe('a link that does not work', () => {
  it('looks alike whether it is unknown, expired or revoked, and says whom to ask', async () => {
    const pages: string[] = []
    for (const code of ['not-found', 'link.unusable', 'session.none', 'access.forbidden'] as const) {
      const { told, show } = open(null)
      told.refuse(getShared, { code, status: 404 })
      await show()
      await vi.waitFor(() => expect(document.querySelector('[data-unusable]')).not.toBeNull(), { timeout: 20_000 })
      pages.push(document.body.innerHTML.replace(/v-[\d-]+/gu, ''))
      expect(text()).toContain('Ask the person who sent it to you for a new one.')
      expect(document.title).toMatch(/^Error: /u)
      page?.wrapper.unmount()
    }
    expect(new Set(pages).size).toBe(1)
  })

  it('is not the same as a server that cannot be reached', async () => {
    const { told, show } = open(null)
    told.goOffline()
    await show()
    expect(document.querySelector('[data-unusable]')).toBeNull()
    expect(byRole('button', 'Try again')).toBeTruthy()
  })
})
