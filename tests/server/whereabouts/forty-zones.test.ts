import { describe, expect, it } from 'vitest'
import { useZones } from './checked-zones.ts'
import { damagedProof, damagedSpf } from './damaged-zones.ts'
import { followFix } from './literal-fix.ts'
import { code, place, right, toZoneData } from './odd-zones.ts'

const cases = [...place(damagedSpf, 'spf'), ...place(damagedProof, 'proof')]
const { dns, check } = useZones(cases)

describe('forty damaged zones', () => {
  it('are at least forty', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40)
  })

  it.each(cases)('$kind, $title: the cause is $cause, and who does what the sentence says is done', async (zone) => {
    const { isRight, found, questions } = await check(zone)
    expect(isRight).toBe(false)
    expect(questions.length).toBeLessThanOrEqual(12)
    expect(new Set(questions).size).toBe(questions.length)
    const value = zone.value ?? (zone.kind === 'spf' ? right : code)
    expect(found).toMatchObject({ cause: zone.cause, repair: { host: zone.host ?? '@', value } })
    if (found === null) throw new Error('it was found')
    for (const [name, owner] of followFix(toZoneData(zone), found)) {
      dns.world.remove(name)
      if (owner.CNAME?.[0] !== undefined) dns.world.setCname(name, owner.CNAME[0])
      for (const type of ['A', 'SPF', 'TXT'] as const) dns.world.setRecords(name, type, owner[type] ?? [])
    }
    expect((await check(zone)).isRight).toBe(true)
  })
})
