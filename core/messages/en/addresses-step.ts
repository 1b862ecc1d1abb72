/** Confirming the outbound addresses: the list, finding one's address, the two hours, and the branch of dynamic addresses. */
import type { PlatformKey } from '../../catalogue/platforms.ts'

export const addressesStep = {
  lead: 'Mimecast takes mail for you only from the addresses listed here. Others are refused, so that nobody can send through your account.',
  listTitle: 'Addresses listed for your account',
  address: 'Address',
  active: 'Active',
  activeSince: 'since',
  activeFrom: 'expected from',
  twoHours: 'A new address needs up to two hours until Mimecast takes mail from it. Until then sending fails with “Open relay not allowed”.',
  confirm: 'Confirm these addresses',
  confirmed: 'Confirmed',
  confirmedBy: (by: string) => `${by} confirmed this list.`,
  changed: 'The list has changed. Look at it again, then confirm.',
  askedTitle: 'You asked for a change',
  asked: 'The implementation team will answer. The new list appears here by itself, and you confirm it then.',
  openRequests: 'Open your requests',
  noneTitle: 'No address is listed yet',
  none: 'Without an address Mimecast refuses your mail. Tell the implementation team which addresses you send from.',
  wrongTitle: 'Is an address wrong or missing?',
  wrong: 'Only the implementation team can change the list. Say what to add or to remove, and you get a reference number.',
  notify: 'Notify us of a change',
  rfiTitle: 'Ranges from your Request for Information',
  rfi: 'Your form listed these as ranges. Only single addresses can be authorised. Name each address that sends mail.',
  seenTitle: 'The address you are browsing from',
  seenListed: 'It is in the list above. If this is your mail server, that is right.',
  seenNotListed: 'It is not in the list above. If this is your mail server, ask for it to be added.',
  seenNotPublic: 'It is not a public address. Open this page on your mail server: it then shows the address that Mimecast sees.',
  seenExplain: 'On your mail server this is usually the address it sends from. On your own computer it may be another one.',
  seenUnknown: 'We could not find it out.',
  addThis: 'Ask for this address to be added',
  unknownTitle: 'I do not know which addresses we send from',
  unknown: [
    'Open this page in a browser on your mail server. It shows the public address under “The address you are browsing from”.',
    'Look at a message that you sent to another company. Its lowest “Received” lines name your server’s address.',
    'Ask whoever runs your firewall: outgoing mail on port 25 may leave from an address of its own.',
  ],
  unknownHelp: 'Still not sure? Say so, and the implementation team will help you find out.',
  unknownButton: 'Ask for help',
  unknownMessage: 'I do not know which public addresses our mail servers send from. Please help me find out.',
  dynamicTitle: 'My address changes from time to time',
  dynamicHelp: 'Then no address can be authorised. Your server signs in to Mimecast instead. Tell the implementation team, and they change your account.',
  dynamicButton: 'Tell the implementation team',
  dynamicMessage: 'Our outbound address is dynamic. Please set our account to SMTP authentication.',
} as const

/** The branch of accounts with dynamic addresses (SMTP authentication). */
export const dynamicBranch = {
  lead: 'Your account sends from addresses that change. Mimecast knows your server by its sign-in, not by its address.',
  title: 'Your server signs in (SMTP authentication)',
  points: [
    'No address is authorised for your account. Mail that comes without signing in is refused.',
    'Your send connector signs in on port 587 with an internal address and its Mimecast cloud password, and uses TLS.',
    'Two-factor sign-in must be off for that address. Use an address that serves nothing else.',
    'The connector step shows where to enter it.',
  ],
  confirm: 'Confirm that my server signs in',
  confirmedBy: (by: string) => `${by} confirmed that the server signs in.`,
  wrong: 'Do you have a fixed address after all? Then Mimecast can know your server by it. Tell the implementation team.',
  notify: 'Notify us of a fixed address',
} as const

/** Why other platforms have nothing to confirm. */
export const addressesNotNeeded = {
  'office-365': 'Your mail leaves from Microsoft’s servers, which many companies share. Mimecast knows you by your tenant, so you have no addresses to confirm.',
  'hosted-exchange': 'Your mail leaves from your provider’s servers, which many companies share. They are not listed for one company, so there is nothing to confirm.',
  'google-workspace': 'Your mail leaves from Google’s servers, which many companies share. They are not listed for one company, so there is nothing to confirm.',
  'on-premises': 'There is nothing to confirm.',
  hybrid: 'There is nothing to confirm.',
} as const satisfies Record<PlatformKey, string>
