/** Who runs a zone's DNS, as its name servers tell, and where its records are edited. Forms and quirks are in `dns-hosts.ts`. */

export const hostPanel = {
  title: 'Where to enter it',
  match: (zone: string, provider: string) => `The DNS of ${zone} is run by ${provider}.`,
  ambiguous: (zone: string, providers: readonly string[]) => `The DNS of ${zone} is run by ${providers.join(' or ')}. Their name servers have the same names.`,
  unknown: (zone: string) => `We do not know who runs the DNS of ${zone}.`,
  unknownNext: 'Whoever runs these name servers also has the page on which its records are edited.',
  toldBy: 'Told by its name servers:',
  nameServers: 'Its name servers:',
  others: 'We do not know whose these name servers are:',
  open: (provider: string) => `Open ${provider}`,
  newTab: 'opens a new tab',
  menu: 'You find the records under:',
  asOf: (day: string) => `Menu names as of ${day}.`,
  atDomain: 'For a record at the domain itself:',
  unsure: 'We could not confirm this with the provider.',
} as const
