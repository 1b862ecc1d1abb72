import { expect, test, vi } from 'vitest'
import { answerSpf, checkSpf, getJourney, startJourney } from '#core/contract/journey.ts'
import type { CreateAccountRequest } from '#core/contract/staff.ts'
import type { RrType } from '#core/dns/outcome.ts'
import { checkWhatIf } from '#core/contract/what-if.ts'
import { sampleFaults, sampleZones } from '../../../server/demo/sample-zones.ts'
import { AppError } from '../../../server/http/errors.ts'
import { createWhatIfCheck, parseTypedSenders } from '../../../server/spf-check/what-if.service.ts'
import { describeOnEachDatabase } from '../../helpers/databases.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { makeJourney } from '../../helpers/journeys.ts'
import { movePlan, provenDomain, secondRecord } from '../../helpers/spf-fixtures.ts'
import { openWay } from '../../helpers/way.ts'
import { createZone } from '../../helpers/zone.ts'

const dns = useDnsWorld({ zones: sampleZones, faults: sampleFaults })
const microsoft = 'spf.protection.outlook.com'
const mimecast = 'eu._netblocks.mimecast.com'

test('whatever mail can come from is tried, each address once', () => {
  const typed = [' 193.0.6.139, ', '193.0.6.139', '::ffff:199.43.135.53', '2001:67c:2e8::1', '2001:67c:2e8::1%eth0', '40.92.0.1']
  expect(parseTypedSenders(typed)).toEqual(['193.0.6.139', '199.43.135.53', '2001:67c:2e8::1', '40.92.0.1'])
})

test('what no mail can come from is refused field by field, and all of it at once', () => {
  try {
    parseTypedSenders(['10.0.0.1', '193.0.6.139', 'x', '193.0.6.0/24', '::ffff:10.0.0.1', ''])
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.fields?.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'addresses.0 address.private', 'addresses.2 address.not-an-address', 'addresses.3 address.network',
      'addresses.4 address.ipv6-mapped', 'addresses.5 address.missing',
    ])
  }
})

test('a board whose time is over says "could not ask", also where the answers were there already', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { lookup } = createZone({ 'northwind.example': { TXT: [secondRecord] } })
    // The zone has answered; Mimecast's own include, of which every row needs an address, never does.
    const lookupWith = (): typeof lookup => (name, type) => (name === mimecast ? new Promise(() => undefined) : lookup(name, type))
    const look = <T extends RrType>(name: string, type: T) => Promise.resolve({ name, type, zone: null, noZone: 'no-roots' as const, servers: [] })
    const check = createWhatIfCheck({ resolver: { lookupWith }, authority: { look }, now: () => new Date('2026-11-20T09:00:00Z') })
    const board = check({ journey: makeJourney(), domain: provenDomain({ plan: movePlan }), typed: ['199.43.135.53'] })
    await vi.advanceTimersByTimeAsync(9000)
    const { rows } = (await board).board
    expect(rows.map(({ name, problem, now, afterChange }) => [name, problem, now, afterChange])).toEqual([
      [mimecast, 'unavailable', null, null], ['193.0.6.139', null, 'temperror', 'temperror'], ['199.43.135.53', null, 'temperror', 'temperror'],
    ])
  } finally {
    vi.useRealTimers()
  }
})

describeOnEachDatabase('the what-if board of an account', (open) => {
  let opened: ReturnType<typeof open> | undefined
  /** The domain's record looked at and the question answered, so that there is a plan. */
  async function begin(name: string, { mailPaths = 'others-too', ...changes }: Partial<CreateAccountRequest> & { mailPaths?: 'others-too' | 'only-mimecast' } = {}) {
    const way = openWay(await (opened ??= open()), dns.resolver)
    const maria = await way.customer({ platform: 'office-365', addresses: [], domains: [`own-${crypto.randomUUID()}.example`, name], ...changes })
    const { domains } = await maria.get(startJourney, { body: {} })
    await way.parts.db.insertInto('evidence').values({
      id: crypto.randomUUID(), account_id: maria.accountId, domain_id: domains[0]?.id ?? '', kind: 'proof', asked_at: '2026-11-20T08:00:00.000Z', rules_version: 'proof-1',
      outcome: 'proven', result: JSON.stringify({ outcome: 'proven', finding: 'code-at-domain', params: {}, asked: [] }), questions: '[]',
    }).execute()
    const params = { domainId: domains.find((one) => one.name === name)?.id ?? '' }
    await maria.get(checkSpf, { params, body: {} })
    await maria.get(answerSpf, { params, body: { mailPaths } })
    const check = async (...addresses: string[]) => maria.get(checkWhatIf, { params, body: { addresses } })
    return { way, maria, params, check }
  }
  const asked = (wanted: string) => dns.world.questions.filter(({ name, type }) => name === wanted && type === 'TXT').length
  const toResults = ({ board }: Awaited<ReturnType<Awaited<ReturnType<typeof begin>>['check']>>) =>
    board.rows.map(({ name, moves, now, afterChange, afterMove }) => [name, moves, now, afterChange, afterMove])

  test('tries the account’s own plan for the senders of the record and for what was typed in', async () => {
    const { check } = await begin('northwind.example')
    const answer = await check('193.0.6.139')
    expect(answer).toMatchObject({ askedAt: '2026-11-20T09:00:00.000Z', leftOut: 0 })
    expect(answer.board.proposed).toBe(`v=spf1 include:${mimecast} include:${microsoft} -all`)
    expect(toResults(answer)).toEqual([
      [mimecast, false, 'fail', 'pass', 'pass'],
      [microsoft, true, 'pass', 'pass', 'pass'],
      ['193.0.6.139', false, 'fail', 'fail', 'fail'],
    ])
  })

  test('shows whom a record of Mimecast alone leaves out', async () => {
    const { check } = await begin('combined.example', { mailPaths: 'only-mimecast' })
    const results = toResults(await check())
    expect(results.find(([name]) => name === 'sendgrid.net')).toEqual(['sendgrid.net', false, 'pass', 'fail', 'fail'])
    expect(results.find(([name]) => name === microsoft)).toEqual([microsoft, true, 'pass', 'fail', 'pass'])
  })

  test('the account’s own servers move with the connector, typed in or not, and are there once', async () => {
    const { check } = await begin('northwind.example', { platform: 'on-premises', addresses: ['193.0.6.139'] })
    expect(toResults(await check('193.0.6.139', '199.43.135.53')).slice(2)).toEqual([
      ['193.0.6.139', true, 'fail', 'fail', 'pass'],
      ['199.43.135.53', false, 'fail', 'fail', 'fail'],
    ])
  })

  test('without a plan there is nothing to try', async () => {
    const { maria, params } = await begin('silent.example')
    expect(await maria.call(checkWhatIf, { params, body: { addresses: [] } })).toMatchObject({ status: 409, problem: { code: 'step.not-ready' } })
  }, 15_000)

  test('a refused address asks nothing and names its field', async () => {
    const { maria, params } = await begin('northwind.example')
    const before = dns.world.questions.length
    expect(await maria.call(checkWhatIf, { params, body: { addresses: ['193.0.6.139', '192.168.0.1'] } }))
      .toMatchObject({ status: 422, problem: { fields: [{ field: 'addresses.1', code: 'address.private', understood: '192.168.0.1' }] } })
    expect(dns.world.questions.length).toBe(before)
  })

  test('nothing is answered from memory, nothing is kept, and nobody is told', async () => {
    const { way, maria, check } = await begin('northwind.example')
    const [before, events] = [asked('northwind.example'), way.events.length]
    await check()
    await check()
    expect(asked('northwind.example')).toBe(before + 2)
    expect(way.events).toHaveLength(events)
    expect(await way.parts.db.selectFrom('evidence').select('id').where('account_id', '=', maria.accountId).where('kind', '=', 'spf').execute()).toHaveLength(1)
  })

  test('two who press at once share one board', async () => {
    const { way, maria, params } = await begin('northwind.example')
    const journey = await maria.get(getJourney)
    const domain = journey.domains.find(({ id }) => id === params.domainId)
    if (domain === undefined) throw new Error('no such domain')
    let boards = 0
    const lookupWith: typeof dns.resolver.lookupWith = (options) => {
      boards += 1
      return dns.resolver.lookupWith(options)
    }
    const check = createWhatIfCheck({ ...way.parts, resolver: { lookupWith } })
    await Promise.all([check({ journey, domain, typed: [] }), check({ journey, domain, typed: [] })])
    expect(boards).toBe(1)
    await Promise.all([check({ journey, domain, typed: [] }), check({ journey, domain, typed: ['193.0.6.139'] })])
    expect(boards).toBe(3)
  })

  test('counts among the checks of the account, which have a limit', async () => {
    const { maria, params } = await begin('northwind.example')
    // One check was made above. A refused body is no check.
    for (let index = 0; index < 59; index += 1) await maria.get(checkWhatIf, { params, body: { addresses: [] } })
    expect(await maria.call(checkWhatIf, { params, body: { addresses: [] } })).toMatchObject({ status: 429, problem: { code: 'request.too-many' } })
  }, 30_000)
})
