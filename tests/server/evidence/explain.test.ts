import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { getAccountEvidence, getEvidence, listAccountEvidence, listEvidence, listedChecks } from '#core/contract/explain.ts'
import { getJourney } from '#core/contract/journey.ts'
import type { SourceView } from '#core/contract/source.ts'
import type { SpfReport } from '#core/contract/spf.ts'
import { buildQuery } from '../../../server/dns/message.ts'
import { mostKeptBase64 } from '../../../server/evidence/bounded-replies.ts'
import { keptReplySchema, type KeptReply } from '../../../server/evidence/dns-record.ts'
import { appendProofEvidence, appendSpfEvidence, appendZoneEvidence, readEvidence } from '../../../server/evidence/evidence.store.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { replyTo } from '../../helpers/faulty-dns.ts'
import { noDns } from '../../helpers/no-dns.ts'
import { openWay } from '../../helpers/way.ts'

const notFound = { ok: false, status: 404, problem: { code: 'not-found' } }
const moment = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString()
const rules = '1 eu._netblocks.mimecast.com'
const report: SpfReport = {
  domain: 'northwind.example', region: 'eu', outcome: 'invalid', unavailable: null, records: ['v=spf1 -all'],
  findings: [{ code: 'mimecast-missing', severity: 'error', params: { include: 'eu._netblocks.mimecast.com' } }], lookups: 0, voidLookups: 0,
  ttlSeconds: 300, tree: [], plan: null, asked: [], checkedAt: moment(0), rules: '1',
}
const proof = { outcome: 'not-proven' as const, finding: 'code-missing' as const, params: {}, asked: [], sources: [], whereabouts: null }
const source = (zone: string | null, nameServers: string[]): SourceView => ({
  name: 'northwind.example', type: 'TXT', zone, noZone: zone === null ? 'timeout' : null, nameServers, state: 'not-published', by: 'source',
  cachesUntil: null, servers: [],
})

const query = buildQuery({ name: 'northwind.example', type: 'TXT', udpPayload: null, recursion: false })
const replies: KeptReply[] = [
  {
    name: 'northwind.example', type: 'TXT', role: 'source', host: 'ns1.northwind.example', server: '193.0.6.139:53', state: 'answered', noZone: null, outcome: 'answer',
    transport: 'udp', ms: 12, cached: false, attempts: [], base64: replyTo(query.octets, { answers: [{ data: ['v=spf1 -all'] }], header: { aa: 1 } }).toString('base64'),
  },
  keptReplySchema.parse({ name: 'northwind.example', type: 'TXT', server: null, base64: null, role: 'source', host: 'ns2.northwind.example', state: 'silent' }),
  // As rows were kept before the zone's own servers were asked; its octets end too early.
  { name: 'northwind.example', type: 'TXT', server: '127.0.0.1:53', base64: 'AAEC' } as KeptReply,
]

describeOnEachDatabase('a check explained', (open) => {
  let opened: ReturnType<typeof open> | undefined
  const begin = async () => {
    const way = openWay(await (opened ??= open()), noDns)
    const maria = await way.customer({ domains: [`own-${randomUUID()}.example`] })
    const [domain] = (await maria.get(getJourney)).domains
    if (domain === undefined) throw new Error('no domain')
    const { accountId } = maria
    const place = (minute: number, kept: KeptReply[] = []) => ({ accountId, domainId: domain.id, at: moment(minute), replies: kept })
    return { way, db: way.parts.db, maria, accountId, domain, place }
  }

  test('has the verdict as it was given, and every reply from its octets', async () => {
    const { db, maria, domain, place } = await begin()
    const whereabouts = { cause: 'zone-doubled' as const, name: 'northwind.example.northwind.example', found: null, params: {}, repair: null }
    const verdict = { report, source: source('northwind.example', ['ns1.northwind.example']), whereabouts }
    const id = await appendSpfEvidence(db, place(14, replies), verdict, rules)
    const explained = await maria.get(getEvidence, { params: { evidenceId: id } })
    expect(explained).toMatchObject({
      id, domainId: domain.id, domain: domain.name, askedAt: moment(14), rulesVersion: rules, outcome: 'invalid',
      verdict: { kind: 'spf', evidence: { id, askedAt: moment(14), ...verdict } },
    })
    const [said, silent, old] = explained.questions
    expect(said?.kept).toMatchObject({ base64: replies[0]?.base64, fault: null, reply: { rcode: 'NOERROR', flags: ['qr', 'aa', 'ra'] } })
    expect(said?.kept?.octets).toBe(Buffer.from(replies[0]?.base64 ?? '', 'base64').length)
    expect(said?.kept?.reply?.answers).toEqual([{ name: 'northwind.example.', ttlSeconds: 300, class: 'IN', type: 'TXT', data: '"v=spf1 -all"' }])
    expect(silent).toMatchObject({ host: 'ns2.northwind.example', state: 'silent', kept: null })
    expect(old).toMatchObject({ role: 'cache', host: null, outcome: null, kept: { octets: 3, reply: null, fault: 'header-cut-short' } })
  })

  test('keeps of replies without end as many as a row may hold, and says how long the others were', async () => {
    const { db, maria, place } = await begin()
    const long = (octets: number): KeptReply => ({ ...keptReplySchema.parse(replies[0]), base64: Buffer.alloc(octets, 7).toString('base64') })
    const id = await appendZoneEvidence(db, place(15, [...Array.from({ length: 16 }, () => long(60_000)), long(900)]), { zone: 'northwind.example', nameServers: [], mx: null })
    const { questions } = await db.selectFrom('evidence').select('questions').where('id', '=', id).executeTakeFirstOrThrow()
    expect(questions.length).toBeLessThan(mostKeptBase64 + 17 * 500)
    const explained = (await maria.get(getEvidence, { params: { evidenceId: id } })).questions.map(({ kept, leftOut }) => [kept?.octets, leftOut])
    expect(explained).toEqual([...Array.from({ length: 3 }, () => [60_000, undefined]), ...Array.from({ length: 13 }, () => [undefined, 60_000]), [900, undefined]])
  })

  test('is the same to staff, who names the account, and to nobody else', async () => {
    const { way, db, maria, accountId, domain, place } = await begin()
    const id = await appendProofEvidence(db, place(1), proof)
    const staff = await way.staff()
    const params = { accountId, domainId: domain.id, evidenceId: id }
    expect(await staff.get(getAccountEvidence, { params })).toEqual(await maria.get(getEvidence, { params }))
    expect(await staff.get(listAccountEvidence, { params })).toEqual(await maria.get(listEvidence, { params }))
    const other = await begin()
    expect(await other.maria.call(getEvidence, { params })).toMatchObject(notFound)
    expect(await other.maria.call(listEvidence, { params })).toMatchObject(notFound)
    const foreign = { ...params, accountId: other.accountId }
    expect(await staff.call(getAccountEvidence, { params: foreign })).toMatchObject(notFound)
    expect(await staff.call(listAccountEvidence, { params: foreign })).toMatchObject(notFound)
  })

  test('stands in the list of its domain, newest first, and the list says how many there are in all', async () => {
    const { db, maria, domain, place } = await begin()
    const params = { domainId: domain.id }
    expect(await maria.get(listEvidence, { params })).toEqual({ total: 0, checks: [] })
    const first = await appendProofEvidence(db, place(0), proof)
    const second = await appendZoneEvidence(db, place(1), { zone: 'northwind.example', nameServers: [], mx: null })
    expect(await maria.get(listEvidence, { params })).toEqual({
      total: 2, checks: [{ id: second, kind: 'zone', askedAt: moment(1), outcome: 'found' }, { id: first, kind: 'proof', askedAt: moment(0), outcome: 'not-proven' }],
    })
    const rows = Array.from({ length: listedChecks }, (_, index) => ({
      id: randomUUID(), account_id: maria.accountId, domain_id: domain.id, kind: 'proof' as const, asked_at: moment(2 + index), rules_version: 'proof-1',
      outcome: 'not-proven', result: JSON.stringify(proof), questions: '[]', zone: null,
    }))
    await db.insertInto('evidence').values(rows).execute()
    const { total, checks } = await maria.get(listEvidence, { params })
    expect([total, checks.length, checks[0]?.askedAt, checks.at(-1)?.askedAt]).toEqual([202, 200, moment(201), moment(2)])
  })

  test('of a zone alone says what was found and judges nothing', async () => {
    const { db, maria, place } = await begin()
    const found = { zone: 'northwind.example', nameServers: ['ns1.northwind.example'], mx: [{ preference: 10, exchange: 'mx.northwind.example' }] }
    const id = await appendZoneEvidence(db, place(1), found)
    expect(await maria.get(getEvidence, { params: { evidenceId: id } })).toMatchObject({ outcome: 'found', rulesVersion: 'zone-1', verdict: { kind: 'zone', found } })
  })

  test('an SPF check from before the zone’s own servers were asked says nothing about them', async () => {
    const { db, maria, domain, accountId } = await begin()
    const id = randomUUID()
    await db.insertInto('evidence').values({
      id, account_id: accountId, domain_id: domain.id, kind: 'spf', asked_at: moment(0), rules_version: rules, outcome: 'invalid',
      result: JSON.stringify(report), questions: JSON.stringify([replies[2]]),
    }).execute()
    const { verdict } = await maria.get(getEvidence, { params: { evidenceId: id } })
    expect(verdict).toEqual({ kind: 'spf', evidence: { id, askedAt: moment(0), report, source: null, whereabouts: null } })
    expect((await readEvidence(db, accountId)).get(domain.id)?.spf).toMatchObject({ id, source: null, whereabouts: null })
  })

  test('the zone that is known is the newest that any kind of check found, however often later ones found none', async () => {
    const { db, accountId, domain, place } = await begin()
    const zone = async () => (await readEvidence(db, accountId)).get(domain.id)?.zone ?? null
    await appendProofEvidence(db, place(1), proof)
    expect(await zone()).toBeNull()
    await appendZoneEvidence(db, place(2), { zone: 'old.example', nameServers: ['ns1.old.example'], mx: null })
    expect(await zone()).toEqual({ name: 'old.example', nameServers: ['ns1.old.example'], at: moment(2) })
    await appendProofEvidence(db, place(3), { ...proof, sources: [source('mid.example', ['ns1.mid.example'])] })
    expect(await zone()).toEqual({ name: 'mid.example', nameServers: ['ns1.mid.example'], at: moment(3) })
    await appendSpfEvidence(db, place(4), { report, source: source('new.example', ['ns1.new.example', 'ns2.new.example']), whereabouts: null }, rules)
    await appendSpfEvidence(db, place(5), { report, source: source(null, []), whereabouts: null }, rules)
    await appendProofEvidence(db, place(6), proof)
    expect(await zone()).toEqual({ name: 'new.example', nameServers: ['ns1.new.example', 'ns2.new.example'], at: moment(4) })
  })
})
