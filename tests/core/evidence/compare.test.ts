import { describe, expect, test } from 'vitest'
import { compareQuestions } from '#core/evidence/compare.ts'
import { makeQuestion, makeReply, makeSilent, txt } from '../../helpers/explained.ts'

const states = (...args: Parameters<typeof compareQuestions>) => compareQuestions(...args).map(({ state }) => state)
const resolver = { role: 'cache' as const, host: null, state: null }

describe('two checks beside one another', () => {
  test('are the same when everybody said the same, whatever the order and the seconds left', () => {
    const earlier = makeQuestion({}, [txt('one', 300), txt('two', 300)])
    expect(states([earlier], [makeQuestion({ ms: 900 }, [txt('two', 12), txt('one', 12)])])).toEqual(['same'])
  })

  test('differ by the records that only one of them had', () => {
    const [pair] = compareQuestions([makeQuestion({}, [txt('old'), txt('kept')])], [makeQuestion({}, [txt('kept'), txt('new')])])
    expect(pair).toMatchObject({
      state: 'differs', onlyEarlier: ['northwind.example. IN TXT "old"'], onlyLater: ['northwind.example. IN TXT "new"'],
    })
  })

  test.each([
    ['nobody answered the second time', makeSilent({ host: 'ns1.dnshost.example', server: '193.0.6.139:53' })],
    ['the server no longer speaks for the zone', makeQuestion({ state: 'lame' })],
    ['the name is gone', makeQuestion({ outcome: 'nxdomain', kept: { octets: 3, base64: 'AAEC', fault: null, reply: makeReply([], { rcode: 'NXDOMAIN' }) } })],
    ['the code is another one', makeQuestion({ kept: { octets: 3, base64: 'AAEC', fault: null, reply: makeReply([txt('x')], { rcode: 'BADVERS' }) } }, [txt('x')])],
  ])('differ when %s', (_, later) => {
    expect(states([makeQuestion()], [later])).toEqual(['differs'])
  })

  test('name what only one of them asked, the earlier one’s in their place and the later one’s at the end', () => {
    const earlier = [makeQuestion({ name: 'gone.example' }), makeQuestion()]
    const later = [makeQuestion({ name: 'come.example' }), makeQuestion()]
    expect(compareQuestions(earlier, later).map(({ state, earlier: before, later: after }) => [state, before?.name, after?.name])).toEqual([
      ['went', 'gone.example', undefined], ['same', 'northwind.example', 'northwind.example'], ['came', undefined, 'come.example'],
    ])
  })

  test('are matched server by server, and only where none is left by role', () => {
    const at = (server: string | null, text: string) => makeQuestion({ ...resolver, server }, [txt(text)])
    const pairs = compareQuestions([at('193.0.6.139:53', 'a'), at('199.43.135.53:53', 'b')], [at('199.43.135.53:53', 'b'), at('203.119.101.61:53', 'a')])
    expect(pairs.map(({ state, earlier, later }) => [state, earlier?.server, later?.server])).toEqual([
      ['same', '193.0.6.139:53', '203.119.101.61:53'], ['same', '199.43.135.53:53', '199.43.135.53:53'],
    ])
    expect(states([at(null, 'a')], [at('193.0.6.139:53', 'a')])).toEqual(['same'])
  })

  test('never take one answer for two questions, nor a name server for a resolver', () => {
    expect(states([makeQuestion(), makeQuestion()], [makeQuestion()])).toEqual(['same', 'went'])
    expect(states([makeQuestion()], [makeQuestion(resolver)])).toEqual(['went', 'came'])
  })
})
