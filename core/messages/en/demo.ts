/** What the demo prints: who can sign in, what to click first, and what the DNS commands say. */
export const demoTexts = {
  offline: 'This is the demo. Everything runs on this machine, and all of it is gone when you stop it.',
  open: (url: string) => `Open ${url} and sign in as one of these people:`,
  password: (password: string) => `The password is the same for all of them: ${password}`,
  staff: (name: string, email: string) => `  ${email}  ${name}, implementation staff: sees every account, answers requests`,
  customer: (email: string, who: string, story: string) => `  ${email}  ${who}: ${story}`,
  commandsTitle: 'The DNS records can be changed while the demo runs. Type one of these, then press Enter:',
  commands: [
    '  prove <domain>          publishes the code that the page asks for',
    '  fix <domain>            publishes the SPF record that the page proposes',
    '  spoil <domain>          puts another sender in front of Mimecast',
    '  txt <domain> <text>     publishes exactly this text, and nothing else',
    '  silence <domain>        makes the name servers silent',
    '  wake <domain>           lets them answer again',
    '  quit                    stops the demo and removes its data',
  ],
  firstSteps: (email: string, domain: string) => [
    'A short round to begin with:',
    `  1. Sign in as ${email}, choose “Start” and go on to the domains.`,
    `  2. Type “prove ${domain}” here, then choose “Check now” in the page.`,
    `  3. Look up the SPF record, answer the question, and type “fix ${domain}” here.`,
    '  4. Choose “Validate”. Then type “spoil” and “silence” and validate again.',
  ],
  goodbye: 'The demo has stopped. Its data is removed.',
} as const

export const demoStories = {
  'office-365': 'Office 365, nothing done yet',
  'hosted-exchange': 'Hosted Exchange, where a provider makes the connector',
  'on-premises': 'servers of their own, two domains, Mimecast second in the record',
  hybrid: 'Hybrid, with two SPF records that have to become one',
  'google-workspace': 'G Suite, in the United States',
  'many-domains': 'sixty domains, and addresses that change',
  'half-way': 'half way through, with a record that is wrong',
  finished: 'everything done',
  asking: 'has asked staff to change an address',
} as const

export const demoReplies = {
  proved: (name: string) => `${name} now holds the code. Choose “Check now”.`,
  published: (domain: string, text: string) => `${domain} now publishes: ${text}`,
  silent: (domain: string) => `The name servers of ${domain} no longer answer.`,
  awake: (domain: string) => `The name servers of ${domain} answer again.`,
  unknownDomain: (domain: string) => `No sample account has the domain “${domain}”.`,
  unknownCommand: (word: string) => `“${word}” is none of the commands above.`,
} as const
