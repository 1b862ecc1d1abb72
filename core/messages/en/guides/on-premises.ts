/** The instructions for Exchange servers of one's own, as sentences with places. Menu names are Microsoft’s. */
import type { Part } from '../../../guides/guide.ts'
import { command, menu, say, unverifiedMenu } from '../../../guides/parts.ts'
import type { ExchangeVersion } from '../../../guides/request.ts'

export const exchangeNames: Readonly<Record<ExchangeVersion, string>> = {
  '2010': 'Exchange 2010',
  '2013': 'Exchange 2013',
  '2016': 'Exchange 2016',
  '2019': 'Exchange 2019',
  se: 'Exchange Server SE',
}

type Menu = (...path: string[]) => Part

/** The pages of the admin center are the same from 2013 on; whether that was compared differs. */
const adminCenter = (named: Menu) => ({
  open: say`Open the Exchange admin center and go to ${named('Mail flow', 'Send connectors')}. Press the plus sign.`,
  name: (name: Part) => say`Name it ${name} and choose the type ${named('Custom')}.`,
  hosts: (hosts: readonly Part[]) =>
    say`Choose ${named('Route mail through smart hosts')}. Press the plus sign for each: ${hosts}.`,
  noAuthentication: say`For authentication choose ${named('None')}. Mimecast knows your server by its address.`,
  basicAuthentication: say`Choose ${named('Basic authentication')} and tick ${named('Offer basic authentication only after starting TLS')}. Enter the user name and password.`,
  space: (star: Part) =>
    say`Under ${named('Address space')} press the plus sign. Enter the type SMTP, ${star} as the domain, and cost 1.`,
  servers: say`Under ${named('Source server')} press the plus sign and choose the servers that may send to the internet. Then choose ${named('Finish')}.`,
})

const managementConsole = {
  open: say`Open the Exchange Management Console. Go to ${menu('Organization Configuration', 'Hub Transport')} and choose ${menu('New Send Connector')}.`,
  name: (name: Part) => say`Name it ${name} and choose the intended use ${menu('Custom')}.`,
  hosts: (hosts: readonly Part[]) =>
    say`Choose ${unverifiedMenu('Route mail through the following smart hosts')}. Add each by its full name: ${hosts}.`,
  noAuthentication: say`For authentication choose ${menu('None')}. Mimecast knows your server by its address.`,
  basicAuthentication: say`Choose ${unverifiedMenu('Basic Authentication over TLS')}. Enter the user name and password.`,
  space: (star: Part) => say`On the page for the address space add the type SMTP, ${star} as the address, and cost 1.`,
  servers: say`Choose the source server that may send to the internet. Then choose ${unverifiedMenu('New')}.`,
}

export const exchangeScreens = {
  '2010': managementConsole,
  '2013': adminCenter(menu),
  '2016': adminCenter(menu),
  '2019': adminCenter(menu),
  se: adminCenter(unverifiedMenu),
} satisfies Record<ExchangeVersion, ReturnType<typeof adminCenter>>

export const onPremises = {
  title: (version: ExchangeVersion) => `Create the send connector in ${exchangeNames[version]}`,
  lead: 'One send connector hands all mail for the outside world to Mimecast. Mail between your own mailboxes stays inside.',
  permissions: 'You need to belong to the role group Organization Management. Know which of your servers may send to the internet.',
  duration: 'About 20 minutes. A newly authorised address may need up to two hours before Mimecast accepts it.',
  durationAuthenticated: 'About 20 minutes, once the user for signing in to Mimecast exists.',
  screensLead: (version: ExchangeVersion) =>
    version === '2010' ? 'In the Exchange Management Console.' : 'In the Exchange admin center, in any present browser.',
  powershellLead: 'In the Exchange Management Shell, on one of your Exchange servers. The connector stays off until the last step.',

  firewall: (port: number) =>
    say`On the firewall, allow your sending servers to reach the smart hosts on port ${port}. Switch off SMTP inspection for this path.`,
  addresses: say`Check that every public address your servers send from is confirmed in the step “Confirm your outbound IP addresses”.`,
  user: say`Have a user ready for signing in to Mimecast. It must be an internal address with a Mimecast cloud password.`,
  userNote: say`Two-step verification must be off for this user. The connector cannot answer a second question.`,
  existing: say`Find the send connector that sends to the internet today and note its name. It covers the address space “*”.`,
  existingNote: say`With two such connectors at the same cost, a part of your mail passes Mimecast by. The old one goes off at the end.`,
  existingHybrid: say`Leave the connector “Outbound to Office 365” as it is. It carries mail to your cloud mailboxes.`,

  portInShell: (line: string) =>
    say`The screens cannot set the port. Set it in the Exchange Management Shell. ${command(line)}`,
  disableOldScreens: say`Select the old connector and choose ${menu('Disable')}. From now on all mail leaves through Mimecast.`,
  disableOldScreensUnverified: say`Select the old connector and choose ${unverifiedMenu('Disable')}. From now on all mail leaves through Mimecast.`,

  list: (line: string) => say`List the send connectors that exist, and keep the output for the way back. ${command(line)}`,
  askServers: (line: string) => say`Name the servers that may send to the internet. ${command(line)}`,
  askUser: (line: string) => say`Enter the user name and password for Mimecast. They are kept in this window only. ${command(line)}`,
  create: (line: string) => say`Create the connector, switched off. ${command(line)}`,
  enable: (line: string) => say`Switch it on. ${command(line)}`,
  disableOld: (line: string) => say`Switch the old connector off. Enter its name when asked. ${command(line)}`,
  serversPrompt: 'Names of the sending servers, separated by commas',
  oldPrompt: 'Name of the old send connector',

  queue: (line: string) => say`Look at the queues on the sending server. None should grow. ${command(line)}`,
  requireTls: (line: string) =>
    say`When mail flows, let the connector insist on TLS with a trusted certificate. ${command(line)}`,
  requireTlsNote: (line: string) =>
    say`If mail then stays in the queue, your server lacks TLS 1.2 or does not trust the certificate. Take it back with ${command(line)}`,

  undoOld: (line: string) => say`Switch the old connector on again. Enter its name when asked. ${command(line)}`,
  undoNew: (line: string) => say`Switch the connector for Mimecast off. ${command(line)}`,
} as const
