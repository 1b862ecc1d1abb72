import { expect, test } from 'vitest'
import { confirmAddresses, getJourney, startJourney, type Journey } from '#core/contract/journey.ts'
import { changeAccount } from '#core/contract/staff.ts'
import { parseAddressChange } from '../../../server/addresses/change-addresses.ts'
import { AppError } from '../../../server/http/errors.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { noDns } from '../../helpers/no-dns.ts'
import { openWay } from '../../helpers/way.ts'

const listed = (journey: Journey) => journey.addresses.map(({ address }) => address)
const reason = (journey: Journey) => journey.tasks.find(({ key }) => key === 'addresses')?.reason

test('addresses are read as typed, each once and in its canonical form', () => {
  const typed = { add: [' 203.119.101.61, ', '203.119.101.61'], remove: ['193.0.6.139'] }
  expect(parseAddressChange(typed, ['193.0.6.139'])).toEqual({ add: ['203.119.101.61'], remove: ['193.0.6.139'] })
})

test('what cannot be taken comes back field by field, and all of it at once', () => {
  const typed = { add: ['10.0.0.1', '193.0.6.0/24', '199.43.135.53', '193.0.6.139', '2001:67c:2e8::1'], remove: ['196.216.2.6', 'x'] }
  try {
    parseAddressChange(typed, ['193.0.6.139'])
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.fields?.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'add.0 address.private', 'add.1 address.network', 'add.3 address.already-listed', 'add.4 address.ipv6',
      'remove.0 address.not-listed', 'remove.1 address.not-an-address',
    ])
  }
})

describeOnEachDatabase('outbound addresses', (open) => {
  let opened: ReturnType<typeof open> | undefined
  const begin = async (changes = {}) => {
    const way = openWay(await (opened ??= open()), noDns)
    const maria = await way.customer(changes)
    await maria.get(startJourney, { body: {} })
    return { way, maria, sam: await way.staff() }
  }

  test('an address is expected to be active two hours after it was added', async () => {
    const { maria } = await begin()
    expect((await maria.get(getJourney)).addresses[0]).toMatchObject({
      address: '193.0.6.139', addedAt: '2026-11-20T09:00:00.000Z', activeFrom: '2026-11-20T11:00:00.000Z',
    })
  })

  test('what the page showed is confirmed, in whatever order', async () => {
    const { maria } = await begin({ addresses: ['193.0.6.139', '199.43.135.53'] })
    const journey = await maria.get(confirmAddresses, { body: { addresses: ['199.43.135.53', '193.0.6.139'] } })
    expect(journey.addressesConfirmed).toMatchObject({ by: 'Maria Lang' })
    expect(journey.history[0]).toMatchObject({ kind: 'addresses-confirmed', params: { addresses: '193.0.6.139, 199.43.135.53' } })
  })

  test.each([[['193.0.6.139', '199.43.135.53']], [[]], [['199.43.135.53']]])('a list that is no longer the list (%j) is not confirmed', async (addresses) => {
    const { maria } = await begin()
    expect(await maria.call(confirmAddresses, { body: { addresses } })).toMatchObject({ status: 409, problem: { code: 'conflict.changed-meanwhile' } })
    expect((await maria.get(getJourney)).addressesConfirmed).toBeNull()
  })

  test('a change by staff ends the confirmation, and the customer confirms again', async () => {
    const { way, maria, sam } = await begin()
    await maria.get(confirmAddresses, { body: { addresses: ['193.0.6.139'] } })
    way.clock.pass(3_600_000)
    const params = { accountId: maria.accountId }
    const { journey } = await sam.get(changeAccount, { params, body: { addAddresses: ['203.119.101.61'], removeAddresses: ['193.0.6.139'] } })
    expect(listed(journey)).toEqual(['203.119.101.61'])
    expect(journey.addresses[0]?.activeFrom).toBe('2026-11-20T12:00:00.000Z')
    expect(journey.addressesConfirmed).toBeNull()
    expect(reason(journey)).toBe('addresses.changed')
    expect(journey.history[0]).toMatchObject({ kind: 'addresses-changed', by: 'Sam Hill', params: { added: '203.119.101.61', removed: '193.0.6.139' } })
    expect(reason(await maria.get(confirmAddresses, { body: { addresses: ['203.119.101.61'] } }))).toBe('addresses.confirmed')
  })

  test('an address can come back after it was removed', async () => {
    const { maria, sam } = await begin()
    const params = { accountId: maria.accountId }
    await sam.get(changeAccount, { params, body: { removeAddresses: ['193.0.6.139'] } })
    const { journey } = await sam.get(changeAccount, { params, body: { addAddresses: ['193.0.6.139'] } })
    expect(listed(journey)).toEqual(['193.0.6.139'])
  })

  test('without any address there is nothing to confirm, unless they are dynamic', async () => {
    const { maria } = await begin({ addresses: [] })
    expect(await maria.call(confirmAddresses, { body: { addresses: [] } })).toMatchObject({ status: 422, problem: { fields: [{ field: 'addresses', code: 'field.required' }] } })
    const { maria: dynamic } = await begin({ addresses: [], dynamicAddresses: true })
    expect(reason(await dynamic.get(confirmAddresses, { body: { addresses: [] } }))).toBe('addresses.confirmed')
  })

  test('what was confirmed as dynamic is not confirmed once the addresses are fixed', async () => {
    const { maria, sam } = await begin({ addresses: [], dynamicAddresses: true })
    await maria.get(confirmAddresses, { body: { addresses: [] } })
    const { journey } = await sam.get(changeAccount, { params: { accountId: maria.accountId }, body: { dynamicAddresses: false } })
    expect(journey.addressesConfirmed).toBeNull()
  })
})
