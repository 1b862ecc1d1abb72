import { expect, test } from 'vitest'
import { answerAsResolver } from '../../../server/demo/dns-answer.ts'
import { withMemory } from '../../../server/demo/dns-memory.ts'
import { createZone, toRecords } from '../../../server/demo/dns-zones.ts'

function start() {
  const zone = createZone({ origin: 'good.example', ttlSeconds: 30, negativeTtlSeconds: 20, records: { 'good.example': { TXT: ['old'] } } })
  let at = 0
  const ask = withMemory((question) => answerAsResolver([zone], question), () => at)
  return {
    publish: (name: string, text: string) => zone.set(name, 'TXT', toRecords(name, 'TXT', [text], 30)),
    askAt: (seconds: number, name: string) => {
      at = seconds * 1000
      const { rcode, answers, authorities } = ask({ name, type: 'TXT' })
      const [record] = [...answers, ...authorities]
      const text = answers[0]?.value
      return { rcode, text: Array.isArray(text) ? Buffer.concat(text as Buffer[]).toString() : null, ttl: record?.ttlSeconds }
    },
  }
}

test('a remembered record is given with what is left of its TTL, and forgotten at that second', () => {
  const { publish, askAt } = start()
  expect(askAt(0, 'good.example')).toEqual({ rcode: 0, text: 'old', ttl: 30 })
  publish('good.example', 'new')
  expect(askAt(29.9, 'good.example')).toEqual({ rcode: 0, text: 'old', ttl: 1 })
  expect(askAt(30, 'good.example')).toEqual({ rcode: 0, text: 'new', ttl: 30 })
})

test('that there is none is remembered as long as the SOA says', () => {
  const { publish, askAt } = start()
  expect(askAt(0, 'late.good.example')).toMatchObject({ rcode: 3, ttl: 20 })
  publish('late.good.example', 'here')
  expect(askAt(19.9, 'late.good.example')).toMatchObject({ rcode: 3, ttl: 1 })
  expect(askAt(20, 'late.good.example')).toEqual({ rcode: 0, text: 'here', ttl: 30 })
})
