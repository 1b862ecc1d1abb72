import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { getJourney } from '#core/contract/journey.ts'
import type { SpfReport } from '#core/contract/spf.ts'
import { spfStanding } from '#core/journey/journey.ts'
import { appendProofEvidence, appendSpfEvidence, isProvenElsewhere, readEvidence, readSpfTurns } from '../../../server/evidence/evidence.store.ts'
import { createSharedWork } from '../../../server/evidence/shared-work.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { noDns } from '../../helpers/no-dns.ts'
import { openWay } from '../../helpers/way.ts'

type Outcome = SpfReport['outcome']
const rules = '1 eu._netblocks.mimecast.com'
const moment = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString()

function report(outcome: Outcome, checkedAt: string): SpfReport {
  return {
    domain: 'northwind.example', region: 'eu', outcome, unavailable: outcome === 'unavailable' ? { reason: 'timeout', tryAgain: true } : null,
    records: [], findings: [], lookups: null, voidLookups: null, ttlSeconds: null, tree: [], plan: null, asked: [], checkedAt, rules: '1',
  }
}

test('work that is running is shared, and begun anew when it has ended, well or badly', async () => {
  const share = createSharedWork<number>()
  let begun = 0
  let end = (_value: number) => {}
  const work = () => {
    begun += 1
    return new Promise<number>((resolve) => { end = resolve })
  }
  const both = [share('a', work), share('a', work)]
  const other = share('b', () => Promise.resolve(7))
  end(1)
  expect(await Promise.all(both)).toEqual([1, 1])
  expect(await other).toBe(7)
  expect(begun).toBe(1)
  await expect(share('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await share('a', () => Promise.resolve(3))).toBe(3)
})

describeOnEachDatabase('evidence', (open) => {
  let opened: ReturnType<typeof open> | undefined
  const begin = async () => {
    const db = await (opened ??= open())
    const maria = await openWay(db, noDns).customer({ domains: [`own-${randomUUID()}.example`] })
    const [domain] = (await maria.get(getJourney)).domains
    const domainId = domain?.id ?? ''
    const { accountId } = maria
    const look = async (outcomes: readonly Outcome[], rulesVersion = rules, from = 0) => {
      for (const [index, outcome] of outcomes.entries()) {
        const at = moment(from + index)
        await appendSpfEvidence(db, { accountId, domainId, at, replies: [] }, { report: report(outcome, at), source: null, whereabouts: null }, rulesVersion)
      }
    }
    const read = async () => {
      const found = (await readEvidence(db, accountId)).get(domainId)
      if (!found) throw new Error('no evidence')
      return found
    }
    return { db, accountId, domainId, look, read }
  }

  test('a row ends somewhere, however many findings there are, and keeps its verdict', async () => {
    const { db, accountId, domainId, read } = await begin()
    const finding = { code: 'ptr-used', severity: 'warning', params: { term: 'ptr' } } as const
    const full = { ...report('invalid', moment(0)), findings: Array.from({ length: 30_000 }, () => finding) }
    await appendSpfEvidence(db, { accountId, domainId, at: moment(0), replies: [] }, { report: full, source: null, whereabouts: null }, rules)
    const kept = (await read()).spf?.report
    expect(kept?.outcome).toBe('invalid')
    expect(kept?.findings).toContainEqual(finding)
    expect(JSON.stringify(kept).length).toBeLessThan(80_000)
  })

  test('the latest word of each kind is read, and the first moment of the proof', async () => {
    const { db, accountId, domainId, look, read } = await begin()
    const place = (minute: number) => ({ accountId, domainId, at: moment(minute), replies: [] })
    const proof = { finding: 'code-at-domain' as const, params: {}, asked: [], sources: [], whereabouts: null }
    await appendProofEvidence(db, place(1), { ...proof, outcome: 'proven' })
    await appendProofEvidence(db, place(2), { ...proof, outcome: 'proven' })
    await appendProofEvidence(db, place(3), { outcome: 'not-proven', finding: 'code-missing', params: {}, asked: [], sources: [], whereabouts: null })
    await look(['invalid', 'valid'])
    const found = await read()
    expect(found.proof).toMatchObject({ outcome: 'not-proven', askedAt: moment(3) })
    expect(found.provenAt).toBe(moment(1))
    expect(found.spf).toMatchObject({ askedAt: moment(1), report: { outcome: 'valid' } })
  })

  test.each([
    [['valid', 'unavailable', 'unavailable', 'unavailable', 'unavailable'], 'valid'],
    [['valid', 'invalid', 'unavailable', 'unavailable', 'unavailable'], 'valid'],
    [['valid', 'invalid', 'unavailable', 'unavailable', 'invalid'], 'wrong'],
    [['unavailable', 'unavailable', 'unavailable'], 'unavailable'],
    [['invalid', 'invalid', 'invalid', 'valid'], 'valid'],
  ] as const)('after %j the record stands as %s', async (outcomes, standing) => {
    const { look, read } = await begin()
    await look(outcomes)
    expect(spfStanding((await read()).looks.map(({ outcome }) => outcome))).toBe(standing)
  })

  test('looks under different rules are kept apart', async () => {
    const { look, read } = await begin()
    await look(['valid', 'valid', 'valid'], '1 us._netblocks.mimecast.com')
    await look(['invalid'], rules, 10)
    const { looks } = await read()
    expect(looks.filter(({ rulesVersion }) => rulesVersion === rules).map(({ outcome }) => outcome)).toEqual(['invalid'])
  })

  test.each([
    [['valid', 'valid'], ['0 spf-valid']],
    [['invalid', 'valid', 'invalid', 'valid', 'unavailable'], ['1 spf-valid']],
    [['valid', 'invalid', 'unavailable', 'invalid', 'invalid', 'valid'], ['0 spf-valid', '3 spf-no-longer-valid', '5 spf-valid']],
    [['invalid', 'invalid', 'unavailable'], []],
  ] as const)('the turns of %j are %j', async (outcomes, turns) => {
    const { db, accountId, look } = await begin()
    await look(outcomes)
    const found = await readSpfTurns(db, accountId)
    expect(found.map(({ at, kind }) => `${String(new Date(at).getUTCMinutes())} ${kind}`)).toEqual(turns)
  })

  test('evidence of another account is never read', async () => {
    const { db, look } = await begin()
    await look(['valid'])
    const other = await begin()
    expect((await readEvidence(db, other.accountId)).size).toBe(0)
    expect(await readSpfTurns(db, other.accountId)).toEqual([])
  })

  test('a name counts as proven elsewhere only by a proof of another account', async () => {
    const { db, accountId, domainId } = await begin()
    const name = `owned-${randomUUID()}.example`
    await db.updateTable('domain').set({ name }).where('id', '=', domainId).execute()
    const verdict = { finding: 'code-missing' as const, params: {}, asked: [], sources: [], whereabouts: null }
    await appendProofEvidence(db, { accountId, domainId, at: moment(1), replies: [] }, { ...verdict, outcome: 'not-proven' })
    const other = (await begin()).accountId
    expect(await isProvenElsewhere(db, name, other)).toBe(false)
    await appendProofEvidence(db, { accountId, domainId, at: moment(2), replies: [] }, { ...verdict, outcome: 'proven' })
    expect(await isProvenElsewhere(db, name, other)).toBe(true)
    expect(await isProvenElsewhere(db, name, accountId)).toBe(false)
    expect(await isProvenElsewhere(db, `mail.${name}`, other)).toBe(false)
  })
})
