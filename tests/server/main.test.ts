import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from 'vite'
import { findProjectRoot } from '../../server/project-root.ts'

/** The process itself, built as `npm start` builds it. */
describe('the process', () => {
  // Inside the project, since the build leaves packages where they are.
  const built = join(findProjectRoot(), 'node_modules', `.connect-main-${String(process.pid)}`)
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'connect-main-'))
    await build({
      root: findProjectRoot(), configFile: false, logLevel: 'error',
      build: { ssr: 'server/main.ts', outDir: built, target: 'node20', copyPublicDir: false, emptyOutDir: true },
    })
  }, 60_000)
  afterAll(async () => {
    await rm(built, { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  })

  const run = (environment: Record<string, string>) => {
    const child = spawn(process.execPath, [join(built, 'main.js')], {
      env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, DNS_SERVERS: '127.0.0.1:9', ...environment },
    })
    const said = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => { said.out += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { said.err += text })
    return { child, said }
  }
  const exitOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))

  it('prints where it listens and the set-up link, and ends with 0 when it is told to', async () => {
    const { child, said } = run({})
    await new Promise<void>((resolve) => child.stdout.on('data', () => { if (said.out.includes('/set-up#')) resolve() }))
    expect(said.out).toMatch(/^Connect listens on http:\/\/127\.0\.0\.1:\d+\n.*http:\/\/127\.0\.0\.1:\d+\/set-up#[\w-]{43}\n$/u)
    const exit = exitOf(child)
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(said.err).toBe('')
  }, 20_000)

  it('names a wrong variable in one sentence and ends with 1', async () => {
    const { child, said } = run({ PORT: 'web' })
    expect(await exitOf(child)).toBe(1)
    expect(said).toEqual({ out: '', err: 'PORT is “web”. It has to be a whole number from 0 to 65535.\n' })
  }, 20_000)
})
