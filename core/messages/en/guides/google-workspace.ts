/** The instructions for Google Workspace, as sentences with places. Menu names are Google’s. */
import type { Part } from '../../../guides/guide.ts'
import { link, menu, say, unverifiedMenu } from '../../../guides/parts.ts'

export const googleWorkspace = {
  title: 'Create the routes and rules in Google Workspace',
  lead: 'Two routes say where mail can go, two rules say which mail goes where. Outside mail goes to Mimecast, inside mail stays with Google.',
  permissions: 'You need an administrator of Google Workspace who may change Gmail settings, for the whole organisation.',
  duration: 'About 30 minutes. Google may need up to 24 hours until a rule works everywhere.',

  mimecastRoute: 'Mimecast Outbound',
  internalRoute: 'Google Internal',
  mimecastRouteLabel: 'Name of the first route',
  internalRouteLabel: 'Name of the second route',
  googleHostLabel: (index: number) => `Google host ${index}`,

  top: say`Sign in to the Google Admin console with the right account. It must not be a Gmail address of your own.`,
  existing: say`In ${menu('Apps', 'Google Workspace', 'Gmail', 'Routing')} look for rules that already change the route. Note them down: they may compete with the new ones.`,
  outboundGateway: say`Look whether an ${unverifiedMenu('Outbound gateway')} is set in the Gmail settings. If it is, write it down and remove it after the rules work.`,

  routesTitle: 'Create two routes',
  openHosts: (href: string) =>
    say`In the ${link('Admin console', href)} go to ${menu('Apps', 'Google Workspace', 'Gmail', 'Hosts')} and choose ${menu('Add Route')}.`,
  mimecast: (name: Part, hosts: readonly Part[], shares: string) =>
    say`Name it ${name} and choose ${menu('Multiple hosts')}. Enter as primary hosts, on port 25: ${hosts}. The load is ${shares}.`,
  tls: say`Require TLS and a certificate signed by a trusted authority. Leave the MX look-up off. Then save.`,
  internal: (name: Part, hosts: readonly Part[]) =>
    say`Add a second route, name it ${name} and choose ${menu('Multiple hosts')}. Enter as primary hosts, on port 25: ${hosts}. The load is 50 percent each.`,
  internalNote: say`These are Google’s own receiving hosts. Without this route, mail between colleagues would travel through Mimecast.`,
  shares: (count: number) => (count === 2 ? '50 percent each' : '100 percent in all, in equal parts'),

  rulesTitle: 'Create two rules',
  rulesLead: 'For the whole organisation: keep the top organisational unit selected. To try it first, select a unit with a few people.',
  outbound: (name: Part) =>
    say`In ${menu('Apps', 'Google Workspace', 'Gmail', 'Routing')} add a rule. Tick ${menu('Outbound')} only, choose ${menu('Change route')} and select ${name}. Then save.`,
  internalRule: (name: Part) =>
    say`Add a second rule. Tick ${menu('Internal - Sending')} only, choose ${menu('Change route')} and select ${name}. Then save.`,
  wait: say`Wait until the rules work. Google says it may take up to 24 hours.`,

  testInternal: say`Send a message to a colleague. It must arrive, and its headers must not name Mimecast.`,

  undoOutbound: say`In ${menu('Apps', 'Google Workspace', 'Gmail', 'Routing')} disable the rule for outbound mail, then the one for internal mail.`,
  undoRoutes: say`The routes may stay. Without a rule that names them, they do nothing.`,
} as const
