import { describe, expect, test } from 'vitest'
import { mayPass, settle } from '../../../core/dns/settle.ts'
import { judgePropagation, type ServerLook, type ServerState, type SourceLook } from '../../../core/dns/source.ts'

const idle = (state: ServerState): ServerLook<'TXT'> => ({ role: 'source', host: 'ns1.good.example', server: null, state, outcome: null, serial: null })
const reasonOf = (...states: ServerState[]) => {
  const look: SourceLook<'TXT'> = { name: 'good.example', type: 'TXT', zone: { zone: 'good.example', parent: 'example', nameServers: [] }, noZone: null, servers: states.map(idle) }
  const settled = settle(look, judgePropagation(look, () => null, 0))
  return settled.kind === 'unasked' ? [settled.reason, mayPass(settled.reason)] : settled.kind
}

describe('why nobody could be asked', () => {
  test.each([
    [['no-address', 'no-address'], 'no-address', false],
    [['blocked', 'no-address'], 'blocked', false],
    [['silent', 'no-address'], 'timeout', true],
    [['lame', 'failed'], 'lame', false],
    [['busy', 'silent'], 'busy', true],
    // Its address could not be found out: a bad moment of a resolver, which says nothing of the other one.
    [['no-address', 'failed'], 'timeout', true],
  ] as const)('%s is told as %s', (states, reason, passes) => {
    expect(reasonOf(...states)).toEqual([reason, passes])
  })
})
