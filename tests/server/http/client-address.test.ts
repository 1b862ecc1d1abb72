import { describe, expect, it } from 'vitest'
import { isLoopback, toClientAddress } from '../../../server/http/client-address.ts'

describe('the address of whoever asks', () => {
  it.each([
    ['without a proxy it is the connection', '193.0.6.139', null, [], '193.0.6.139'],
    ['a stranger cannot claim another one', '193.0.6.139', '199.43.135.53', [], '193.0.6.139'],
    ['a trusted proxy vouches for the last one', '10.0.0.1', '1.2.3.4, 199.43.135.53', ['10.0.0.0/8'], '199.43.135.53'],
    ['a row of trusted proxies is walked back', '10.0.0.1', '199.43.135.53, 10.0.0.2', ['10.0.0.0/8'], '199.43.135.53'],
    ['what stands left of an untrusted one is not believed', '10.0.0.1', '203.119.101.61, 199.43.135.53, 10.0.0.2', ['10.0.0.1', '10.0.0.2'], '199.43.135.53'],
    ['nonsense ends the walk', '10.0.0.1', '199.43.135.53, unknown', ['10.0.0.0/8'], '10.0.0.1'],
    ['a trusted proxy that says nothing is the client', '10.0.0.1', null, ['10.0.0.0/8'], '10.0.0.1'],
    ['IPv4 in IPv6 form is IPv4', '::ffff:10.0.0.1', '::ffff:199.43.135.53', ['10.0.0.1'], '199.43.135.53'],
    ['IPv6 proxies count too', '2001:db8::1', '199.43.135.53', ['2001:db8::/32'], '199.43.135.53'],
  ] as const)('%s', (_title, connection, forwarded, trusted, expected) => {
    expect(toClientAddress(connection, forwarded, trusted)).toBe(expected)
  })

  it('knows this machine in all its forms', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true)
    expect(['10.0.0.1', '193.0.6.139', '', 'localhost'].some(isLoopback)).toBe(false)
  })
})
