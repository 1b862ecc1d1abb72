/** The sentences that several guides share. */
import type { Part } from '../../../guides/guide.ts'
import { link, say } from '../../../guides/parts.ts'

export const guideCommon = {
  and: 'and',
  connectorName: 'Mimecast Outbound',
  connectorNameLabel: 'Connector name',
  everyDomain: 'All recipient domains',
  hostLabel: (index: number) => `Smart host ${index}`,
  whyTwoHosts: 'Enter both smart hosts in one connector. Mail alternates between them, and one carries on when the other fails.',

  prepareTitle: 'Before you begin',
  screensTitle: 'Using the screens',
  powershellTitle: 'Using PowerShell',
  testTitle: 'Test it',
  undoTitle: 'How to undo it',
  undoLead: 'Mail then leaves as it did before. Nothing in Mimecast or in DNS has to change for this.',
  chooseWay: 'The screens and PowerShell lead to the same result. One of them is enough.',

  compareHosts: (hosts: readonly Part[], consoleUrl: string) =>
    say`Compare ${hosts} with the smart hosts in your ${link('Mimecast console', consoleUrl)}. We know these names by their pattern only.`,

  spfFirst: say`Check that the SPF record of every sending domain already begins with Mimecast. Receivers may refuse mail that leaves this way before.`,

  testSend: say`Send a message from one of your mailboxes to an address outside your organisation.`,
  testHeaders: (domain: string) =>
    say`Open the headers of the message that arrived. One of the “Received” lines must name a host under ${domain}.`,
  testRefused: say`If the message stays in the queue or comes back, look for “Open relay not allowed”. Mimecast then does not know the sender’s domain or address yet.`,
} as const
