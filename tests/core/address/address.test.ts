import { describe, expect, it } from 'vitest'
import { addressRefusalCodes, classifyAddress, type AddressRefusalCode } from '#core/address/address.ts'
import { addressRefusals, addressRefusalText } from '#core/messages/en/address.ts'

const accepted: readonly [typed: string, address: string][] = [
  ['193.0.6.139', '193.0.6.139'],
  ['199.43.135.53', '199.43.135.53'],
  ['203.119.101.61', '203.119.101.61'],
  ['196.216.2.6', '196.216.2.6'],
  ['  193.0.6.139 ', '193.0.6.139'],
  ['193.0.6.139.', '193.0.6.139'],
  ['193.0.6.139,', '193.0.6.139'],
  ['193.0.6.139;', '193.0.6.139'],
  ['"193.0.6.139"', '193.0.6.139'],
  ['[193.0.6.139]', '193.0.6.139'],
  ['(193.0.6.139)', '193.0.6.139'],
  ['\u200b193.0.6.139\ufeff', '193.0.6.139'],
  ['193.0.6.139\r\n', '193.0.6.139'],
  ['\u00a0193.0.6.139', '193.0.6.139'],
  ['http://193.0.6.139/', '193.0.6.139'],
  ['ip4:193.0.6.139', '193.0.6.139'],
  ['::ffff:193.0.6.139', '193.0.6.139'],
  ['::FFFF:c100:068b', '193.0.6.139'],
  // Neighbours of special blocks, which are ordinary space:
  ['9.255.255.255', '9.255.255.255'],
  ['11.0.0.0', '11.0.0.0'],
  ['100.63.255.255', '100.63.255.255'],
  ['100.128.0.0', '100.128.0.0'],
  ['172.15.255.255', '172.15.255.255'],
  ['172.32.0.0', '172.32.0.0'],
  ['198.17.255.255', '198.17.255.255'],
  ['198.20.0.0', '198.20.0.0'],
  ['223.255.255.255', '223.255.255.255'],
  ['213.167.81.128', '213.167.81.128'],
]

const refused: readonly [typed: string, kind: AddressRefusalCode, understood?: string][] = [
  ['', 'address.missing'],
  [' . ', 'address.missing'],
  ['mail.example', 'address.not-an-address'],
  ['193.0.6.256', 'address.not-an-address'],
  ['300.1.1.1', 'address.not-an-address'],
  ['193.0.6.139.1', 'address.not-an-address'],
  ['193..6.139', 'address.not-an-address'],
  ['193,0,6,139', 'address.not-an-address'],
  ['-1.0.6.139', 'address.not-an-address'],
  ['193.0.6.139:25', 'address.not-an-address'],
  ['１９３.0.6.139', 'address.not-an-address'],
  ['<script>alert(1)</script>', 'address.not-an-address'],
  ['1::2::3', 'address.not-an-address'],
  ['193.0.6.139\u0000', 'address.not-an-address', '193.0.6.139\ufffd'],
  ['193.0.6.139, 199.43.135.53', 'address.several'],
  ['193.0.6.139 199.43.135.53', 'address.several'],
  ['193.0.6.139 and 199.43.135.53', 'address.several'],
  ['193.0.6.0/24', 'address.network', '193.0.6.0/24'],
  ['193.0.6.139/32', 'address.network'],
  ['193.0.6.0 / 28', 'address.network'],
  ['193.0.6.0/255.255.255.0', 'address.network'],
  ['193.0.6.0 255.255.255.0', 'address.network'],
  ['10.0.0.0/8', 'address.network'],
  ['193.0.6/24', 'address.network'],
  ['2001:67c::/32', 'address.network'],
  ['ip4:193.0.6.0/24', 'address.network'],
  ['193.0.6.139-193.0.6.150', 'address.range'],
  ['193.0.6.139 – 193.0.6.150', 'address.range'],
  ['193.0.6.139 to 193.0.6.150', 'address.range'],
  ['193.0.6.139-150', 'address.range'],
  ['193.0.6.*', 'address.range'],
  ['193.0.6.x', 'address.range'],
  ['0177.0.0.1', 'address.octal-or-hex', '0177.0.0.1'],
  ['0x7f.1', 'address.octal-or-hex'],
  ['0x7f000001', 'address.octal-or-hex'],
  ['2130706433', 'address.octal-or-hex'],
  ['127.1', 'address.octal-or-hex'],
  ['193.6.139', 'address.octal-or-hex'],
  ['193.000.006.139', 'address.octal-or-hex'],
  ['193.0.6.0x8b', 'address.octal-or-hex'],
  ['::ffff:0177.0.0.1', 'address.octal-or-hex'],
  ['10.0.0.1', 'address.private', '10.0.0.1'],
  ['10.255.255.255', 'address.private'],
  ['172.16.0.1', 'address.private'],
  ['172.31.255.255', 'address.private'],
  ['192.168.1.1', 'address.private'],
  ['fd00::1', 'address.private'],
  ['fec0::1', 'address.private'],
  ['100.64.0.1', 'address.cgnat'],
  ['100.127.255.255', 'address.cgnat'],
  ['127.0.0.1', 'address.loopback'],
  ['127.255.255.254', 'address.loopback'],
  ['::1', 'address.loopback'],
  ['169.254.169.254', 'address.link-local'],
  ['fe80::1%eth0', 'address.link-local'],
  ['192.0.2.1', 'address.documentation'],
  ['198.51.100.7', 'address.documentation'],
  ['203.0.113.255', 'address.documentation'],
  ['2001:db8::25', 'address.documentation'],
  ['3fff::1', 'address.documentation'],
  ['198.18.0.1', 'address.benchmarking'],
  ['198.19.255.255', 'address.benchmarking'],
  ['2001:2::1', 'address.benchmarking'],
  ['224.0.0.1', 'address.multicast'],
  ['239.255.255.250', 'address.multicast'],
  ['ff02::1', 'address.multicast'],
  ['192.0.0.1', 'address.reserved'],
  ['192.88.99.1', 'address.reserved'],
  ['240.0.0.1', 'address.reserved'],
  ['255.255.255.255', 'address.reserved'],
  ['4000::1', 'address.reserved'],
  ['0.0.0.0', 'address.unspecified'],
  ['0.1.2.3', 'address.unspecified'],
  ['::', 'address.unspecified'],
  ['2a02:2e0:3fe:1001::1', 'address.ipv6', '2a02:2e0:3fe:1001::1'],
  ['2A02:2E0:3FE:1001:0:0:0:1', 'address.ipv6', '2a02:2e0:3fe:1001::1'],
  ['[2a02:2e0:3fe:1001::1]', 'address.ipv6'],
  ['2002:c100:68b::1', 'address.ipv6'],
  ['64:ff9b::193.0.6.139', 'address.ipv6'],
  ['2001:0:53aa:64c::1', 'address.ipv6'],
  ['::ffff:10.0.0.1', 'address.ipv6-mapped', '10.0.0.1'],
  ['::ffff:a00:1', 'address.ipv6-mapped', '10.0.0.1'],
  ['::10.0.0.1', 'address.ipv6-mapped', '10.0.0.1'],
  ['195.130.217.10', 'address.mimecast-own'],
  ['213.167.81.127', 'address.mimecast-own'],
  ['170.10.151.3', 'address.mimecast-own'],
  ['41.74.206.255', 'address.mimecast-own'],
  ['40.92.1.1', 'address.shared-microsoft-365'],
  ['104.47.127.255', 'address.shared-microsoft-365'],
  ['2a01:111:f400:7e00::1', 'address.shared-microsoft-365'],
  ['209.85.128.1', 'address.shared-google'],
  ['2a00:1450:4864:20::52a', 'address.shared-google'],
]

describe('what an outbound address is', () => {
  it.each(accepted)('%j is the public address %s', (typed, address) => {
    expect(classifyAddress(typed)).toEqual({ kind: 'public-ipv4', address })
  })

  it.each(refused)('%j is refused as %s', (typed, kind, understood) => {
    const result = classifyAddress(typed)
    expect(result.kind).toBe(kind)
    if (understood !== undefined) expect(result).toHaveProperty('understood', understood)
  })

  it('names the region when an address is Mimecast’s own', () => {
    expect(classifyAddress('103.13.69.1')).toEqual({ kind: 'address.mimecast-own', understood: '103.13.69.1', region: 'au' })
  })

  it('says why the IPv4 address inside an IPv6 one is refused', () => {
    expect(classifyAddress('::ffff:100.64.0.1')).toHaveProperty('embedded', 'address.cgnat')
  })

  it('cuts what it repeats to a line', () => {
    const result = classifyAddress('x'.repeat(100_000))
    expect(result).toHaveProperty('understood.length', 100)
  })

  it('reads every refusal in this table at least once', () => {
    const seen = new Set(refused.map(([, kind]) => kind))
    expect(addressRefusalCodes.filter((code) => !seen.has(code))).toEqual([])
  })

  it('takes no more than a moment for a long hostile text', () => {
    for (const piece of ['1.', '1 ', '::', '1-', '0x1.', '- ', '/1']) {
      const started = performance.now()
      classifyAddress(piece.repeat(20_000))
      expect(performance.now() - started).toBeLessThan(200)
    }
  })
})

describe('the sentence of a refusal', () => {
  it.each(addressRefusalCodes)('for %s has sentences of at most twenty words', (code) => {
    const text = addressRefusalText(code, '10.0.0.1')
    for (const sentence of text.split(/(?<=[.?])\s+(?=[A-Z“])/u)) expect(sentence.split(/\s+/u).length).toBeLessThanOrEqual(20)
    expect(text).not.toMatch(/!|oops|simply|undefined/iu)
  })

  it('leads to Notify us for IPv6', () => {
    expect(addressRefusals['address.ipv6']({ understood: '2a02::1' })).toContain('Notify us')
  })
})
