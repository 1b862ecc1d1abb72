/** What each variable of the environment is, and what the start says when one is wrong. README's table has the same texts. */

export const configTexts = {
  PORT: { about: 'Port on which Connect listens', wanted: 'a whole number from 0 to 65535' },
  HOST: { about: 'Address on which Connect listens', wanted: 'an IP address of this machine, or localhost' },
  PUBLIC_URL: {
    about: 'Address under which people reach Connect. With https, cookies and headers become stricter',
    wanted: 'an address like https://connect.example, without a path',
  },
  DATA_DIR: { about: 'Folder of the SQLite database', wanted: 'the path of a folder' },
  DATABASE_URL: {
    about: 'PostgreSQL instead of SQLite. Needed for several instances',
    wanted: 'an address like postgres://user:password@host:5432/name',
  },
  DNS_SERVERS: {
    about: 'DNS servers to ask, separated by commas. Without it those of this machine',
    wanted: 'addresses like 9.9.9.9, 127.0.0.1:5353 or [2620:fe::fe]:53, separated by commas',
  },
  DNS_ROOTS: {
    about: 'Where the walk to a zone’s own name servers starts. Without it at the roots that DNS_SERVERS name',
    wanted: 'addresses like 127.0.0.1:5353, separated by commas',
  },
  DNS_AUTHORITY_PORT: {
    about: 'Port of all name servers below DNS_ROOTS. For tests and the demo only',
    wanted: 'a whole number from 1 to 65535, together with DNS_ROOTS',
  },
  ALLOW_LOOPBACK_TARGETS: {
    about: 'Lets name servers on this machine be asked. For tests and the demo only',
    wanted: 'true or false; true only together with DNS_ROOTS',
  },
  CHALLENGE_TARGET: {
    about: 'Name to which a CNAME proof of a domain must point',
    wanted: 'a host name like validate-domain.mimecast.com',
  },
  SMTP_URL: {
    about: 'Server through which mail will be sent. Read and checked, not used yet',
    wanted: 'an address like smtp://user:password@host:587',
  },
  MAIL_FROM: { about: 'Sender of that mail. Not used yet', wanted: 'one email address' },
  PROBE_SMTP_PORT: {
    about: 'Port of the listener for probe messages. Not used yet',
    wanted: 'a whole number from 1 to 65535',
  },
  PROBE_DOMAIN: { about: 'Domain of the probe addresses. Not used yet', wanted: 'a domain name' },
  TRUSTED_PROXIES: {
    about: 'Proxies whose X-Forwarded-For is believed, separated by commas',
    wanted: 'addresses or networks like 10.0.0.1 or 10.0.0.0/8, separated by commas',
  },
  METRICS_TOKEN: {
    about: 'Lets other machines read /metrics with this bearer token. Without it only this machine may',
    wanted: 'at least 16 characters without spaces',
  },
  LOG_LEVEL: { about: 'How much the log says', wanted: 'one of debug, info, warn, error or silent' },
  NODE_ENV: { about: 'production refuses the switches for tests', wanted: 'production, development or test' },
} satisfies Record<string, { about: string; wanted: string }>

export type ConfigName = keyof typeof configTexts

export const configRefusals = {
  wrong: (name: ConfigName, read: string) => `${name} is “${read}”. It has to be ${configTexts[name].wanted}.`,
  needsRoots: (name: ConfigName, read: string) =>
    `${name} is “${read}”, but DNS_ROOTS is not set. Set DNS_ROOTS too, or remove ${name}.`,
  notInProduction: (name: ConfigName, read: string) =>
    `${name} is “${read}”, which is for tests and the demo. Remove it, or start without NODE_ENV=production.`,
}

/** What the start says on standard output and standard error. */
export const startTexts = {
  listening: (url: string) => `Connect listens on ${url}`,
  setUp: (url: string) => `No staff exists yet. Open this link to create the first person: ${url}`,
  portTaken: (host: string, port: number) =>
    `Port ${String(port)} on ${host} is in use. Stop the other program, or set PORT to another number.`,
  portRefused: (host: string, port: number) =>
    `This user may not listen on port ${String(port)} of ${host}. Set PORT to a number above 1023.`,
  addressUnknown: (host: string) => `${host} is no address of this machine. Set HOST to one that is.`,
  noDatabase: (place: string, why: string) =>
    `The database could not be opened (${place}): ${why}. Check DATA_DIR or DATABASE_URL.`,
  noDnsServers: 'This machine names no DNS server. Set DNS_SERVERS to one.',
}
