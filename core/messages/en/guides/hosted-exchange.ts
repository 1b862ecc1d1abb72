/** What a customer of hosted Exchange does, and the text that goes to the provider. */
import type { Part } from '../../../guides/guide.ts'
import { say } from '../../../guides/parts.ts'

export const hostedExchange = {
  title: 'Have your provider route your mail through Mimecast',
  lead: 'Your provider runs the Exchange servers, so only your provider can change the way your mail leaves.',
  permissions: 'You need somebody at your provider who may change mail routing, and a person who may order it.',
  duration: 'About 10 minutes for you. Your provider may need several days, so ask early.',

  whyTitle: 'What your provider has to do',
  whyLead: 'Read this first, so that you can answer questions.',
  shared: say`On shared servers, all customers usually leave through the same send connector. Exchange itself chooses a connector by the recipient only.`,
  bySender: say`For you, the sender has to decide: mail of your domains goes to Mimecast, mail of other customers goes on as before. This is called sender-address-based routing.`,
  needsTool: say`Exchange cannot do that by itself. Your provider needs an added routing tool, or a separate server for your mail. Ask what it costs.`,

  messageTitle: 'Ask your provider',
  copy: (letter: Part) => say`Send this text to your provider, or share this step with them as a link. ${letter}`,
  addresses: say`Tell us the public addresses that your provider answers with. Use “Notify us” on the step for addresses: mail from other addresses is refused.`,
  date: say`Agree on a day. Your domains must be validated, and your SPF record published, before that day.`,

  undo: say`Ask your provider to send your mail through the usual connector again.`,

  letter: ({ domains, hosts }: { domains: readonly string[]; hosts: readonly string[] }) =>
    [
      'Subject: Route our outgoing mail through Mimecast',
      '',
      'Hello,',
      '',
      'please send all outgoing mail of these sender domains to Mimecast, instead of directly to the internet:',
      '',
      ...domains.map((domain) => `  ${domain}`),
      '',
      hosts.length === 1 ? 'Smart host:' : 'Smart hosts (use all of them, in one connector, so that mail alternates and fails over):',
      '',
      ...hosts.map((host) => `  ${host}`),
      '',
      'Port 25, TLS on, with a certificate from a trusted authority. No user name and no password.',
      '',
      'The choice must be made by the sender’s domain. Mail of your other customers must not take this way, and none of ours may leave past it.',
      'Exchange connectors choose by recipient, so this needs a routing tool that looks at the sender, or a server for our mail alone.',
      '',
      'Please answer three questions before you change anything:',
      '',
      '  1. From which public IPv4 addresses will this mail reach Mimecast? We need single addresses, no networks. Mimecast accepts no others.',
      '  2. On which day can you make the change?',
      '  3. How do you take it back, should mail stop?',
      '',
      'Please wait for our confirmation that Mimecast has authorised the addresses. That takes up to two hours after we have asked for it.',
      '',
      'Thank you.',
    ].join('\n'),
} as const
