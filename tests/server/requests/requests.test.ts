import { expect, test } from 'vitest'
import { confirmAddresses, getJourney, startJourney } from '#core/contract/journey.ts'
import * as contract from '#core/contract/requests.ts'
import { createReference } from '../../../server/requests/reference.ts'
import { appendRequestEvent } from '../../../server/requests/requests.store.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { noDns } from '../../helpers/no-dns.ts'
import { openWay, type SignedInCaller } from '../../helpers/way.ts'

const wish = { message: 'Our provider changed.', add: ['203.119.101.61'], remove: ['193.0.6.139'], step: 'addresses' }
const unknown = { params: { requestId: '00000000-0000-4000-8000-000000000000' } }

test('a reference can be read aloud: no letter or digit that is taken for another', () => {
  for (let i = 0; i < 200; i += 1) expect(createReference()).toMatch(/^C-[234679ACDEFGHJKMNPQRTVWXYZ]{4}-[234679ACDEFGHJKMNPQRTVWXYZ]{4}$/u)
  expect(createReference(() => 0)).toBe('C-2222-2222')
})

describeOnEachDatabase('notify us', (open) => {
  let opened: ReturnType<typeof open> | undefined
  const begin = async () => {
    const way = openWay(await (opened ??= open()), noDns)
    const maria = await way.customer()
    await maria.get(startJourney, { body: {} })
    way.events.length = 0
    return { way, maria, sam: await way.staff() }
  }
  const addressesTask = async (caller: SignedInCaller) => (await caller.get(getJourney)).tasks.find(({ key }) => key === 'addresses')

  test('the customer asks, staff sees, answers and changes, the customer confirms, staff closes', async () => {
    const { way, maria, sam } = await begin()
    const sent = await maria.get(contract.sendRequest, { body: wish })
    expect(sent).toMatchObject({
      state: 'sent', sentBy: 'Maria Lang', message: wish.message, add: wish.add, remove: wish.remove,
      account: { id: maria.accountId, company: 'Northwind Ltd' },
      shown: { step: 'addresses', addresses: ['193.0.6.139'], seenAddress: null },
    })
    expect(way.events).toEqual([{ topic: 'requests', accountId: maria.accountId }, { topic: 'journey', accountId: maria.accountId }])
    expect(await addressesTask(maria)).toMatchObject({ state: 'waiting-for-somebody', whoActs: 'staff' })
    expect((await maria.get(getJourney)).history[0]).toMatchObject({ kind: 'request-sent', params: { reference: sent.reference } })

    const at = { params: { requestId: sent.id } }
    expect((await sam.get(contract.listAllRequests)).requests.map(({ id }) => id)).toContain(sent.id)
    expect((await sam.get(contract.getStaffRequest, at)).state).toBe('sent')
    expect((await sam.get(contract.markRequestSeen, { ...at, body: {} })).state).toBe('seen')
    expect((await sam.get(contract.answerRequest, { ...at, body: { message: 'Since when?' } })).state).toBe('answered')
    expect(await addressesTask(maria)).toMatchObject({ reason: 'addresses.confirm' })
    expect((await maria.get(contract.replyToRequest, { ...at, body: { message: 'October.' } })).state).toBe('customer-replied')

    const changed = await sam.get(contract.changeAddressesForRequest, { ...at, body: { add: wish.add, remove: wish.remove } })
    expect(changed.state).toBe('addresses-changed')
    expect((await maria.get(getJourney)).addresses.map(({ address }) => address)).toEqual(wish.add)
    await maria.get(confirmAddresses, { body: { addresses: wish.add } })
    const closed = await sam.get(contract.closeRequest, { ...at, body: { message: '' } })
    expect(closed.state).toBe('closed')
    expect(closed.events.map(({ kind, role, message }) => `${role} ${kind} ${message ?? '-'}`)).toEqual([
      `customer sent ${wish.message}`, 'staff seen -', 'staff message Since when?', 'customer message October.', 'staff addresses-changed -', 'staff closed -',
    ])
    expect(closed.events[4]).toMatchObject({ added: wish.add, removed: wish.remove })
    expect(await maria.get(contract.getRequest, at)).toEqual(closed)
  })

  test('seen is said once, however often staff looks', async () => {
    const { way, maria, sam } = await begin()
    const at = { params: { requestId: (await maria.get(contract.sendRequest, { body: wish })).id }, body: {} }
    await sam.get(contract.markRequestSeen, at)
    way.events.length = 0
    const { version } = await maria.get(getJourney)
    expect((await sam.get(contract.markRequestSeen, at)).events).toHaveLength(2)
    // A look that changes nothing moves no account to the top of the list, and wakes no page.
    expect((await maria.get(getJourney)).version).toBe(version)
    expect(way.events).toEqual([])
  })

  test('who asks for nothing and says nothing is told what is needed', async () => {
    const { maria } = await begin()
    const reply = await maria.call(contract.sendRequest, { body: { message: '  ', add: [], remove: [], step: 'addresses' } })
    expect(reply).toMatchObject({ status: 422, problem: { fields: [{ field: 'message', code: 'field.required' }] } })
    expect((await maria.get(contract.listRequests)).requests).toEqual([])
  })

  test('addresses that cannot be taken are refused one by one', async () => {
    const { maria } = await begin()
    const reply = await maria.call(contract.sendRequest, { body: { ...wish, add: ['100.64.0.1', '192.0.2.1'], remove: ['199.43.135.53'] } })
    expect(reply).toMatchObject({
      status: 422,
      problem: { fields: [{ field: 'add.0', code: 'address.cgnat' }, { field: 'add.1', code: 'address.documentation' }, { field: 'remove.0', code: 'address.not-listed' }] },
    })
  })

  test('a question without addresses does not hold the addresses up', async () => {
    const { maria } = await begin()
    await maria.get(contract.sendRequest, { body: { message: 'Which menu?', add: [], remove: [], step: 'connector' } })
    expect(await addressesTask(maria)).toMatchObject({ reason: 'addresses.confirm' })
  })

  test('a closed request takes no more words from either side', async () => {
    const { maria, sam } = await begin()
    const at = { params: { requestId: (await maria.get(contract.sendRequest, { body: wish })).id } }
    await sam.get(contract.closeRequest, { ...at, body: { message: 'Done.' } })
    const replies = [
      await maria.call(contract.replyToRequest, { ...at, body: { message: 'And?' } }),
      await sam.call(contract.answerRequest, { ...at, body: { message: 'And?' } }),
      await sam.call(contract.changeAddressesForRequest, { ...at, body: { add: wish.add, remove: [] } }),
      await sam.call(contract.closeRequest, { ...at, body: { message: '' } }),
    ]
    for (const reply of replies) expect(reply).toMatchObject({ status: 409, problem: { code: 'request.closed' } })
    expect((await sam.get(contract.markRequestSeen, { ...at, body: {} })).events).toHaveLength(2)
  })

  test('a refused change of addresses leaves the list and the timeline as they were', async () => {
    const { maria, sam } = await begin()
    const at = { params: { requestId: (await maria.get(contract.sendRequest, { body: wish })).id } }
    const reply = await sam.call(contract.changeAddressesForRequest, { ...at, body: { add: ['203.119.101.61', '10.0.0.1'], remove: ['193.0.6.139'] } })
    expect(reply).toMatchObject({ status: 422, problem: { fields: [{ field: 'add.1', code: 'address.private' }] } })
    expect(await sam.call(contract.changeAddressesForRequest, { ...at, body: { add: [], remove: [] } })).toMatchObject({ status: 422 })
    expect((await maria.get(getJourney)).addresses.map(({ address }) => address)).toEqual(['193.0.6.139'])
    expect((await maria.get(contract.getRequest, at)).events).toHaveLength(1)
  })

  test('when two act on the same state at once, the second is told that it changed', async () => {
    const { way, maria, sam } = await begin()
    const { id } = await maria.get(contract.sendRequest, { body: wish })
    await sam.get(contract.answerRequest, { params: { requestId: id }, body: { message: 'Since when?' } })
    const place = { requestId: id, accountId: maria.accountId, position: 1, at: '2026-11-20T10:00:00.000Z', by: sam.person, role: 'staff' as const }
    const late = way.parts.db.transaction().execute((trx) => appendRequestEvent(trx, place, { kind: 'message', data: { message: 'late' } }))
    await expect(late).rejects.toMatchObject({ code: 'conflict.changed-meanwhile' })
    expect((await maria.get(contract.getRequest, { params: { requestId: id } })).events).toHaveLength(2)
  })

  test('words sent at the same moment are all kept, or their writer is told', async () => {
    const { maria, sam } = await begin()
    const at = { params: { requestId: (await maria.get(contract.sendRequest, { body: wish })).id } }
    const replies = await Promise.all([1, 2, 3, 4].map((n) => sam.call(contract.answerRequest, { ...at, body: { message: `word ${String(n)}` } })))
    const kept = (await maria.get(contract.getRequest, at)).events.length - 1
    expect(kept).toBe(replies.filter(({ ok }) => ok).length)
    for (const reply of replies) if (!reply.ok) expect(reply.problem.code).toBe('conflict.changed-meanwhile')
  })

  test('a request of another account does not exist for the customer', async () => {
    const { way, maria } = await begin()
    const { id } = await maria.get(contract.sendRequest, { body: wish })
    const other = await way.customer()
    const foreign = { params: { requestId: id } }
    const [read, missing] = [await other.call(contract.getRequest, foreign), await other.call(contract.getRequest, unknown)]
    expect(read).toMatchObject({ status: 404, problem: { code: 'not-found' } })
    expect(Object.keys(read)).toEqual(Object.keys(missing))
    expect(await other.call(contract.replyToRequest, { ...foreign, body: { message: 'Hello' } })).toMatchObject({ status: 404 })
    expect((await other.get(contract.listRequests)).requests).toEqual([])
    expect((await maria.get(contract.getRequest, foreign)).events).toHaveLength(1)
  })
})
