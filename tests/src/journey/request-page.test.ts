import { expect, test, vi } from 'vitest'
import { getJourney } from '#core/contract/journey.ts'
import { getRequest, listRequests, type NotifyRequest } from '#core/contract/requests.ts'
import { getSession } from '#core/contract/session.ts'
import { createFakeApi } from '../../helpers/fake-api.ts'
import { accountId, customer, makeJourney } from '../../helpers/journeys.ts'
import { mountPage, settle } from '../../helpers/mount-page.ts'
import { byRole } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'
// Loaded before the first test, whose time limit is not for loading.
import '../../../src/journey/JourneyFrame.vue'
import '../../../src/journey/requests/RequestPage.vue'
import '../../../src/journey/requests/RequestsPage.vue'

unmountAfterEach()

const request: NotifyRequest = {
  id: '00000000-0000-4000-8000-000000000700', reference: 'C-7K2M-4QXD', account: { id: accountId, company: 'Northwind Ltd' }, state: 'sent',
  sentAt: '2026-11-21T18:04:12.000Z', updatedAt: '2026-11-21T18:04:12.000Z', sentBy: 'Maria Lang', message: 'New server', add: [], remove: [],
  shown: { step: 'addresses', addresses: [], seenAddress: null }, events: [],
}

test('the heading has the focus before the request has come, and afterwards', async () => {
  const api = createFakeApi()
  api.answer(getSession, { person: customer, setUpNeeded: false })
  api.answer(getJourney, makeJourney())
  api.answer(listRequests, { requests: [] })
  const { router } = await mountPage({ api, at: '/requests' })
  const release = api.answerLater(getRequest)
  await router.push({ name: 'request', params: { requestId: request.id } })
  await vi.waitFor(() => expect(document.activeElement).toBe(byRole('heading', 'What you asked')))
  release(request)
  await settle()
  expect(document.activeElement).toBe(byRole('heading', 'Request C-7K2M-4QXD'))
})
