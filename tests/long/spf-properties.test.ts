import { expect, it } from 'vitest'
import { expectAgreement } from '../helpers/spf-agreement.ts'

it('asking ahead and asking one by one agree on 20,000 random zones', async () => {
  const results = await expectAgreement(20_000)
  expect([...results.values()].reduce((sum, count) => sum + count, 0)).toBe(20_000)
})
