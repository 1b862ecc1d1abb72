import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { liveEventsPath } from '#core/contract/live.ts'
import { configRefusals } from '#core/messages/en/config.ts'
import { ConfigError, readConfig, type Environment } from '../../server/config.ts'
import { createPeopleService } from '../../server/people/people.service.ts'
import { startServer, type RunningServer } from '../../server/start-server.ts'
import { password, tokenOf } from '../helpers/people.ts'

describe('starting the server', () => {
  let dataDir: string
  const running: RunningServer[] = []
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'connect-start-'))
  })
  afterEach(async () => {
    for (const server of running.splice(0)) await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const start = async (environment: Environment = {}) => {
    const config = readConfig({ PORT: '0', DATA_DIR: dataDir, DNS_SERVERS: '127.0.0.1:9', LOG_LEVEL: 'silent', ...environment })
    // No page: another test may be building it at this moment.
    const server = await startServer(config, { pageDir: join(dataDir, 'no-page') })
    running.push(server)
    return server
  }
  const refusal = async (environment: Environment) => {
    const error: unknown = await start(environment).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigError)
    return error instanceof Error ? error.message : ''
  }
  const post = (url: string, path: string, body: unknown) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  it('answers on a free port, and offers a new set-up link at each start until somebody has used one', async () => {
    const first = await start()
    expect((await fetch(`${first.url}/api/health`)).status).toBe(200)
    expect(first.setUpUrl).toMatch(new RegExp(`^${first.url}/set-up#[\\w-]{43}$`, 'u'))
    await first.close()
    const second = await start()
    expect((await post(second.url, '/api/one-time-link', { token: tokenOf(first.setUpUrl ?? '') })).status).toBe(404)
    const body = { token: tokenOf(second.setUpUrl ?? ''), name: 'Sam', email: 'sam@connect.example', password }
    const redeemed = await post(second.url, '/api/one-time-link/redeem', body)
    expect(redeemed.headers.get('set-cookie')).toContain('HttpOnly')
    await second.close()
    const third = await start()
    expect(third.setUpUrl).toBeNull()
    expect(await createPeopleService(third.parts).isSetUpNeeded()).toBe(false)
  })

  it('uses the public address for its links', async () => {
    expect((await start({ PUBLIC_URL: 'https://connect.example' })).setUpUrl).toMatch(/^https:\/\/connect\.example\/set-up#/u)
  })

  it('says in a sentence that the port is in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    expect(await refusal({ PORT: port })).toBe(`Port ${port} on 127.0.0.1 is in use. Stop the other program, or set PORT to another number.`)
    await new Promise((resolve) => other.close(resolve))
  })

  it('says in a sentence that the database cannot be had, without its password', async () => {
    const said = await refusal({ DATABASE_URL: 'postgres://connect:s3cret@127.0.0.1:1/connect' })
    expect(said).toMatch(/^The database could not be opened \(127\.0\.0\.1:1\): .*ECONNREFUSED/u)
    expect(said).not.toContain('s3cret')
  })

  it('says in a sentence that a variable is wrong', () => {
    expect(() => readConfig({ PORT: 'web' })).toThrow(configRefusals.wrong('PORT', 'web'))
  })

  it('ends within its grace time although a page is listening and a connection is idle', async () => {
    const server = await start()
    const redeemed = await post(server.url, '/api/one-time-link/redeem', { token: tokenOf(server.setUpUrl ?? ''), name: 'Sam', email: 'sam@connect.example', password })
    const cookie = redeemed.headers.get('set-cookie')?.split(';')[0] ?? ''
    const stream = await fetch(server.url + liveEventsPath, { headers: { cookie } })
    const reader = stream.body?.getReader()
    await reader?.read()
    const startedAt = performance.now()
    await server.close()
    expect(performance.now() - startedAt).toBeLessThan(4_500)
    running.length = 0
    for (;;) {
      const next = await reader?.read()
      if (next === undefined || next.done) break
    }
    await expect(fetch(`${server.url}/api/health`)).rejects.toThrow()
  })

  it('keeps what was written when it starts again', async () => {
    const first = await start()
    await post(first.url, '/api/one-time-link/redeem', { token: tokenOf(first.setUpUrl ?? ''), name: 'Sam', email: 'sam@connect.example', password })
    await first.close()
    const second = await start()
    expect((await post(second.url, '/api/session', { email: 'sam@connect.example', password })).status).toBe(200)
  })
})
