import { describe, expect, it } from 'vitest'
import { isNearMiss } from '#core/spf/near-miss.ts'
import { eu } from '../../helpers/spf-rule.ts'

describe('a host that was probably meant to be a Mimecast include', () => {
  it.each([
    ['one letter is missing', 'eu._netblocks.mimecst.com'],
    ['two letters are missing', 'eu._netblocks.mimecst.cm'],
    ['one letter is missing and two are swapped', 'eu._netbolcks.mimecst.com'],
    ['two letters are others', 'eu._netblogks.mimegast.com'],
    ['all separators are others', 'eu-netblocks-mimecast-com'],
    ['two letters are missing in another region’s', 'us._netblocks.mimecst.cm'],
  ])('%s: %s', (_why, host) => {
    expect(isNearMiss(host, eu)).toBe(true)
    expect(isNearMiss(`${host.toUpperCase()}.`, eu)).toBe(true)
  })

  it.each([
    ['three letters are missing', 'eu._netblock.mimecst.cm'],
    ['three letters are others', 'eu._netblogks.mimegast.gom'],
    ['two letters are swapped at either end, and one is missing', 'ue._netblocks.mimecst.cmo'],
    ['it is the include itself', 'eu._netblocks.mimecast.com'],
    ['it is another region’s', 'US._netblocks.mimecast.com.'],
    ['it is somebody else’s', 'spf.protection.outlook.com'],
  ])('is not one where %s: %s', (_why, host) => {
    expect(isNearMiss(host, eu)).toBe(false)
  })
})
