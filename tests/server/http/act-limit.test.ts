import { expect, it } from 'vitest'
import { getJourney, startJourney } from '#core/contract/journey.ts'
import { createRateLimiter, rateRules } from '../../../server/http/rate-limit.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { noDns } from '../../helpers/no-dns.ts'
import { openWay } from '../../helpers/way.ts'

describeOnEachDatabase('what a customer writes has a limit', (open) => {
  it('one act too many is refused for a while, reading is not, and other accounts go on', async () => {
    const way = openWay(await open(), noDns)
    const [maria, other] = [await way.customer(), await way.customer()]
    const { take } = createRateLimiter(way.parts.db, way.parts.now)
    for (let acts = 1; acts < rateRules.actPerAccount.limit; acts += 1) await take(`act:${maria.accountId}`, rateRules.actPerAccount)

    expect(await maria.call(startJourney, { body: {} })).toMatchObject({ ok: true })
    expect(await maria.call(startJourney, { body: {} })).toMatchObject({ status: 429, problem: { code: 'request.too-many' } })
    expect(await maria.call(getJourney)).toMatchObject({ ok: true })
    expect(await other.call(startJourney, { body: {} })).toMatchObject({ ok: true })

    way.clock.pass(rateRules.actPerAccount.windowSeconds * 1000)
    expect(await maria.call(startJourney, { body: {} })).toMatchObject({ ok: true })
  })
})
