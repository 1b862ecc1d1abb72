import { expect, test } from 'vitest'
import type { DnsOutcome, Lookup, RrType } from '#core/dns/outcome.ts'
import type { SourceLook } from '#core/dns/source.ts'
import type { Authority } from '../../../server/dns/authority/authority.ts'
import { createKeptLog } from '../../../server/evidence/kept-log.ts'

const nothing = (name: string, type: RrType): DnsOutcome =>
  ({ name, type, kind: 'timeout', detail: '', server: null, transport: null, rttMs: null, cached: false, ageSeconds: 0, attempts: [], raw: null })
const lookOf = (name: string, type: RrType = 'TXT', noZone: SourceLook['noZone'] = null): SourceLook => ({
  name, type, noZone, zone: noZone === null ? { zone: 'own.example', parent: 'example', nameServers: [] } : null,
  servers: noZone === null ? [{ role: 'source', host: 'ns1.own.example', server: '193.0.6.139:53', state: 'silent', outcome: nothing(name, type), serial: null }] : [],
})

const begin = (noZone: SourceLook['noZone'] = null) => {
  const looks = new Map<string, SourceLook>()
  const look: Authority['look'] = <T extends RrType>(name: string, type: T) => {
    const key = `${name} ${type}`
    const known = looks.get(key) ?? lookOf(name, type, noZone)
    looks.set(key, known)
    return Promise.resolve(known as SourceLook<T>)
  }
  const lookup: Lookup = <T extends RrType>(name: string, type: T) => Promise.resolve(nothing(name, type) as DnsOutcome<T>)
  const log = createKeptLog({ authority: { look }, lookup })
  const linesOf = (...args: Parameters<typeof log.toReplies>) => log.toReplies(...args).map(({ role, type, name }) => `${role} ${type} ${name}`)
  return { log, linesOf }
}

test('whoever was asked stands in it as who they are: the zone’s servers as such, the resolver as one', async () => {
  const { log, linesOf } = begin()
  await log.authority.look('_spf.own.example', 'TXT')
  await log.lookup('else.example', 'TXT')
  expect(linesOf([lookOf('own.example')])).toEqual(['source TXT own.example', 'source TXT _spf.own.example', 'cache TXT else.example'])
})

test('the record that the check is about stands there once, however often it was asked', async () => {
  const { log, linesOf } = begin()
  await log.authority.look('own.example', 'TXT')
  await log.lookup('Own.Example.', 'TXT')
  await log.lookup('own.example', 'SPF')
  expect(linesOf([lookOf('own.example')])).toEqual(['source TXT own.example', 'cache SPF own.example'])
})

test('those who ask the same at once share a look, and it stands there once', async () => {
  const { log, linesOf } = begin()
  await Promise.all([log.authority.look('a.own.example', 'TXT'), log.authority.look('a.own.example', 'TXT')])
  expect(linesOf([])).toEqual(['source TXT a.own.example'])
})

test('what the check gave up on is there, and what came in time is not there twice', async () => {
  const { log, linesOf } = begin()
  await log.lookup('came.example', 'TXT')
  expect(linesOf([lookOf('own.example')], [nothing('came.example', 'TXT'), nothing('late.example', 'TXT'), nothing('own.example', 'TXT')])).toEqual([
    'source TXT own.example', 'cache TXT came.example', 'cache TXT late.example',
  ])
})

test('a zone that was not found leaves its reason; where only resolvers can be asked, only their lines', async () => {
  const lost = begin('timeout')
  await lost.log.authority.look('a.own.example', 'TXT')
  expect(lost.log.toReplies([])).toMatchObject([{ role: 'source', noZone: 'timeout', host: null, server: null, state: null, outcome: null, base64: null }])
  const rootless = begin('no-roots')
  await rootless.log.authority.look('a.own.example', 'TXT')
  await rootless.log.lookup('a.own.example', 'TXT')
  expect(rootless.linesOf([])).toEqual(['cache TXT a.own.example'])
})
