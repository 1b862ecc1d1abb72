import { beforeEach, expect, it } from 'vitest'
import type { Kysely } from 'kysely'
import type { Database } from '../../../server/db/schema.ts'
import { createRateLimiter } from '../../../server/http/rate-limit.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'

const rule = { limit: 3, windowSeconds: 60 }

describeOnEachDatabase('a limit', (open) => {
  let db: Kysely<Database>
  let at = Date.parse('2026-11-02T09:00:10.000Z')
  const now = () => new Date(at)
  beforeEach(async () => {
    db ??= await open()
  })

  it('lets as many through as it says, then names the seconds to wait', async () => {
    const { take } = createRateLimiter(db, now)
    for (let i = 0; i < 3; i += 1) await take('a', rule)
    await expect(take('a', rule)).rejects.toMatchObject({ code: 'request.too-many', retryAfterSeconds: 50 })
    await take('b', rule)
    at += 50_000
    await take('a', rule)
  })

  it('counts attempts that come at the same moment one by one', async () => {
    const { take } = createRateLimiter(db, now)
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => take('together', rule)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  })

  it('forgets an attempt that is given back', async () => {
    const { take, giveBack } = createRateLimiter(db, now)
    for (let i = 0; i < 10; i += 1) {
      await take('good', rule)
      await giveBack('good', rule)
    }
  })

  it('sweeps the windows that are long over', async () => {
    await createRateLimiter(db, now).take('old', rule)
    at += 3_600_000
    await createRateLimiter(db, now).take('new', rule)
    expect((await db.selectFrom('rate').select('key').execute()).map(({ key }) => key)).toEqual(['new'])
  })
})
