/** The sentences around the connector's instructions. The instructions themselves are in the guides. */
import type { ConnectorAnswers } from '../../contract/journey.ts'

export const connectorStep = {
  title: 'Create the connector',
  lead: 'The connector hands your outgoing mail to Mimecast. You create it in your mail system, with the values shown here.',
  leadProvider: 'Your provider runs the mail system, so your provider changes how your mail leaves. Send them these instructions.',

  hostsTitle: 'Your two smart hosts',
  whyTwo: 'Enter both. Mail alternates between them, and one carries on when the other fails.',
  host: (index: number) => `Smart host ${index}`,
  general: 'For your own servers',
  office365: 'For Microsoft 365',
  checkConsole: 'Compare these names with your Mimecast administration console before you use them. We know them by their pattern only.',
  overridden: 'Your implementation team entered these names for your account.',

  noHostsTitle: 'We do not know your smart hosts yet',
  noHosts: 'There is no published pair for your region and platform, and guessing would lose mail.',
  noHostsMessage: 'Please enter the smart hosts for our account. The page says that none are known for our region and platform.',
  noHostsNext: 'Ask your implementation team for them. As soon as they are entered, the instructions appear here.',

  questionsTitle: 'First, about your mail system',
  save: 'Show the instructions',
  saveOnly: 'Save',
  notAnswered: 'Not provided',
  changeAnswers: 'Change the answers',
  saved: 'The instructions are shown below.',

  shareLead: 'Does somebody else create the connector? Send that person a link with these instructions.',
  shareProvider: 'Send your provider a link with these instructions. It needs no login.',

  confirmTitle: 'When it is done',
  confirmLead: 'Confirm it here. Your team and ours can then see who did it, and when.',
  confirmOpenSteps: (open: number) => (open === 1 ? 'One step is not ticked.' : `${open} steps are not ticked.`),
  note: 'Note (optional)',
  noteHint: 'For example which server it is on, or what you did differently.',
  confirm: 'Confirm the connector',
  confirmProvider: 'Confirm that your provider has done it',
  confirmed: (by: string) => `${by} confirmed the connector`,
  confirmedNext: 'We note what you say. We have not sent a message through it.',
  announced: 'The connector is confirmed.',
  tooLong: 'Keep the note to 500 characters.',
} as const

export const exchangeVersionQuestion = {
  legend: 'Which version of Exchange sends your mail?',
  hint: 'The menus differ. With several versions, choose that of the server that sends to the internet.',
  options: {
    '2010': 'Exchange 2010',
    '2013': 'Exchange 2013',
    '2016': 'Exchange 2016',
    '2019': 'Exchange 2019',
    se: 'Exchange Server Subscription Edition (SE)',
  } satisfies Record<NonNullable<ConnectorAnswers['exchangeVersion']>, string>,
  required: 'Choose a version.',
} as const

export const hybridPathQuestion = {
  legend: 'Which way does mail from your cloud mailboxes leave?',
  hint: 'A connector is needed wherever mail leaves for the internet.',
  options: {
    'own-servers': 'Through our own servers',
    'microsoft-365': 'Directly from Microsoft 365',
    both: 'Both ways are in use',
  } satisfies Record<NonNullable<ConnectorAnswers['hybridPath']>, string>,
  required: 'Choose the way that mail leaves. When in doubt, choose both.',
} as const

export const tenantDomainQuestion = {
  label: 'Your Microsoft 365 tenant domain (optional)',
  hint: 'It ends in .onmicrosoft.com. You find it in the Microsoft 365 admin center under Settings, Domains.',
  why: 'Mimecast recognises your tenant by this name, because Microsoft’s addresses are shared by all its customers.',
  invalid: 'This is not a tenant domain. It is one name followed by .onmicrosoft.com.',
  mailForm: 'This is the form with “.mail.” in it. Enter the one without it.',
} as const

export const checklist = {
  asOf: (date: string) => `The menus are as of ${date}. Names may have changed since.`,
  progress: (done: number, all: number) => `${done} of ${all} steps are ticked.`,
  tick: (step: string) => `Done: ${step}`,
  command: 'command',
  copyCommand: 'Copy the command',
  message: 'message',
  copyMessage: 'Copy the message',
  unverified: 'We could not compare this menu’s name with the vendor’s present page.',
  sources: 'Where this comes from',
} as const

/** "21 November 2026" out of a date without a time. */
export function asDate(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day))
}
