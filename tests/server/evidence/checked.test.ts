import { describe, expect, onTestFinished, test } from 'vitest'
import { getEvidence, type ExplainedEvidence, type ExplainedQuestion } from '#core/contract/explain.ts'
import { checkProof, checkSpf, startJourney } from '#core/contract/journey.ts'
import type { ServerView } from '#core/contract/source.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { sampleFaults, sampleZones } from '../../../server/demo/sample-zones.ts'
import { makeSqlitePlace } from '../../helpers/databases.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { openWay } from '../../helpers/way.ts'

const dns = useDnsWorld({ zones: sampleZones, faults: sampleFaults })

/** What the answers of a reply say, as Latin-1: strings of a zone file read back. */
function textsOf({ kept }: ExplainedQuestion): string[] {
  const answers = kept?.reply?.answers.filter(({ type }) => type === 'TXT') ?? []
  return answers.map(({ data }) =>
    [...data.matchAll(/"((?:[^"\\]|\\\d{3}|\\[^\d])*)"/gu)].map(([, text]) =>
      (text ?? '').replace(/\\(?:(\d{3})|(.))/gu, (_, number?: string, other?: string) => (number === undefined ? (other ?? '') : String.fromCharCode(Number(number))))).join(''))
}

/** A customer whose only domain is this one of the DNS world; a proof is made up, so that the record can be checked. */
async function checkAll(name: string): Promise<{ proof: ExplainedEvidence; spf: ExplainedEvidence }> {
  const { place, remove } = await makeSqlitePlace()
  const db = await openDatabase(place)
  onTestFinished(async () => {
    await db.destroy()
    await remove()
  })
  const maria = await openWay(db, dns.resolver, dns.authority).customer({ platform: 'office-365', addresses: [], domains: [name] })
  const [domain] = (await maria.get(startJourney, { body: {} })).domains
  const params = { domainId: domain?.id ?? '' }
  const proven = await maria.get(checkProof, { params, body: {} })
  await db.insertInto('evidence').values({
    id: crypto.randomUUID(), account_id: maria.accountId, domain_id: params.domainId, kind: 'proof', asked_at: '2026-11-20T08:00:00.000Z', rules_version: 'proof-1',
    outcome: 'proven', result: JSON.stringify({ outcome: 'proven', finding: 'code-at-domain', params: {}, asked: [] }), questions: '[]',
  }).execute()
  const checked = await maria.get(checkSpf, { params, body: {} })
  const read = (evidenceId: string | undefined) => maria.get(getEvidence, { params: { evidenceId: evidenceId ?? '' } })
  return { proof: await read(proven.domains[0]?.proof.evidence?.id), spf: await read(checked.domains[0]?.spf.evidence?.id) }
}

describe('what a check keeps', () => {
  test.each(['good.example', 'missing.example', 'hostile.example', 'two-records.example', 'servfail.example'])('of %s is, octet by octet, what it saw and said', async (name) => {
    const { spf, proof } = await checkAll(name)
    for (const { verdict, questions } of [spf, proof]) {
      const sources = verdict.kind === 'spf' ? [verdict.evidence.source] : verdict.kind === 'proof' ? verdict.evidence.sources : []
      for (const source of sources) {
        const kept = questions.filter((question) => question.name === source?.name && question.type === source.type && question.noZone === null)
        expect(kept.map(({ role, host, server, state, outcome }) => [role, host, server, state, outcome])).toEqual(
          source?.servers.map(({ role, host, server, state, outcome }: ServerView) => [role, host, server, state, outcome]))
        if (source?.type === 'TXT') expect(kept.map(textsOf)).toEqual(source.servers.map(({ found }) => found))
      }
    }
    if (spf.verdict.kind !== 'spf') throw new Error('another kind')
    const { report, source } = spf.verdict.evidence
    const own = spf.questions.filter((question) => question.name === name && question.type === 'TXT').flatMap(textsOf)
    for (const record of report.records) expect(own).toContain(record)
    // Names of the customer's zone are asked at its servers: no resolver is named for them.
    const inZone = spf.questions.filter((question) => question.name.endsWith(`.${name}`))
    expect(inZone.every(({ role }) => role === 'source')).toBe(true)
    for (const asked of report.asked) expect(spf.questions.map((question) => `${question.type} ${question.name}`)).toContain(`${asked.type} ${asked.name}`)
    expect(source).not.toBeNull()
  })

  test('says where else it looked after a miss', async () => {
    const { spf } = await checkAll('missing.example')
    expect(spf.questions.map(({ name }) => name)).toContain('missing.example.missing.example')
    expect(spf.questions.filter(({ name }) => name !== 'missing.example').every(({ role }) => role === 'source')).toBe(true)
  })
})
