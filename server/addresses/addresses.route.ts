import { confirmAddresses } from '#core/contract/journey.ts'
import { invalid } from '../http/errors.ts'
import { customerRoute, type Route } from '../http/route.ts'
import { act, type JourneyActing } from '../journey/act.ts'
import { changedMeanwhile } from '../journey/journey.errors.ts'
import { isSameList } from './address-list.ts'

export function createAddressRoutes(parts: JourneyActing): Route[] {
  return [
    customerRoute(confirmAddresses, (call) =>
      act(parts, call, 'addresses', ({ journey: { account, addresses } }) => {
        const present = addresses.map(({ address }) => address)
        if (!isSameList(call.body.addresses, present)) throw changedMeanwhile()
        // With dynamic addresses there is nothing to list: what is confirmed is the way of sending (architecture D8).
        if (present.length === 0 && !account.dynamicAddresses) throw invalid([{ field: 'addresses', code: 'field.required' }])
        return [{ kind: 'addresses-confirmed', data: { addresses: present, dynamic: account.dynamicAddresses } }]
      })),
  ]
}
