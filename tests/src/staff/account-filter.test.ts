import { expect, it } from 'vitest'
import { nextTask, parseAccountFilter, toAccountQuery } from '../../../src/staff/account-filter.ts'
import { makeSummary } from './fixtures.ts'

it('the address of the list says the filter, and anything else in it is no filter', () => {
  const query = { q: 'north', who: 'staff', platform: 'hybrid' }
  expect(toAccountQuery(parseAccountFilter(query))).toEqual(query)
  expect(parseAccountFilter({ q: ['a', 'b'], who: 'somebody', platform: 'constructor' })).toEqual({ search: '', who: '', platform: '' })
})

it('a problem is named before steps that are merely open', () => {
  const account = makeSummary()
  const tasks = account.tasks.map((task) => (task.key === 'spf-check' ? { ...task, canOpen: true, state: 'problem' as const, whoActs: 'customer' as const } : task))
  expect(nextTask({ ...account, tasks })?.key).toBe('spf-check')
  expect(nextTask(account)?.key).toBe('domains')
})
