/** Other people's DNS servers, where they are installed: a process each, in a folder of its own, on loopback. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createResolver } from '../../../server/dns/resolver.ts'
import type { Place } from './places.ts'

export interface Zone {
  /** Without the dot at the end; the root is the empty text. */
  name: string
  /** The zone file. */
  text: string
}

export interface RealServer {
  /** As in `DNS_SERVERS`. */
  address: string
  /** New versions of zones it has: resolves when the server gives the new serial. */
  publish(zones: readonly Zone[]): Promise<void>
  stop(): Promise<void>
}

/** How one kind of server is started. `folder` is its own, `at` where it listens. */
export interface ServerKind {
  program: string
  args: (folder: string) => readonly string[]
  /** Files by name, its configuration among them. */
  files: (setting: { folder: string; at: Place; zones: readonly Zone[] }) => Readonly<Record<string, string>>
}

const sbin = ['/usr/sbin', '/usr/local/sbin', '/sbin']

/** The program's path, or null where it is not installed. Linux only: elsewhere loopback has one address, not 127/8. */
export function findProgram(name: string): string | null {
  if (process.platform !== 'linux') return null
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), ...sbin]) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
    }
  }
  return null
}

/** Says in the run's output what was left out, and why: a test that was skipped must be seen. */
export function noteMissing(programs: readonly string[]): boolean {
  const missing = programs.filter((name) => findProgram(name) === null)
  if (missing.length > 0) process.stdout.write(`NOT RUN against real DNS servers, since these are not installed: ${missing.join(', ')}\n`)
  return missing.length > 0
}

export const zoneFileOf = (zone: Zone): string => `${zone.name === '' ? 'root' : zone.name}.zone`

export async function startRealServer(kind: ServerKind, at: Place, zones: readonly Zone[]): Promise<RealServer> {
  const program = findProgram(kind.program)
  if (program === null) throw new Error(`${kind.program} is not installed`)
  const folder = await mkdtemp(join(tmpdir(), `connect-${kind.program}-`))
  const writeZones = (some: readonly Zone[]) => Promise.all(some.map((zone) => writeFile(join(folder, zoneFileOf(zone)), zone.text)))
  await writeZones(zones)
  for (const [name, text] of Object.entries(kind.files({ folder, at, zones }))) await writeFile(join(folder, name), text)
  const child = spawn(program, kind.args(folder), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = collect(child)
  const address = `${at.host}:${at.port}`
  const isHere = () => child.exitCode === null && child.signalCode === null
  const stop = async (): Promise<void> => {
    await endProcess(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await until(() => isAnswering(address, zones), isHere, () => `${kind.program} does not answer: ${said()}`)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    address,
    stop,
    async publish(some) {
      await writeZones(some)
      child.kill('SIGHUP')
      await until(() => isAnswering(address, some), isHere, () => `${kind.program} did not load the new zones: ${said()}`)
    },
  }
}

function collect(child: ChildProcess): () => string {
  let text = ''
  const keep = (chunk: Buffer): unknown => (text = (text + chunk.toString()).slice(-4000))
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => text
}

const serialOf = (text: string): number => Number(/\bSOA\s+\S+\s+\S+\s+\(?\s*(\d+)/.exec(text)?.[1])

/** With zones: each in the version of its file. Without: any answer will do. */
async function isAnswering(address: string, zones: readonly Zone[]): Promise<boolean> {
  const resolver = createResolver({ upstreams: [address], deadlineMs: 500, remember: false })
  const asked = zones.length === 0 ? [{ name: 'localhost', text: '' }] : zones
  const answers = await Promise.all(
    asked.map(async ({ name, text }) => {
      const outcome = await resolver.lookup(name === '' ? '.' : name, 'SOA')
      if (text === '') return !['timeout', 'network'].includes(outcome.kind)
      return outcome.kind === 'answer' && outcome.records[0]?.serial === serialOf(text)
    }),
  )
  await resolver.close()
  return answers.every(Boolean)
}

async function until(isDone: () => Promise<boolean>, mayGoOn: () => boolean, complaint: () => string): Promise<void> {
  const endMs = performance.now() + 20_000
  while (!(await isDone())) {
    if (!mayGoOn() || performance.now() > endMs) throw new Error(complaint())
    await wait(50)
  }
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(timer)
}
