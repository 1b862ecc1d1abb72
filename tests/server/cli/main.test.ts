import { spawn, type StdioOptions } from 'node:child_process'
import { cp, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { build } from 'vite'
import { findProjectRoot } from '../../../server/project-root.ts'
import { useDnsWorld } from '../../helpers/dns-world.ts'

const dns = useDnsWorld({
  zones: [
    { origin: 'right.example', records: { 'right.example': { TXT: ['v=spf1 include:eu._netblocks.mimecast.com -all'] } } },
    { origin: 'mimecast.com', records: { 'eu._netblocks.mimecast.com': { TXT: ['v=spf1 ip4:193.0.6.139 -all'] } } },
  ],
})

/** The process itself, built as `npx connect-check` builds it. */
describe('the process of connect-check', () => {
  const built = join(findProjectRoot(), 'node_modules', `.connect-check-${String(process.pid)}`)
  beforeAll(async () => {
    await build({
      root: findProjectRoot(), configFile: false, logLevel: 'error',
      build: { ssr: 'server/cli/main.ts', outDir: built, target: 'node20', copyPublicDir: false, emptyOutDir: true },
    })
  }, 60_000)
  afterAll(() => rm(built, { recursive: true, force: true }))

  const report = (): string[] => ['right.example', '--region', 'eu', '--dns', dns.world.resolverAddress]
  const requests = '{"ip":"193.0.6.139","mailfrom":"a@right.example"}\n'.repeat(500)

  const run = (file: string, words: readonly string[], { input = '', stdout = 'pipe' as 'pipe' | number, isReading = true }) => {
    const stdio: StdioOptions = ['pipe', stdout, 'pipe']
    const child = spawn(process.execPath, [file, ...words], { env: { PATH: process.env['PATH'] }, stdio })
    let err = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => { err += text })
    if (isReading) child.stdout?.resume()
    else child.stdout?.destroy()
    // It may be gone before all is written.
    child.stdin?.on('error', () => undefined).end(input)
    return new Promise<{ code: number | null; err: string }>((resolve) => child.once('close', (code) => resolve({ code, err })))
  }
  const runBuilt = (words: readonly string[], how = {}) => run(join(built, 'main.js'), words, how)

  it('keeps its verdict, and complains of nothing, when whoever reads has stopped', async () => {
    expect(await runBuilt(report(), { isReading: false })).toEqual({ code: 0, err: '' })
    expect(await runBuilt(['--help'], { isReading: false })).toEqual({ code: 0, err: '' })
    expect(await runBuilt(['--jsonl', '--dns', dns.world.resolverAddress], { isReading: false, input: requests })).toEqual({ code: 0, err: '' })
  })

  it('ends with 2 and a sentence when the result cannot be written', async () => {
    const full = await open('/dev/full', 'w')
    onTestFinished(() => full.close())
    const lost = { code: 2, err: expect.stringMatching(/^The result could not be written: ENOSPC.*\n$/) as string }
    expect(await runBuilt(report(), { stdout: full.fd })).toEqual(lost)
    expect(await runBuilt(['--jsonl', '--dns', dns.world.resolverAddress], { stdout: full.fd, input: requests })).toEqual(lost)
  })

  it('ends with 2 when it cannot even be built: a crash is no verdict', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'connect-check-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await cp(join(findProjectRoot(), 'bin'), join(folder, 'bin'), { recursive: true })
    expect(await run(join(folder, 'bin/connect-check.mjs'), report(), {})).toMatchObject({ code: 2 })
  })
})
