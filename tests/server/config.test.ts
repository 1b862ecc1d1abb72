import { describe, expect, it } from 'vitest'
import { configTexts } from '#core/messages/en/config.ts'
import { ConfigError, configTable, readConfig } from '../../server/config.ts'

const refusalOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'accepted'
}

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000, host: '127.0.0.1', publicUrl: null, dataDir: './data', databaseUrl: null, dnsServers: null,
      challengeTarget: 'validate-domain.mimecast.com', trustedProxies: [], allowLoopbackTargets: false, isProduction: false,
    })
  })

  it('takes every variable', () => {
    const config = readConfig({
      PORT: '8080', HOST: '::1', PUBLIC_URL: 'https://connect.example/', DATA_DIR: '/var/lib/connect',
      DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/connect', DNS_SERVERS: '127.0.0.1:5353, [::1]:53', DNS_ROOTS: '127.0.0.1:5300',
      DNS_AUTHORITY_PORT: '5300', ALLOW_LOOPBACK_TARGETS: 'true', CHALLENGE_TARGET: 'Target.Example', SMTP_URL: 'smtp://127.0.0.1:25',
      MAIL_FROM: 'connect@connect.example', PROBE_SMTP_PORT: '2525', PROBE_DOMAIN: 'probe.example', TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      METRICS_TOKEN: '0123456789abcdef', LOG_LEVEL: 'warn',
    })
    expect(config).toMatchObject({
      port: 8080, publicUrl: 'https://connect.example', challengeTarget: 'target.example', dnsAuthorityPort: 5300,
      dnsServers: [{ address: '127.0.0.1', port: 5353 }, { address: '::1', port: 53 }], trustedProxies: ['10.0.0.0/8', '::1'],
    })
  })

  it('takes a variable that is set to nothing as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: null })
  })

  it.each([
    ['PORT', '65536'], ['PORT', 'http'], ['PORT', '-1'], ['HOST', 'example.com'], ['PUBLIC_URL', 'connect.example'],
    ['PUBLIC_URL', 'https://connect.example/path'], ['PUBLIC_URL', 'ftp://connect.example'], ['DATABASE_URL', 'mysql://127.0.0.1/x'],
    ['DNS_SERVERS', 'dns.example'], ['DNS_SERVERS', '127.0.0.1:0'], ['DNS_SERVERS', '127.0.0.1,,'], ['DNS_ROOTS', 'a'], ['DNS_AUTHORITY_PORT', '0'],
    ['ALLOW_LOOPBACK_TARGETS', 'yes'], ['CHALLENGE_TARGET', 'not a name'], ['SMTP_URL', 'http://x'], ['MAIL_FROM', 'nobody'],
    ['PROBE_SMTP_PORT', 'x'], ['PROBE_DOMAIN', '..'], ['TRUSTED_PROXIES', 'proxy.example'], ['METRICS_TOKEN', 'short'],
    ['LOG_LEVEL', 'loud'], ['NODE_ENV', 'prod'],
  ] as const)('refuses %s=%s with its name, what was read and what is wanted', (name, value) => {
    const refusal = refusalOf({ [name]: value })
    expect(refusal).toContain(name)
    expect(refusal).toContain(configTexts[name].wanted)
    if (name !== 'METRICS_TOKEN') expect(refusal).toContain(value)
  })

  it('never repeats a password', () => {
    for (const url of ['mysql://me:s3cret@127.0.0.1/x', 'mysql://me:a/s3cret@127.0.0.1/x', 'mysql://127.0.0.1/x?password=s3cret']) {
      expect(refusalOf({ DATABASE_URL: url })).not.toContain('s3cret')
    }
    expect(refusalOf({ METRICS_TOKEN: 's3cret' })).not.toContain('s3cret')
  })

  it.each(['DNS_AUTHORITY_PORT', 'ALLOW_LOOPBACK_TARGETS'])('refuses %s without DNS_ROOTS, and always in production', (name) => {
    const value = name === 'DNS_AUTHORITY_PORT' ? '5300' : 'true'
    expect(refusalOf({ [name]: value })).toContain('DNS_ROOTS is not set')
    expect(refusalOf({ [name]: value, DNS_ROOTS: '127.0.0.1:5300' })).toBe('accepted')
    expect(refusalOf({ [name]: value, DNS_ROOTS: '127.0.0.1:5300', NODE_ENV: 'production' })).toContain('NODE_ENV=production')
  })

  it('has a table of all variables for README', () => {
    expect(configTable.map(({ name }) => name).sort()).toEqual(Object.keys(configTexts).sort())
  })
})
