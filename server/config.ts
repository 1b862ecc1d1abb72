import ipaddr from 'ipaddr.js'
import { isIP } from 'node:net'
import { z } from 'zod'
import { configRefusals, configTexts, type ConfigName } from '#core/messages/en/config.ts'
import { parseDnsServers, type DnsServer } from './dns/upstreams.ts'

/** A sentence for whoever starts the program: it names the variable, what was read and what is wanted. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const port = (from: number) => z.string().regex(/^\d{1,5}$/u).transform(Number).pipe(z.number().min(from).max(65_535))
const path = z.string().min(1)
const host = z.string().refine((text) => isIP(text) !== 0 || text === 'localhost')
const name = z.string().toLowerCase().regex(/^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/u)
const isUrl = (text: string, protocols: readonly string[]) => URL.canParse(text) && protocols.includes(new URL(text).protocol)
const url = (...protocols: string[]) => z.string().refine((text) => isUrl(text, protocols))
const origin = url('http:', 'https:').transform((text) => new URL(text))
  .refine(({ pathname, search, hash, username }) => pathname === '/' && search + hash + username === '').transform((one) => one.origin)
const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1')
const list = z.string().transform((text) => text.split(',').map((item) => item.trim()).filter((item) => item !== ''))
const proxies = list.refine((items) => items.every((item) => ipaddr.isValid(item) || ipaddr.isValidCIDR(item)))
const dnsServers = z.string().transform((text, context): readonly DnsServer[] => {
  const parsed = parseDnsServers(text)
  if ('servers' in parsed) return parsed.servers
  context.addIssue({ code: 'custom', message: parsed.wrong })
  return z.NEVER
})
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** Every variable that Connect reads, in README's order. `standard` is what holds where it is not set. */
export const configVariables = {
  PORT: { schema: port(0), standard: '3000' },
  HOST: { schema: host, standard: '127.0.0.1' },
  PUBLIC_URL: { schema: origin, standard: null },
  DATA_DIR: { schema: path, standard: './data' },
  DATABASE_URL: { schema: url('postgres:', 'postgresql:'), standard: null, secret: true },
  DNS_SERVERS: { schema: dnsServers, standard: null },
  DNS_ROOTS: { schema: dnsServers, standard: null },
  DNS_AUTHORITY_PORT: { schema: port(1), standard: null },
  ALLOW_LOOPBACK_TARGETS: { schema: flag, standard: 'false' },
  CHALLENGE_TARGET: { schema: name, standard: 'validate-domain.mimecast.com' },
  SMTP_URL: { schema: url('smtp:', 'smtps:'), standard: null, secret: true },
  MAIL_FROM: { schema: z.email().max(254), standard: null },
  PROBE_SMTP_PORT: { schema: port(1), standard: null },
  PROBE_DOMAIN: { schema: name, standard: null },
  TRUSTED_PROXIES: { schema: proxies, standard: '' },
  METRICS_TOKEN: { schema: z.string().regex(/^\S{16,200}$/u), standard: null, secret: true },
  LOG_LEVEL: { schema: z.enum(logLevels), standard: 'info' },
  NODE_ENV: { schema: z.enum(['production', 'development', 'test']), standard: 'development' },
} as const satisfies Record<ConfigName, { schema: z.ZodType; standard: string | null; secret?: true }>

type Read<N extends ConfigName> = z.output<(typeof configVariables)[N]['schema']> | ((typeof configVariables)[N]['standard'] extends null ? null : never)

export type Config = ReturnType<typeof readConfig>
export type Environment = Readonly<Record<string, string | undefined>>

/** Throws a `ConfigError` at the first variable that is wrong. One that is set to nothing counts as not set. */
export function readConfig(environment: Environment) {
  const read = <N extends ConfigName>(variable: N) => readVariable(environment, variable)
  const config = {
    port: read('PORT'),
    host: read('HOST'),
    /** Null: made from the host and the port once they are known. */
    publicUrl: read('PUBLIC_URL'),
    dataDir: read('DATA_DIR'),
    databaseUrl: read('DATABASE_URL'),
    ...readDnsConfig(environment),
    challengeTarget: read('CHALLENGE_TARGET'),
    smtpUrl: read('SMTP_URL'),
    mailFrom: read('MAIL_FROM'),
    probeSmtpPort: read('PROBE_SMTP_PORT'),
    probeDomain: read('PROBE_DOMAIN'),
    trustedProxies: read('TRUSTED_PROXIES'),
    metricsToken: read('METRICS_TOKEN'),
    logLevel: read('LOG_LEVEL'),
    isProduction: read('NODE_ENV') === 'production',
  }
  return config
}

/** How DNS is asked: all that `connect-check` reads. */
export function readDnsConfig(environment: Environment) {
  const read = <N extends ConfigName>(variable: N) => readVariable(environment, variable)
  const config = {
    /** Null: those of this machine. */
    dnsServers: read('DNS_SERVERS'),
    dnsRoots: read('DNS_ROOTS'),
    dnsAuthorityPort: read('DNS_AUTHORITY_PORT'),
    allowLoopbackTargets: read('ALLOW_LOOPBACK_TARGETS'),
  }
  const switches = { dnsRoots: config.dnsRoots, isProduction: read('NODE_ENV') === 'production' }
  if (config.dnsAuthorityPort !== null) refuseTestSwitch('DNS_AUTHORITY_PORT', environment, switches)
  if (config.allowLoopbackTargets) refuseTestSwitch('ALLOW_LOOPBACK_TARGETS', environment, switches)
  return config
}

function readVariable<N extends ConfigName>(environment: Environment, variable: N): Read<N> {
  const { schema, standard } = configVariables[variable]
  const given = environment[variable]?.trim() ?? ''
  const text = given === '' ? standard : given
  if (text === null) return null as Read<N>
  const parsed = schema.safeParse(text)
  if (!parsed.success) throw new ConfigError(configRefusals.wrong(variable, toShown(variable, text)))
  return parsed.data as Read<N>
}

/** S-14: what lets a customer's own record point back at this machine must be impossible where it matters. */
function refuseTestSwitch(variable: ConfigName, environment: Environment, config: { dnsRoots: unknown; isProduction: boolean }): void {
  const read = environment[variable] ?? ''
  if (config.isProduction) throw new ConfigError(configRefusals.notInProduction(variable, read))
  if (config.dnsRoots === null) throw new ConfigError(configRefusals.needsRoots(variable, read))
}

/** What was read, without what must not stand in a log. */
function toShown(variable: ConfigName, text: string): string {
  if (!('secret' in configVariables[variable])) return text
  if (!text.includes('://')) return `${text.slice(0, 2)}…`
  return text.replace(/\/\/.*@/u, '//…@').replace(/(password=)[^&]*/iu, '$1…')
}

export const configTable = (Object.keys(configVariables) as ConfigName[]).map((variable) => ({
  name: variable, standard: configVariables[variable].standard, about: configTexts[variable].about,
}))
