import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, RouterView, type Router } from 'vue-router'
import { createClient } from '../../src/api/client.ts'
import type { AskedEvent } from '#core/contract/live.ts'
import type { AskedListener, Live, LiveListener, LiveTopic } from '../../src/api/live.ts'
import { clientKey, liveKey } from '../../src/api/provided.ts'
import LiveRegion from '../../src/components/LiveRegion.vue'
import { createPageRouter } from '../../src/router.ts'
import type { FakeApi } from './fake-api.ts'

export interface FakeLive extends Live {
  tell: (topic: LiveTopic, accountId: string | null) => void
  tellAsked: (event: AskedEvent) => void
  isRunning: () => boolean
  /** The domain that the page says it shows. */
  viewed: () => string | null
}

/** A live stream in the test's hand. */
export function createFakeLive(): FakeLive {
  const listeners: { topic: LiveTopic; listener: LiveListener }[] = []
  const askedListeners: AskedListener[] = []
  let isRunning = false
  let viewed: string | null = null
  return {
    start: () => {
      isRunning = true
    },
    stop: () => {
      isRunning = false
    },
    subscribe: (topic, listener) => {
      const entry = { topic, listener }
      listeners.push(entry)
      return () => listeners.splice(listeners.indexOf(entry), 1)
    },
    onAsked: (listener) => {
      askedListeners.push(listener)
      return () => askedListeners.splice(askedListeners.indexOf(listener), 1)
    },
    watching: (domainId) => {
      viewed = domainId
    },
    tellAsked: (event) => askedListeners.forEach((listener) => listener(event)),
    viewed: () => viewed,
    tell: (topic, accountId) => listeners.filter((entry) => entry.topic === topic).forEach((entry) => entry.listener(accountId)),
    isRunning: () => isRunning,
  }
}

export interface MountedPage {
  wrapper: VueWrapper
  router: Router
  live: FakeLive
}

interface MountOptions {
  api: FakeApi
  /** Where the page is opened; `/` unless told. */
  at?: string
  /** One component alone, with its props; else whatever the routes show at `at`. */
  component?: Component
  props?: Record<string, unknown>
}

/** The page as `main.ts` puts it together, with a fake server and a fake stream, attached to the document. */
export async function mountPage({ api, at = '/', component, props = {} }: MountOptions): Promise<MountedPage> {
  // There is nothing to scroll in a document without a layout.
  window.scrollTo = () => undefined
  Element.prototype.scrollIntoView = () => undefined
  const live = createFakeLive()
  const router = createPageRouter(createMemoryHistory())
  const Page = defineComponent({ setup: () => () => [component === undefined ? h(RouterView) : h(component, props), h(LiveRegion)] })
  const wrapper = mount(Page, {
    attachTo: document.body,
    global: {
      plugins: [createPinia(), router],
      provide: { [clientKey as symbol]: createClient(api.fetch), [liveKey as symbol]: live },
    },
  })
  await router.push(at)
  await router.isReady()
  await settle()
  return { wrapper, router, live }
}

/** Until everything that was asked for has come and is shown: lazy components take more than one round. */
export async function settle(rounds = 5): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await flushPromises()
}
