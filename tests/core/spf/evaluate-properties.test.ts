import { expect, it } from 'vitest'
import { expectAgreement } from '../../helpers/spf-agreement.ts'

it('asking ahead and asking one by one agree on random zones, whatever order the answers come in', async () => {
  const results = await expectAgreement(2000)
  // The zones are worth something only when every way to end is among them.
  expect([...results.keys()]).toEqual(expect.arrayContaining([
    'pass', 'fail', 'softfail', 'neutral', 'no-record', 'no-match', 'several-records', 'syntax-error', 'target-without-record', 'dns-error',
    'too-many-lookups', 'too-many-void-lookups', 'too-many-mx',
  ]))
}, 60_000)
