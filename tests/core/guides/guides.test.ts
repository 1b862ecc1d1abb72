import { describe, expect, it } from 'vitest'
import { platformKeys, type PlatformKey } from '#core/catalogue/platforms.ts'
import { regionKeys, regions, type RegionKey } from '#core/catalogue/regions.ts'
import { exchangeVersions, hybridPaths } from '#core/contract/journey.ts'
import { createGuide } from '#core/guides/create-guide.ts'
import type { Guide, GuideHosts, Part } from '#core/guides/guide.ts'
import { toPlainText } from '#core/guides/parts.ts'
import { hostFamiliesFor, questionsFor, type GuideAnswers, type GuideRequest } from '#core/guides/request.ts'

const pairsOf = (region: RegionKey): Record<'general' | 'office365', GuideHosts> => {
  const { smartHosts, office365SmartHosts } = regions[region]
  return {
    general: { hosts: smartHosts.value, checked: smartHosts.confidence !== 'pattern-only' },
    office365: { hosts: office365SmartHosts.value, checked: office365SmartHosts.confidence !== 'pattern-only' },
  }
}

const request = (platform: PlatformKey, region: RegionKey, more: Partial<GuideRequest> = {}): GuideRequest => ({
  platform, region, smartHosts: pairsOf(region), authentication: 'address', domains: ['northwind.example', 'northwind-shop.example'], ...more,
})

function made(from: GuideRequest): Guide {
  const outcome = createGuide(from)
  if (!outcome.ok) throw new Error(`missing ${outcome.missing.join()}`)
  return outcome.guide
}

const authentications = ['address', 'smtp-auth'] as const
const answers: Record<PlatformKey, readonly GuideAnswers[]> = {
  'office-365': [{}, { tenantDomain: 'northwind.onmicrosoft.com' }],
  'hosted-exchange': [{}],
  'on-premises': exchangeVersions.map((exchangeVersion) => ({ exchangeVersion })),
  hybrid: hybridPaths.flatMap((hybridPath) =>
    exchangeVersions.map((exchangeVersion) => ({ hybridPath, exchangeVersion, tenantDomain: 'northwind.onmicrosoft.com' })),
  ),
  'google-workspace': [{}],
}

const requests = platformKeys.flatMap((platform) =>
  regionKeys.flatMap((region) =>
    authentications.flatMap((authentication) => answers[platform].map((answer) => request(platform, region, { authentication, ...answer }))),
  ),
)

const stepsOf = (guide: Guide) => guide.sections.flatMap(({ steps }) => steps)
const partsOf = (guide: Guide): Part[] => stepsOf(guide).flatMap(({ parts, note }) => [...parts, ...(note ?? [])])
const textOf = (guide: Guide): string => partsOf(guide).map((part) => toPlainText([part])).join('\n')
const commandsOf = (guide: Guide): string[] => partsOf(guide).flatMap((part) => (part.kind === 'command' ? [part.text] : []))
const nameOf = ({ platform, region, authentication, exchangeVersion, hybridPath }: GuideRequest) =>
  [platform, region, authentication, exchangeVersion, hybridPath].filter(Boolean).join(' ')

describe('every guide', () => {
  it.each(requests.map((one) => [nameOf(one), one] as const))('for %s holds its own hosts and no gap', (_name, one) => {
    const guide = made(one)
    const text = textOf(guide)
    const families = hostFamiliesFor(one.platform, one.hybridPath)
    for (const family of ['general', 'office365'] as const) {
      for (const host of one.smartHosts[family]?.hosts ?? []) expect(text.includes(host)).toBe(families.includes(family))
    }
    expect(guide.hosts.map(({ family }) => family)).toEqual(families)
    expect(text).not.toMatch(/undefined|null\b(?<!\$null)|\{|\}|\[|\]|<|>(?! )|\bxx\b|TODO|your-|example\.com/u)
    expect(new Set(stepsOf(guide).map(({ id }) => id)).size).toBe(stepsOf(guide).length)
    expect(guide.asOf).toMatch(/^2\d{3}-\d{2}-\d{2}$/u)
    expect(guide.sources.length).toBeGreaterThan(0)
    for (const kind of ['prepare', 'test', 'undo']) expect(guide.sections.some((section) => section.kind === kind)).toBe(true)
  })

  it('speaks in sentences of at most twenty words, without noise', () => {
    const spoken = new Set(requests.map(made).flatMap(spokenIn))
    const long = [...spoken].filter((sentence) => sentence.split(/\s+/u).length > 20)
    expect(long).toEqual([])
    expect([...spoken].filter((sentence) => /!|\boops\b|\bsimply\b|\bjust\b|\bplease\b/iu.test(sentence))).toEqual([])
  })
})

function spokenIn(guide: Guide): string[] {
  const around = [guide.lead, guide.permissions, guide.duration, guide.whyTwoHosts, ...guide.sections.flatMap(({ title, lead }) => [title, lead ?? ''])]
  const steps = stepsOf(guide).flatMap(({ parts, note }) => [parts, note ?? []]).map(asSpoken)
  return [...around, ...steps].flatMap(toSentences)
}

/** A value, a menu or a command is one thing to read. */
const asSpoken = (parts: readonly Part[]): string => parts.map((part) => (part.kind === 'text' ? part.text : 'it')).join('')
const toSentences = (text: string): string[] => text.split(/(?<=[.:?])\s+/u).map((sentence) => sentence.trim())

describe('the guide for Microsoft 365', () => {
  const guide = made(request('office-365', 'us', { tenantDomain: 'northwind.onmicrosoft.com' }))

  it('creates one partner connector for every domain with both hosts and a trusted certificate', () => {
    expect(commandsOf(guide)).toContain(
      "New-OutboundConnector -Name 'Mimecast Outbound' -ConnectorType 'Partner' -RecipientDomains '*' -UseMXRecord $false " +
        "-SmartHosts 'us-smtp-o365-outbound-1.mimecast.com','us-smtp-o365-outbound-2.mimecast.com' -TlsSettings 'CertificateValidation' -Enabled $false",
    )
  })

  it('validates, notes that it did, and only then switches the connector on', () => {
    const order = commandsOf(guide).map((line) => line.split(' ')[0])
    expect(order.slice(0, 6)).toEqual([
      'Connect-ExchangeOnline', 'Get-OutboundConnector', 'New-OutboundConnector', 'Validate-OutboundConnector', 'Set-OutboundConnector', 'Set-OutboundConnector',
    ])
  })

  it('says that the tenant’s own domain must be known to the account', () => {
    expect(textOf(guide)).toContain('northwind.onmicrosoft.com')
  })

  it('asks to compare hosts that are only a naming pattern, and only those', () => {
    const ids = (region: RegionKey) => stepsOf(made(request('office-365', region))).map(({ id }) => id)
    expect(ids('ca')).toContain('office-365.prepare.hosts')
    expect(ids('eu')).not.toContain('office-365.prepare.hosts')
  })
})

describe('the guide for servers of one’s own', () => {
  it('sends on port 25 without a login when the server is known by its address', () => {
    const line = commandsOf(made(request('on-premises', 'za', { exchangeVersion: '2016' }))).find((text) => text.startsWith('New-SendConnector'))
    expect(line).toBe(
      "New-SendConnector -Name 'Mimecast Outbound' -Usage 'Custom' -AddressSpaces 'SMTP:*;1' -DNSRoutingEnabled $false " +
        "-SmartHosts 'za-smtp-outbound-1.mimecast.co.za','za-smtp-outbound-2.mimecast.co.za' -SmartHostAuthMechanism 'None' -Port 25 " +
        '-SourceTransportServers $servers -Enabled $false',
    )
  })

  it('signs in over TLS on port 587 when the addresses are dynamic', () => {
    const guide = made(request('on-premises', 'eu', { exchangeVersion: '2019', authentication: 'smtp-auth' }))
    const line = commandsOf(guide).find((text) => text.startsWith('New-SendConnector'))
    expect(line).toContain("-SmartHostAuthMechanism 'BasicAuthRequireTLS' -AuthenticationCredential $user -Port 587")
    expect(textOf(guide)).not.toContain('Confirm your outbound IP addresses')
  })

  it.each(exchangeVersions)('marks the menus of version %s that were not compared', (exchangeVersion) => {
    const guide = made(request('on-premises', 'eu', { exchangeVersion }))
    const menus = partsOf(guide).filter((part) => part.kind === 'menu')
    const unverified = menus.filter(({ verified }) => !verified).length
    if (exchangeVersion === 'se') expect(unverified).toBe(menus.length)
    else expect(unverified < menus.length).toBe(true)
  })
})

describe('the guide for a hybrid', () => {
  it('first asks which way mail of cloud mailboxes leaves', () => {
    expect(createGuide(request('hybrid', 'eu'))).toEqual({ ok: false, missing: ['hybrid-path'] })
    expect(questionsFor('hybrid')).toEqual(['hybrid-path'])
    expect(questionsFor('hybrid', 'both')).toEqual(['hybrid-path', 'exchange-version', 'tenant-domain'])
  })

  it('keeps the two families of hosts to their own sides', () => {
    const guide = made(request('hybrid', 'de', { hybridPath: 'both', exchangeVersion: '2019' }))
    const [servers, cloud] = ['New-SendConnector', 'New-OutboundConnector'].map((name) => commandsOf(guide).find((line) => line.startsWith(name)))
    expect(servers).toContain('de-smtp-outbound-1')
    expect(servers).not.toContain('o365')
    expect(cloud).toContain('de-smtp-o365-outbound-2')
  })
})

describe('the guide for Google Workspace', () => {
  const text = textOf(made(request('google-workspace', 'au')))

  it('has two routes, two rules and Google’s own hosts for internal mail', () => {
    for (const piece of ['Mimecast Outbound', 'Google Internal', 'ASPMX.L.GOOGLE.COM', 'ALT1.ASPMX.L.GOOGLE.COM', '50 percent each', 'Internal - Sending']) {
      expect(text).toContain(piece)
    }
  })
})

describe('the guide for hosted Exchange', () => {
  it('writes a letter to the provider with every domain and both hosts', () => {
    const letter = partsOf(made(request('hosted-exchange', 'eu'))).find(({ kind }) => kind === 'message')
    for (const piece of ['northwind.example', 'northwind-shop.example', 'eu-smtp-outbound-1.mimecast.com', 'eu-smtp-outbound-2.mimecast.com']) {
      expect(letter?.kind === 'message' && letter.text.includes(piece)).toBe(true)
    }
  })
})

describe('what a guide lacks', () => {
  it('is the version for servers, and the hosts that nobody has entered', () => {
    const nobody = { general: null, office365: { hosts: [], checked: true } }
    expect(createGuide(request('on-premises', 'je', { smartHosts: nobody }))).toEqual({ ok: false, missing: ['exchange-version', 'general-hosts'] })
    expect(createGuide(request('office-365', 'je', { smartHosts: nobody }))).toEqual({ ok: false, missing: ['office365-hosts'] })
    expect(createGuide(request('hybrid', 'je', { smartHosts: nobody, hybridPath: 'both', exchangeVersion: 'se' }))).toEqual({
      ok: false, missing: ['general-hosts', 'office365-hosts'],
    })
  })

  it('is nothing of the family that it does not use', () => {
    expect(createGuide(request('office-365', 'eu', { smartHosts: { ...pairsOf('eu'), general: null } })).ok).toBe(true)
  })
})
