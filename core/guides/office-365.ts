/** The connector of Microsoft 365: one outbound connector of type Partner for every domain. */
import { guideCommon as words } from '../messages/en/guides/common.ts'
import { office365 as text } from '../messages/en/guides/office-365.ts'
import { compareHostsStep, hostValues, section, spfStep, step, testSteps, type Filled, type GuideBody } from './build.ts'
import type { GuideSection } from './guide.ts'
import { cmdletReference, connectorArticle, partnerConnectorPage, tenantArticle, validateConnectorPage } from './guide-sources.ts'
import { value } from './parts.ts'
import { prompt, toCommand } from './powershell.ts'

const identity = { Identity: words.connectorName }
const adminCenter = 'https://admin.exchange.microsoft.com/#/connectors'

export const office365Sources = [partnerConnectorPage, validateConnectorPage, cmdletReference, connectorArticle, tenantArticle]
export const office365AsOf = '2026-11-21'

export function createOffice365Guide(request: Filled): GuideBody {
  return {
    id: 'office-365',
    title: text.title,
    lead: text.lead,
    asOf: office365AsOf,
    permissions: text.permissions,
    duration: text.duration,
    sections: office365Sections(request),
    sources: office365Sources,
  }
}

/** Also the cloud's half of a hybrid. */
export function office365Sections(request: Filled): GuideSection[] {
  return [prepare(request), screens(request), powershell(request), test(request), undo()]
}

function prepare({ pairs, region, platform, tenantDomain }: Filled): GuideSection {
  const tenant = tenantDomain === undefined ? text.tenantUnknown : text.tenantKnown(value(tenantDomain, 'onmicrosoft.com'))
  return section({ id: 'office-365.prepare', kind: 'prepare', title: words.prepareTitle }, [
    compareHostsStep('office-365.prepare.hosts', pairs.office365, region),
    spfStep('office-365'),
    step('office-365.prepare.tenant', tenant, text.tenantNote),
    step('office-365.prepare.existing', text.existing, platform === 'hybrid' ? text.existingHybrid : null),
  ])
}

function screens({ pairs }: Filled): GuideSection {
  const head = { id: 'office-365.screens', kind: 'screens', title: words.screensTitle, lead: text.screensLead, choice: 'office-365' } as const
  return section(head, [
    step('office-365.screens.open', text.openConnectors(adminCenter)),
    step('office-365.screens.scenario', text.scenario),
    step('office-365.screens.name', text.name(value(words.connectorName, words.connectorNameLabel))),
    step('office-365.screens.use', text.use(value('*', words.everyDomain))),
    step('office-365.screens.routing', text.routing(hostValues(pairs.office365.hosts))),
    step('office-365.screens.security', text.security, text.securityNote),
    step('office-365.screens.validation', text.validation, text.validationNote),
    step('office-365.screens.create', text.create),
    step('office-365.screens.old', text.old),
  ])
}

function powershell({ pairs }: Filled): GuideSection {
  const create = toCommand('New-OutboundConnector', {
    Name: words.connectorName,
    ConnectorType: 'Partner',
    RecipientDomains: '*',
    UseMXRecord: false,
    SmartHosts: pairs.office365.hosts,
    TlsSettings: 'CertificateValidation',
    Enabled: false,
  })
  const stamp = `${toCommand('Set-OutboundConnector', { ...identity, IsValidated: true })} -LastValidationTimestamp (Get-Date).ToUniversalTime()`
  const disableOld = toCommand('Set-OutboundConnector', { Identity: prompt(text.oldPrompt), Enabled: false })
  const head = { id: 'office-365.powershell', kind: 'powershell', title: words.powershellTitle, lead: text.powershellLead, choice: 'office-365' } as const
  return section(head, [
    step('office-365.powershell.connect', text.connect('Connect-ExchangeOnline')),
    step('office-365.powershell.list', text.list('Get-OutboundConnector | Format-List Name,Enabled,ConnectorType,RecipientDomains,SmartHosts')),
    step('office-365.powershell.create', text.newConnector(create)),
    step('office-365.powershell.validate', text.validate(toCommand('Validate-OutboundConnector', { ...identity, Recipients: prompt(text.addressPrompt) }))),
    step('office-365.powershell.stamp', text.stamp(stamp)),
    step('office-365.powershell.enable', text.enable(toCommand('Set-OutboundConnector', { ...identity, Enabled: true }))),
    step('office-365.powershell.old', text.disableOld(disableOld)),
  ])
}

const test = ({ pairs }: Filled): GuideSection =>
  section({ id: 'office-365.test', kind: 'test', title: words.testTitle }, testSteps('office-365', pairs.office365))

const undo = (): GuideSection =>
  section({ id: 'office-365.undo', kind: 'undo', title: words.undoTitle, lead: words.undoLead }, [
    step('office-365.undo.old', text.undoOld),
    step('office-365.undo.screens', text.undoScreens),
    step('office-365.undo.powershell', text.undoCommand(toCommand('Set-OutboundConnector', { ...identity, Enabled: false }))),
  ])
