/** The instructions for Microsoft 365, as sentences with places. Menu names are Microsoft’s. */
import type { Part } from '../../../guides/guide.ts'
import { command, link, menu, say, unverifiedMenu } from '../../../guides/parts.ts'

export const office365 = {
  title: 'Create the connector in Microsoft 365',
  lead: 'One outbound connector sends all mail for the outside world to Mimecast. Mail between your own mailboxes stays inside.',
  permissions: 'You need the Exchange Administrator role in Microsoft 365, and access to the Mimecast console.',
  duration: 'About 20 minutes. Microsoft may take a few minutes more before the connector is in use everywhere.',
  screensLead: 'In the Exchange admin center, in any present browser.',
  powershellLead: 'In PowerShell, with Microsoft’s module ExchangeOnlineManagement. The connector is tested before it is switched on.',

  tenantKnown: (tenant: Part) =>
    say`Check that ${tenant} is an internal domain of your Mimecast account. Mimecast recognises your tenant by this name.`,
  tenantUnknown: say`Find your tenant’s own domain: it ends in .onmicrosoft.com. Check that it is an internal domain of your Mimecast account.`,
  tenantNote: say`Microsoft’s addresses are shared, so your mail cannot be told apart by address. The form with “.mail.” in it does not serve this purpose.`,
  existing: say`Look for an outbound connector that already covers all domains. Two such connectors compete, so note its name and switch it off at the end.`,
  existingHybrid: say`Leave connectors alone whose names begin with “Outbound to”. A hybrid set-up needs them to reach your own servers.`,

  openConnectors: (href: string) =>
    say`Open the ${link('Exchange admin center', href)} and go to ${menu('Mail flow', 'Connectors')}. Choose ${menu('Add a connector')}.`,
  scenario: say`Under ${menu('Connection from')} choose ${menu('Office 365')}. Under ${menu('Connection to')} choose ${menu('Partner organization')}.`,
  name: (name: Part) => say`Name it ${name}. Leave ${menu('Turn it on')} ticked: nothing changes before the last page.`,
  use: (star: Part) =>
    say`Choose ${menu('Only when email messages are sent to these domains')}. Enter ${star} and press the plus sign. The asterisk stands for every domain.`,
  routing: (hosts: readonly Part[]) =>
    say`Choose ${menu('Route email through these smart hosts')}. Enter ${hosts}, each with the plus sign.`,
  security: say`Keep ${menu('Always use Transport Layer Security (TLS) to secure the connection (recommended)')} ticked. Choose ${menu('Issued by a trusted certificate authority (CA)')}.`,
  securityNote: say`Leave the box for a certificate’s domain name empty. Both hosts would otherwise have to match it.`,
  validation: say`Enter a mailbox outside your organisation, press the plus sign, then ${menu('Validate')}. Every task must succeed.`,
  validationNote: say`Microsoft lets you save a connector that failed. Read the failed task first: a typing error in a host name is the usual cause.`,
  create: say`Read the summary and choose ${menu('Create connector')}.`,

  old: say`Did another connector cover all domains before? Open it and switch it off, so that no mail passes Mimecast by.`,

  connect: (line: string) => say`Sign in to Exchange Online. ${command(line)}`,
  list: (line: string) => say`List the connectors that exist, and keep the output for the way back. ${command(line)}`,
  newConnector: (line: string) => say`Create the connector, switched off. ${command(line)}`,
  validate: (line: string) => say`Test it. Enter an address outside your organisation when asked. ${command(line)}`,
  stamp: (line: string) => say`When every task succeeded, note that the connector is validated. ${command(line)}`,
  enable: (line: string) => say`Switch it on. From now on mail leaves through Mimecast. ${command(line)}`,
  disableOld: (line: string) => say`Did another connector cover all domains before? Switch it off. Enter its name when asked. ${command(line)}`,
  oldPrompt: 'Name of the old connector',
  addressPrompt: 'An address outside your organisation',

  undoOld: say`If you switched another connector off, switch it on again first.`,
  undoScreens: say`In ${menu('Mail flow', 'Connectors')} open the connector, choose ${unverifiedMenu('Edit name or status')} and take the tick from ${menu('Turn it on')}.`,
  undoCommand: (line: string) => say`Or switch it off in PowerShell. ${command(line)}`,
} as const
