import { describe, expect, it } from 'vitest'
import { useZones } from './checked-zones.ts'
import { finished, healthyProof, healthySpf } from './healthy-zones.ts'
import { place } from './odd-zones.ts'

const open = [...place(healthySpf, 'spf'), ...place(healthyProof, 'proof')]
const done = [...place(finished.spf, 'spf'), ...place(finished.proof, 'proof')].map((one) => {
  const zone = `done-${one.zone}`
  return { ...one, zone, domain: zone }
})
const { dns, check } = useZones([...open, ...done])

describe('a zone in which nothing went astray', () => {
  it.each(open)('$kind, $title: no cause is found, at the price of a miss', async (zone) => {
    const { isRight, found, questions } = await check(zone)
    expect(isRight).toBe(false)
    expect(found).toBeNull()
    expect(questions.length).toBeLessThanOrEqual(12)
    expect(new Set(questions).size).toBe(questions.length)
  })

  it.each(done)('$kind, $title: nothing is looked for', async (zone) => {
    const atZone = () => dns.world.questions.filter(({ name, type }) => name.endsWith(zone.zone) && type !== 'NS' && type !== 'SOA').length
    const before = atZone()
    const { isRight, found, questions } = await check(zone)
    expect([isRight, found, questions]).toEqual([true, null, []])
    // One for the record, three for the places of the code, and one more behind the alias: those of the check itself.
    expect(atZone() - before).toBeLessThanOrEqual(4)
  })

  it('is not asked about a name that the record leads to, nor about another domain of the account', async () => {
    const zones = open.filter(({ title }) => title.startsWith('the record includes its own') || title.endsWith('has no record'))
    const asked = (await Promise.all(zones.map(async (zone) => (await check(zone)).questions))).flat()
    expect(asked).toContain('www.spf1.example TXT')
    expect(asked).not.toContain('_spf.spf1.example TXT')
    for (const { siblings } of zones) for (const name of siblings) expect(asked).not.toContain(`${name} TXT`)
  })
})
