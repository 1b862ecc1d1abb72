import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { sourceWords } from '#core/messages/en/source.ts'
import { propagationStates, serverStates, type PropagationState, type ServerState } from '#core/dns/source.ts'
import SourceNote from '../../../src/components/SourceNote.vue'
import SourceTable from '../../../src/components/SourceTable.vue'
import { leadingSource } from '../../../src/components/leading-source.ts'
import { makeCache, makeServer, makeSource } from '../../helpers/source-fixtures.ts'

const noteOf = (...sources: Parameters<typeof makeSource>[0][]) => mount(SourceNote, { props: { sources: sources.map((changes) => makeSource(changes)) } })
const textOf = (...sources: Parameters<typeof makeSource>[0][]) => noteOf(...sources).text().replace(/\s+/gu, ' ')
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

describe('how far an answer has spread', () => {
  test.each([
    ['everywhere', 'The name servers of northwind.example and the resolvers that we asked all give this answer.'],
    ['at-source', 'The name servers of northwind.example give this answer. Some resolvers still give the older answer. It is not known yet until when.'],
    ['servers-disagree', 'The name servers of northwind.example do not all give the same answer.'],
    ['not-published', 'The name servers of northwind.example say that it has no such record.'],
    ['could-not-ask', 'We could not ask the name servers of northwind.example. This says nothing about your record.'],
  ] as const)('%s is said in words', (state, sentence) => {
    expect(textOf({ state })).toContain(sentence)
  })

  test.each(propagationStates)('%s never reads as a fault of the record', (state: PropagationState) => {
    for (const by of ['source', 'cache'] as const) expect(textOf({ state, by })).not.toMatch(/wrong|missing|invalid|error|not right/iu)
  })

  test('where no resolver could be asked, nobody knows whether they have it', () => {
    expect(textOf({ state: 'at-source', servers: [makeServer(), makeCache({ state: 'silent', outcome: 'timeout', found: [] })] })).toContain('We do not know yet whether resolvers give it too.')
  })

  const silent = makeServer({ host: 'ns2.hoster.example', state: 'silent', outcome: 'timeout', found: [], ttlSeconds: null, serial: null })
  test.each([
    ['everywhere', '1 of 2 name servers of northwind.example answered. They and every resolver that answered give this answer.'],
    ['at-source', '1 of 2 name servers of northwind.example answered, and every one that did gives this answer.'],
    ['not-published', '1 of 2 name servers of northwind.example answered, saying that it has no such record.'],
  ] as const)('%s is not said of a name server that did not answer', (state, sentence) => {
    expect(textOf({ state, servers: [makeServer(), silent, makeCache()] })).toContain(sentence)
  })

  test('a resolver that did not answer is not spoken for', () => {
    expect(textOf({ servers: [makeServer(), makeCache(), makeCache({ state: 'silent', outcome: 'timeout' })] })).toContain('every resolver that answered')
  })

  test('where a resolver does not say for how long it keeps the older answer, no time is made up', () => {
    const shown = textOf({ state: 'at-source', servers: [makeServer(), makeCache({ outcome: 'nxdomain', found: [], ttlSeconds: null })] })
    expect(shown).toContain('Some resolvers still give the older answer. It is not known yet until when.')
    expect(shown).not.toMatch(/By now|could give/u)
  })

  test('what resolvers still hold has an end: absolute with its zone, and relative', () => {
    const shown = textOf({ state: 'at-source', cachesUntil: inHours(2) })
    expect(shown).toMatch(/still give the older answer, at the longest until \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC \(in 2 hours\)\./u)
    expect(shown).toContain('They then ask again by themselves.')
  })

  test('once that time is over the page does not speak of it as if it were to come', () => {
    const shown = textOf({ state: 'at-source', cachesUntil: inHours(-1) })
    expect(shown).toContain('By now they should have the new one.')
    expect(shown).not.toContain('still give')
  })

  test('where only resolvers can be asked, that is said', () => {
    expect(textOf({ state: 'everywhere', by: 'cache', zone: null, noZone: 'no-roots' })).toContain(
      'The resolver that we asked gives this answer. From here only resolvers can be asked, not the name servers of the zone.',
    )
  })

  test('of several places the one that has the record is spoken of, then those that could not be asked', () => {
    const [none, silent, there] = [makeSource({ state: 'not-published' }), makeSource({ state: 'could-not-ask' }), makeSource({ state: 'at-source' })]
    expect(leadingSource([none, silent, there])?.state).toBe('at-source')
    expect(leadingSource([none, silent])?.state).toBe('could-not-ask')
    expect(leadingSource([])).toBeNull()
  })

  test('evidence from before sources were asked shows nothing', () => {
    expect(noteOf().find('[data-propagation]').exists()).toBe(false)
  })
})

describe('the table of who was asked', () => {
  const rowsOf = (...servers: ReturnType<typeof makeServer>[]) =>
    mount(SourceTable, { props: { source: makeSource({ servers }) } }).findAll('tbody tr').map((row) => row.text().replace(/\s+/gu, ' '))

  test('a row names the server, what it said, for how long, the version of its zone and the time it took', () => {
    expect(rowsOf(makeServer(), makeCache())).toEqual([
      'Name server ns1.hoster.example193.0.6.139:53Answer: v=spf1 ~allMay be kept for: 60 minutesZone version: 2026112101Took: 12 ms',
      'Resolver 199.43.135.53:53Answer: v=spf1 ~allMay be kept for: 30 minutesZone version: –Took: 12 ms',
    ])
  })

  test.each([
    ['answered', 'nodata', 'The name exists, but has no record of this type'],
    ['lame', 'refused', 'Does not speak for this zone, although the zone above names it'],
    ['silent', 'timeout', 'Gave no answer in time'],
    ['failed', 'servfail', 'Answered with an error: The server could not find out (SERVFAIL)'],
    ['blocked', null, 'Was not asked: its address is not a public one'],
    ['no-address', null, 'Was not asked: its name has no address'],
    ['busy', null, 'Was not asked: too many questions were on their way'],
  ] as const satisfies readonly (readonly [ServerState, string | null, string])[])('a server that is %s has its plain words', (state, outcome, words) => {
    const [row] = rowsOf(makeServer({ state, outcome, found: [] }))
    expect(row).toContain(`Answer: ${words}May be kept`)
  })

  test('records that were too much to keep are counted', () => {
    expect(rowsOf(makeServer({ leftOut: 2 }), makeServer({ found: [], leftOut: 1 }))).toEqual([
      expect.stringContaining(`v=spf1 ~all ${sourceWords.leftOut(2)}May be kept`),
      expect.stringContaining(`There is an answer ${sourceWords.leftOut(1)}May be kept`),
    ])
  })

  test('there is a row for each state that a server can be in', () => {
    for (const state of serverStates) expect(rowsOf(makeServer({ state }))).toHaveLength(1)
  })

  test('what strangers publish is shown as text, with what would be invisible written out', () => {
    const table = mount(SourceTable, { props: { source: makeSource({ servers: [makeServer({ host: 'ns\u202e.example', found: ['<img src=x>\u200b'] })] }) } })
    expect(table.text()).toContain('<img src=x>[U+200B]')
    expect(table.text()).toContain('ns[U+202E].example')
    expect(table.find('img').exists()).toBe(false)
  })

  test('it is a table only where every host fits into a column on one line', () => {
    const isTable = (...hosts: string[]) => mount(SourceTable, { props: { source: makeSource({ servers: hosts.map((host) => makeServer({ host })) }) } }).classes().includes('@container')
    expect(isTable('ns1.hoster.example', `${'n'.repeat(26)}.example`)).toBe(true)
    expect(isTable('ns1.hoster.example', `${'n'.repeat(27)}.example`)).toBe(false)
  })

  test('why the servers of the zone were not found stands below it', () => {
    const table = mount(SourceTable, { props: { source: makeSource({ zone: null, noZone: 'referral-loop', state: 'could-not-ask', servers: [] }) } })
    expect(table.text()).toContain('Nobody could be asked.')
    expect(table.text()).toContain('leads in a circle')
  })
})
