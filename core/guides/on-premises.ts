/** The send connector of Exchange servers of one's own, per version and per way of being recognised. */
import { guideCommon as words } from '../messages/en/guides/common.ts'
import { exchangeScreens, onPremises as text } from '../messages/en/guides/on-premises.ts'
import { compareHostsStep, hostValues, section, spfStep, step, testSteps, type Filled, type GuideBody } from './build.ts'
import type { GuideSection, GuideStep } from './guide.ts'
import {
  cmdletReference, connectorArticle, exchange2010Article, exchange2013Article, smartHostPage, submissionReplies,
} from './guide-sources.ts'
import { value } from './parts.ts'
import { expression, prompt, promptForList, toCommand } from './powershell.ts'
import type { ExchangeVersion } from './request.ts'

/** A request for which the version is known. */
export type Versioned = Filled & { exchangeVersion: ExchangeVersion }

const identity = { Identity: words.connectorName }
/** Mail submitted with a password is taken on 587 only. */
const portOf = ({ authentication }: Filled): number => (authentication === 'smtp-auth' ? 587 : 25)

const asOf: Readonly<Record<ExchangeVersion, string>> = {
  '2010': '2026-10-31', '2013': '2026-10-31', '2016': '2026-11-21', '2019': '2026-11-21', se: '2026-11-21',
}
const versionSources = { '2010': exchange2010Article, '2013': exchange2013Article, '2016': smartHostPage, '2019': smartHostPage, se: smartHostPage }

export function onPremisesSources({ exchangeVersion, authentication }: Versioned): GuideBody['sources'] {
  const always = [versionSources[exchangeVersion], cmdletReference, connectorArticle]
  return authentication === 'smtp-auth' ? [...always, submissionReplies] : always
}

export function createOnPremisesGuide(request: Versioned): GuideBody {
  const { exchangeVersion: version, authentication } = request
  return {
    id: `on-premises.${version}.${authentication}`,
    title: text.title(version),
    lead: text.lead,
    asOf: asOf[version],
    permissions: text.permissions,
    duration: authentication === 'smtp-auth' ? text.durationAuthenticated : text.duration,
    sections: onPremisesSections(request),
    sources: onPremisesSources(request),
  }
}

/** Also the servers' half of a hybrid. */
export function onPremisesSections(request: Versioned): GuideSection[] {
  return [prepare(request), screens(request), powershell(request), test(request), undo()]
}

function prepare(request: Versioned): GuideSection {
  const { authentication, pairs, platform, region } = request
  return section({ id: 'on-premises.prepare', kind: 'prepare', title: words.prepareTitle }, [
    compareHostsStep('on-premises.prepare.hosts', pairs.general, region),
    spfStep('on-premises'),
    authentication === 'smtp-auth'
      ? step('on-premises.prepare.user', text.user, text.userNote)
      : step('on-premises.prepare.addresses', text.addresses),
    step('on-premises.prepare.firewall', text.firewall(portOf(request))),
    step('on-premises.prepare.existing', text.existing, text.existingNote),
    platform === 'hybrid' ? step('on-premises.prepare.hybrid', text.existingHybrid) : null,
  ])
}

function screens({ authentication, exchangeVersion: version, pairs }: Versioned): GuideSection {
  const pages = exchangeScreens[version]
  const authenticated = authentication === 'smtp-auth'
  const disableOld = version === '2010' || version === 'se' ? text.disableOldScreensUnverified : text.disableOldScreens
  const head = { id: 'on-premises.screens', kind: 'screens', title: words.screensTitle, lead: text.screensLead(version), choice: 'on-premises' } as const
  const hosts = step('on-premises.screens.hosts', pages.hosts(hostValues(pairs.general.hosts)))
  const login = step('on-premises.screens.authentication', authenticated ? pages.basicAuthentication : pages.noAuthentication)
  const space = step('on-premises.screens.space', pages.space(value('*', words.everyDomain)))
  return section(head, [
    step('on-premises.screens.open', pages.open),
    step('on-premises.screens.name', pages.name(value(words.connectorName, words.connectorNameLabel))),
    // The management console of 2010 asks for the address space before the hosts.
    ...(version === '2010' ? [space, hosts, login] : [hosts, login, space]),
    step('on-premises.screens.servers', pages.servers),
    authenticated ? step('on-premises.screens.port', text.portInShell(toCommand('Set-SendConnector', { ...identity, Port: 587 }))) : null,
    step('on-premises.screens.old', disableOld),
  ])
}

function powershell(request: Versioned): GuideSection {
  const head = { id: 'on-premises.powershell', kind: 'powershell', title: words.powershellTitle, lead: text.powershellLead, choice: 'on-premises' } as const
  const authenticated = request.authentication === 'smtp-auth'
  const disableOld = toCommand('Set-SendConnector', { Identity: prompt(text.oldPrompt), Enabled: false })
  return section(head, [
    step('on-premises.powershell.list', text.list('Get-SendConnector | Format-List Name,Enabled,AddressSpaces,SmartHosts,Port,SourceTransportServers')),
    step('on-premises.powershell.servers', text.askServers(`$servers = ${promptForList(text.serversPrompt).expression}`)),
    authenticated ? step('on-premises.powershell.user', text.askUser('$user = Get-Credential')) : null,
    step('on-premises.powershell.create', text.create(newSendConnector(request))),
    step('on-premises.powershell.enable', text.enable(toCommand('Set-SendConnector', { ...identity, Enabled: true }))),
    step('on-premises.powershell.old', text.disableOld(disableOld)),
  ])
}

function newSendConnector(request: Versioned): string {
  const authentication = request.authentication === 'smtp-auth'
    ? { SmartHostAuthMechanism: 'BasicAuthRequireTLS', AuthenticationCredential: expression('$user') }
    : { SmartHostAuthMechanism: 'None' }
  return toCommand('New-SendConnector', {
    Name: words.connectorName,
    Usage: 'Custom',
    AddressSpaces: 'SMTP:*;1',
    DNSRoutingEnabled: false,
    SmartHosts: request.pairs.general.hosts,
    ...authentication,
    Port: portOf(request),
    SourceTransportServers: expression('$servers'),
    Enabled: false,
  })
}

function test({ authentication, pairs }: Versioned): GuideSection {
  const tls = toCommand('Set-SendConnector', { ...identity, RequireTLS: true, TlsAuthLevel: 'CertificateValidation' })
  const back = toCommand('Set-SendConnector', { ...identity, TlsAuthLevel: expression('$null'), RequireTLS: false })
  const queue = step('on-premises.test.queue', text.queue('Get-Queue | Sort-Object MessageCount -Descending'))
  // With a password the connector insists on TLS already.
  const requireTls: GuideStep[] =
    authentication === 'smtp-auth' ? [] : [step('on-premises.test.tls', text.requireTls(tls), text.requireTlsNote(back))]
  const [send, ...rest] = testSteps('on-premises', pairs.general)
  return section({ id: 'on-premises.test', kind: 'test', title: words.testTitle }, [send ?? null, queue, ...rest, ...requireTls])
}

const undo = (): GuideSection =>
  section({ id: 'on-premises.undo', kind: 'undo', title: words.undoTitle, lead: words.undoLead }, [
    step('on-premises.undo.old', text.undoOld(toCommand('Set-SendConnector', { Identity: prompt(text.oldPrompt), Enabled: true }))),
    step('on-premises.undo.new', text.undoNew(toCommand('Set-SendConnector', { ...identity, Enabled: false }))),
  ])
