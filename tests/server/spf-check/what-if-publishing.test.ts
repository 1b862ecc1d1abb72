import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { WhatIfSender } from '#core/contract/what-if.ts'
import { evaluateSpf } from '#core/spf/evaluate.ts'
import { lookupStandIn } from '#core/spf/stand-in.ts'
import { checkWhatIf } from '#core/spf/what-if.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'
import { eu, vendorZone } from '../../helpers/spf-rule.ts'

const domain = 'acme.example'
const dns = useDnsWorld({
  zones: [
    { origin: 'mimecast.com', records: vendorZone },
    {
      origin: 'example',
      records: {
        'one.example': { TXT: ['v=spf1 ip4:198.51.100.0/28 ~all'], A: ['198.51.100.200'], AAAA: ['2001:db8::1'], MX: ['10 one.example'] },
        'deep.example': { TXT: ['v=spf1 include:one.example a:one.example -all'] },
        'wide.example': { TXT: ['v=spf1 include:deep.example include:deep.example mx:one.example ?all'] },
        'back.example': { TXT: [`v=spf1 include:${domain} ip4:203.0.113.9 -all`] },
        'broken.example': { TXT: ['v=spf1 foo'] },
      },
    },
  ],
  faults: { 'failing.example': 'servfail' },
}, { remember: false })

const term = fc.constantFrom(
  `include:${eu.include}`, `-include:${eu.include}`, 'include:one.example', '~include:deep.example', 'include:wide.example', 'include:back.example', 'include:broken.example', 'include:gone.example', 'include:failing.example',
  'ip4:192.0.2.7', '-ip4:198.51.100.1', '?ip4:203.0.113.0/24', 'a:one.example', 'mx:one.example', 'a:gone.example', 'exists:%{d}', 'ptr', 'foo', 'redirect=one.example', 'exp=why.example',
)
const record = fc.tuple(fc.array(term, { maxLength: 6 }), fc.constantFrom('', '-all', '~all', '?all', 'redirect=deep.example')).map(([terms, end]) => ['v=spf1', ...terms, end].join(' ').trimEnd())
const live = fc.tuple(fc.array(record, { maxLength: 2 }), fc.subarray(['some-verification=1', 'v=spf10'])).map((parts) => parts.flat())
const sender: fc.Arbitrary<WhatIfSender> = fc.oneof(
  fc.record({ kind: fc.constant('include' as const), host: fc.constantFrom('one.example', 'deep.example', 'wide.example', 'gone.example'), moves: fc.boolean() }),
  fc.record({ kind: fc.constant('address' as const), ip: fc.constantFrom('192.0.2.7', '198.51.100.200', '203.0.113.9', '2001:db8::1'), moves: fc.boolean() }),
)

it('500 random boards say before the change what receivers say after it is really published', async () => {
  const { lookup } = dns.resolver
  const resultFor = async (ip: string) => (await evaluateSpf({ ip, helo: domain, mailfrom: `postmaster@${domain}`, lookup, ahead: false })).result
  const mimecast = await lookupStandIn(eu.include, lookup)
  const mimecastIp = 'standIn' in mimecast ? mimecast.standIn.ip : ''
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(live, record, fc.array(sender, { minLength: 1, maxLength: 2 }), async (texts, proposed, senders) => {
      dns.world.setTxt(domain, texts)
      const { rows } = await checkWhatIf({ domain, proposed, include: eu.include, senders, lookup })
      for (const { now, standIn } of rows) if (standIn !== null) expect(now).toBe(await resultFor(standIn.ip))
      dns.world.setTxt(domain, [...texts.filter((text) => !/^v=spf1(?: |$)/.test(text)), proposed])
      for (const { standIn, moves, afterChange, afterMove } of rows) {
        if (standIn !== null) expect(afterChange, proposed).toBe(await resultFor(standIn.ip))
        if (standIn !== null || moves) expect(afterMove, proposed).toBe(await resultFor(moves ? mimecastIp : (standIn?.ip ?? '')))
        if (afterChange !== null) seen.add(afterChange)
      }
    }),
    { numRuns: 500 },
  )
  expect([...seen].sort()).toEqual(['fail', 'neutral', 'pass', 'permerror', 'softfail', 'temperror'])
}, 120_000)
