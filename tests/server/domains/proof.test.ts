import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import * as contract from '#core/contract/journey.ts'
import type { DomainView } from '#core/contract/journey.ts'
import { sampleZones } from '../../../server/demo/sample-zones.ts'
import { createDomainCode } from '../../../server/domains/domain-code.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { openWay, type SignedInCaller } from '../../helpers/way.ts'

const dns = useDnsWorld({ zones: sampleZones })
const target = 'validate-domain.mimecast.com'

test('a code is 32 letters and digits that are a legal label, and another one every time', () => {
  const codes = Array.from({ length: 50 }, () => createDomainCode())
  for (const code of codes) expect(code).toMatch(/^[a-z2-7]{32}$/u)
  expect(new Set(codes).size).toBe(50)
  expect(createDomainCode(new Uint8Array(20))).toBe('a'.repeat(32))
  expect(createDomainCode(new Uint8Array(20).fill(255))).toBe('7'.repeat(32))
})

describeOnEachDatabase('the proof of a domain', (open) => {
  let opened: ReturnType<typeof open> | undefined
  /** A started account whose only domain is a new, empty zone. */
  const begin = async () => {
    const name = `proof${String(randomInt(1e9))}.example`
    dns.world.addZone({ origin: name, records: { [name]: { TXT: ['site-note'] } } })
    const way = openWay(await (opened ??= open()), dns.resolver)
    const maria = await way.customer({ domains: [name] })
    const { domains } = await maria.get(contract.startJourney, { body: {} })
    const domain = domains[0]
    if (!domain?.proof.code) throw new Error('no domain')
    return { way, maria, name, domain, code: domain.proof.code }
  }
  const check = async (maria: SignedInCaller, { id }: Pick<DomainView, 'id'>) => {
    const { domains } = await maria.get(contract.checkProof, { params: { domainId: id }, body: {} })
    const proof = domains.find((one) => one.id === id)?.proof
    if (!proof?.evidence) throw new Error('no evidence')
    return { ...proof, evidence: proof.evidence }
  }

  test('the code as TXT at the domain itself is enough', async () => {
    const { maria, name, domain, code } = await begin()
    dns.world.setTxt(name, ['site-note', ` ${code} `])
    const proof = await check(maria, domain)
    expect(proof.evidence).toMatchObject({ outcome: 'proven', finding: 'code-at-domain', params: { name } })
    expect(proof.provenAt).toBe(proof.evidence.askedAt)
  })

  test('so is the bare code at the challenge name', async () => {
    const { maria, name, domain, code } = await begin()
    dns.world.setTxt(`_connect-challenge.${name}`, [code])
    expect((await check(maria, domain)).evidence).toMatchObject({ outcome: 'proven', finding: 'code-at-challenge' })
  })

  test('so is a CNAME from the code to the target, in whatever case and with a final dot', async () => {
    const { maria, name, domain, code } = await begin()
    dns.world.setCname(`${code}.${name}`, 'Validate-Domain.Mimecast.COM.')
    expect((await check(maria, domain)).evidence).toMatchObject({ outcome: 'proven', finding: 'code-by-cname' })
  })

  test('all three places are asked at once, and the page is told of each', async () => {
    const { maria, name, domain, code } = await begin()
    const { evidence } = await check(maria, domain)
    expect(evidence.asked.map((one) => `${one.type} ${one.name} ${one.outcome}`)).toEqual([
      `TXT ${name} answer`, `TXT _connect-challenge.${name} nxdomain`, `CNAME ${code}.${name} nxdomain`,
    ])
    expect(evidence.asked[0]).toMatchObject({ server: dns.world.resolverAddress, found: ['site-note'], cached: false })
  })

  test('nothing there is missing and waits for DNS', async () => {
    const { maria, domain } = await begin()
    const proof = await check(maria, domain)
    expect(proof.evidence).toMatchObject({ outcome: 'not-proven', finding: 'code-missing' })
    expect(proof.provenAt).toBeNull()
    expect((await maria.get(contract.getJourney)).tasks[1]).toMatchObject({ state: 'waiting-for-dns', reason: 'domains.not-seen-yet' })
  })

  test.each([
    ['another code at the domain', 'abcdefghijklmnopqrstuvwxyz234567', ''],
    ['another text at the challenge name', '', 'not the code'],
  ])('%s is a problem, and what was found is said', async (_story, atDomain, atChallenge) => {
    const { maria, name, domain } = await begin()
    if (atDomain) dns.world.setTxt(name, [atDomain])
    if (atChallenge) dns.world.setTxt(`_connect-challenge.${name}`, [atChallenge])
    expect((await check(maria, domain)).evidence).toMatchObject({ outcome: 'not-proven', finding: 'another-code', params: { found: atDomain || atChallenge } })
    expect((await maria.get(contract.getJourney)).tasks[1]).toMatchObject({ state: 'problem' })
  })

  test('the code within a longer text is not the code', async () => {
    const { maria, name, domain, code } = await begin()
    dns.world.setTxt(name, [`code=${code}`])
    expect((await check(maria, domain)).evidence).toMatchObject({ outcome: 'not-proven', finding: 'another-code', params: { found: `code=${code}` } })
  })

  test('a CNAME that leads elsewhere is told with its target', async () => {
    const { maria, name, domain, code } = await begin()
    dns.world.setCname(`${code}.${name}`, 'elsewhere.example')
    expect((await check(maria, domain)).evidence).toMatchObject({ outcome: 'not-proven', finding: 'cname-elsewhere', params: { found: 'elsewhere.example' } })
  })

  test('a domain that does not exist is said to be so', async () => {
    const way = openWay(await open(), dns.resolver)
    const maria = await way.customer({ domains: ['nowhere-to-be-found.example'] })
    const { domains: [domain] } = await maria.get(contract.startJourney, { body: {} })
    if (!domain) throw new Error('no domain')
    expect((await check(maria, domain)).evidence).toMatchObject({ outcome: 'not-proven', finding: 'no-such-domain' })
  })

  test('when one place cannot be asked and none has the code, nobody says missing', async () => {
    const { maria, name, domain, code } = await begin()
    dns.world.fault(`_connect-challenge.${name}`, 'servfail')
    const evidence = (await check(maria, domain)).evidence
    expect(evidence).toMatchObject({ outcome: 'unavailable', finding: 'could-not-ask', params: { name: `_connect-challenge.${name}`, reason: 'servfail' } })
    dns.world.setTxt(name, [code])
    expect((await check(maria, domain)).evidence).toMatchObject({ outcome: 'proven', finding: 'code-at-domain' })
  })

  test('a look is never answered from memory', async () => {
    const { maria, name, domain, code } = await begin()
    await check(maria, domain)
    dns.world.setTxt(`_connect-challenge.${name}`, [code])
    expect((await check(maria, domain)).evidence.outcome).toBe('proven')
  })

  test('once proven stays proven, whatever later looks find', async () => {
    const { way, maria, name, domain, code } = await begin()
    dns.world.setTxt(name, [code])
    const { provenAt } = await check(maria, domain)
    dns.world.setTxt(name, [])
    way.clock.pass(60_000)
    const later = await check(maria, domain)
    expect(later).toMatchObject({ provenAt, evidence: { outcome: 'not-proven' } })
    expect((await maria.get(contract.getJourney)).tasks[1]).toMatchObject({ state: 'completed' })
  })

  test('below a proven domain no proof is needed, and the boundary is the label', async () => {
    const { maria, name, domain, code } = await begin()
    dns.world.setTxt(name, [code])
    await check(maria, domain)
    await maria.get(contract.addDomain, { body: { name: `mail.${name}` } })
    const { domains } = await maria.get(contract.addDomain, { body: { name: `not${name}` } })
    const below = domains.find((one) => one.name === `mail.${name}`)
    expect(below?.proof).toMatchObject({ code: null, provenBy: name, provenAt: null })
    expect(domains.find((one) => one.name === `not${name}`)?.proof).toMatchObject({ provenBy: null, provenAt: null })
    expect(await maria.call(contract.checkProof, { params: { domainId: below?.id ?? '' }, body: {} })).toMatchObject({ status: 409, problem: { code: 'step.not-ready' } })
  })

  test('two who press at the same moment share one look and one piece of evidence', async () => {
    const { way, maria, name, domain } = await begin()
    // Slow enough that the second press comes while the first is still asking.
    dns.world.fault(name, { delayMs: 500 })
    await Promise.all([check(maria, domain), check(maria, domain)])
    const rows = await way.parts.db.selectFrom('evidence').select('id').where('account_id', '=', maria.accountId).execute()
    expect(rows).toHaveLength(1)
  })

  test('evidence keeps every reply as it came', async () => {
    const { way, maria, name, domain } = await begin()
    await check(maria, domain)
    const { questions } = await way.parts.db.selectFrom('evidence').selectAll().where('account_id', '=', maria.accountId).executeTakeFirstOrThrow()
    const replies = JSON.parse(questions) as { name: string; type: string; base64: string }[]
    expect(replies.map((reply) => `${reply.type} ${reply.name}`)[0]).toBe(`TXT ${name}`)
    // RFC 1035 §4.1.1: QR is the first bit of the third octet.
    for (const { base64 } of replies) expect((Buffer.from(base64, 'base64')[2] ?? 0) & 0x80).toBe(0x80)
  })

  test('the page shows the target that is configured', async () => {
    expect((await begin()).domain.proof.target).toBe(target)
  })
})

describeOnEachDatabase('adding a domain', (open) => {
  let opened: ReturnType<typeof open> | undefined
  const begin = async (changes = {}, database = (opened ??= open())) => {
    const way = openWay(await database, dns.resolver)
    const maria = await way.customer(changes)
    await maria.get(contract.startJourney, { body: {} })
    return { way, maria }
  }

  test('what was pasted is cleaned, and gets a code of its own', async () => {
    const { maria } = await begin()
    const { domains, history } = await maria.get(contract.addDomain, { body: { name: ' https://Second.Example./path ' } })
    expect(domains.map(({ name }) => name)).toEqual(['northwind.example', 'second.example'])
    expect(domains[1]).toMatchObject({ isPrimary: false, proof: { code: expect.stringMatching(/^[a-z2-7]{32}$/u) as string } })
    expect(domains[1]?.proof.code).not.toBe(domains[0]?.proof.code)
    expect(history[0]).toMatchObject({ kind: 'domain-added', by: 'Maria Lang', params: { domain: 'second.example' } })
  })

  test('a name in other letters is kept as DNS knows it and shown as people write it', async () => {
    const { maria } = await begin()
    const { domains } = await maria.get(contract.addDomain, { body: { name: 'bücher.example' } })
    expect(domains.find(({ isPrimary }) => !isPrimary)).toMatchObject({ name: 'xn--bcher-kva.example', display: 'bücher.example' })
  })

  test.each([
    ['a..b', 'domain.empty-label'],
    ['co.uk', 'domain.public-suffix'],
    ['<script>', 'domain.bad-character'],
    ['', 'domain.missing'],
    ['northwind.example', 'domain.already-listed'],
    ['NORTHWIND.example.', 'domain.already-listed'],
  ])('%j is refused as %s, and nothing is added', async (name, code) => {
    const { maria } = await begin()
    expect(await maria.call(contract.addDomain, { body: { name } })).toMatchObject({ status: 422, problem: { fields: [{ field: 'name', code }] } })
    expect((await maria.get(contract.getJourney)).domains).toHaveLength(1)
  })

  test('a domain that another account has proven is refused without saying whose it is', async () => {
    const { way, maria } = await begin({ domains: ['good.example'] }, open())
    const [domain] = (await maria.get(contract.getJourney)).domains
    dns.world.setTxt('_connect-challenge.good.example', [domain?.proof.code ?? ''])
    await maria.get(contract.checkProof, { params: { domainId: domain?.id ?? '' }, body: {} })
    const other = await way.customer({ domains: ['second.example'], company: 'Other Ltd' })
    await other.get(contract.startJourney, { body: {} })
    const refused = await other.call(contract.addDomain, { body: { name: 'good.example' } })
    expect(refused).toMatchObject({ status: 409, problem: { code: 'domain.taken' } })
    expect(JSON.stringify(refused)).not.toMatch(/Northwind|Maria/u)
  })

  test('of two accounts that claim a name, the first to prove it has it', async () => {
    const { way, maria } = await begin({ domains: ['good.example'] }, open())
    const other = await way.customer({ domains: ['good.example'] })
    await other.get(contract.startJourney, { body: {} })
    const [mine] = (await maria.get(contract.getJourney)).domains
    const [theirs] = (await other.get(contract.getJourney)).domains
    dns.world.setTxt('_connect-challenge.good.example', [mine?.proof.code ?? '', theirs?.proof.code ?? ''])
    await maria.get(contract.checkProof, { params: { domainId: mine?.id ?? '' }, body: {} })
    expect(await other.call(contract.checkProof, { params: { domainId: theirs?.id ?? '' }, body: {} })).toMatchObject({ problem: { code: 'domain.taken' } })
    expect((await other.get(contract.getJourney)).domains[0]?.proof).toMatchObject({ provenAt: null, evidence: null })
  })
})
