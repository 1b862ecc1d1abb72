import { describe, expect, it } from 'vitest'
import { createReader, readRecord } from '#core/spf/read-record.ts'
import { withMemory } from '#core/spf/with-memory.ts'
import type { DnsOutcome } from '#core/dns/outcome.ts'

function remembering(characters: number, longest = 100) {
  const read: string[] = []
  const recall = withMemory((text) => {
    read.push(text)
    return { text }
  }, { characters, longest })
  return { recall, read }
}

describe('what a text says is remembered', () => {
  it('and read once, whoever asks', () => {
    const { recall, read } = remembering(100)
    expect(recall('one')).toBe(recall('one'))
    expect(recall('two').text).toBe('two')
    expect(read).toEqual(['one', 'two'])
  })

  it('for two generations at most, and longer when it is read again meanwhile', () => {
    const { recall, read } = remembering(10)
    const first = recall('first')
    for (const text of ['aaaaa', 'bbbbb']) recall(text)
    expect(recall('first')).toBe(first)
    for (const text of ['ccccc', 'ddddd', 'eeeee', 'fffff']) recall(text)
    expect(recall('first')).not.toBe(first)
    expect(read.filter((text) => text === 'first')).toHaveLength(2)
  })

  it('but not when it is very long', () => {
    const { recall, read } = remembering(1000, 20)
    for (const text of ['x'.repeat(20), 'y'.repeat(21)]) expect(recall(text)).toEqual(recall(text))
    expect(read.map(({ length }) => length)).toEqual([20, 21, 21])
  })
})

const answer = (...texts: string[]) => ({ kind: 'answer', records: texts.map((text) => ({ text })) }) as unknown as DnsOutcome<'TXT'>

it('a record that comes again is the same record, whatever stood beside it in the answer', () => {
  const text = 'v=spf1 ip4:193.0.6.139 -all'
  expect(readRecord(answer('some-token', text))).toBe(readRecord(answer(text)))
  expect(readRecord(answer(text, text))).toEqual({ kind: 'several', text: null })
})

it('a long record is read once a check, and remembered no longer', () => {
  const long = answer(`v=spf1 ${'ip4:193.0.6.139 '.repeat(100)}-all`)
  const read = createReader()
  expect(read(long)).toBe(read(long))
  expect(createReader()(long)).not.toBe(read(long))
})
