import { expect, onTestFinished, test } from 'vitest'
import { createResolver } from '../../../server/dns/resolver.ts'
import { leavingNoSocket } from '../../helpers/faulty-dns.ts'

/** The system itself refuses to connect to these: nothing is sent. */
test.each(['[fe80::1]:53', '255.255.255.255:53'])('a server to which there is no way (%s) is a failure of the network', async (server) => {
  const resolver = createResolver({ upstreams: [server], deadlineMs: 300 })
  onTestFinished(() => resolver.close())
  const outcome = await leavingNoSocket(() => resolver.lookup('asked.example', 'TXT'))
  expect(outcome).toMatchObject({ kind: 'network' })
})
