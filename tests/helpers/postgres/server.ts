import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findPostgres, type PostgresBinaries } from './binaries.ts'

const run = promisify(execFile)

export interface TestPostgres {
  /** Of the database `postgres`, for making others. */
  url: string
  stop(): Promise<void>
}

export const noPostgres =
  'No PostgreSQL was found for the data tests. Install one (on Debian: apt-get install postgresql), run npm ci without --omit=optional, or set TEST_DATABASE_URL to a server on which databases may be created.'

/** PostgreSQL refuses to run as root, so root hands it to `nobody`. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0
const identity = isRoot ? { uid: nobody, gid: nobody } : {}
// The C locale, so that text sorts the same on every machine and messages can be read.
const environment = { ...process.env, LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }

/** Starts a throw-away server on loopback with a password of its own; null when there is no PostgreSQL to be had. */
export async function startPostgres(found: PostgresBinaries | null = findPostgres()): Promise<TestPostgres | null> {
  if (found === null) return null
  // Not $TMPDIR: the other user must be able to walk there.
  const root = await mkdtemp(isRoot ? '/tmp/connect-postgres-' : join(process.env['TMPDIR'] ?? '/tmp', 'connect-postgres-'))
  try {
    if (isRoot) await chown(root, nobody, nobody)
    const bin = found.package === null ? found.bin : await copyPackage(found.package, root)
    const password = randomBytes(16).toString('hex')
    await initialise(bin, root, password)
    const { port, child } = await listen(bin, root)
    const guard = guardAgainstOurEnd(child, root)
    return { url: `postgres://postgres:${password}@127.0.0.1:${String(port)}/postgres`, stop: () => stop(child, root, guard) }
  } catch (error) {
    await rm(root, { recursive: true, force: true })
    throw error
  }
}

/** Out of the project's folder, which another user may not be able to read, and with the links that npm leaves out. */
async function copyPackage(folder: string, root: string): Promise<string> {
  const links = JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  await cp(join(folder, 'native'), join(root, 'native'), { recursive: true, verbatimSymlinks: true })
  for (const { source, target } of links) {
    await rm(join(root, target), { force: true })
    await mkdir(dirname(join(root, target)), { recursive: true })
    await symlink(basename(source), join(root, target))
  }
  return join(root, 'native', 'bin')
}

async function initialise(bin: string, root: string, password: string): Promise<void> {
  const passwordFile = join(root, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (isRoot) await chown(passwordFile, nobody, nobody)
  const options = ['-U', 'postgres', '-A', 'scram-sha-256', '--no-sync', '-E', 'UTF8', '--locale=C']
  await run(join(bin, 'initdb'), ['-D', join(root, 'data'), `--pwfile=${passwordFile}`, ...options], { ...identity, env: environment, cwd: root })
}

/** PostgreSQL takes no port 0: a free one is looked for, and another one if somebody was quicker. */
async function listen(bin: string, root: string, attemptsLeft = 3): Promise<{ port: number; child: ChildProcess }> {
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200']
  const child = spawn(join(bin, 'postgres'), ['-D', join(root, 'data'), '-p', String(port), ...settings.flatMap((one) => ['-c', one])],
    { ...identity, env: environment, cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  const said = await readUntilReady(child)
  if (said === null) return { port, child }
  if (attemptsLeft > 1) return listen(bin, root, attemptsLeft - 1)
  throw new Error(`PostgreSQL did not start: ${said}`)
}

/** Null once it takes connections, else what it said before it ended. */
function readUntilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('ready to accept connections')) resolve(null)
    })
    child.once('error', reject)
    child.once('exit', () => {
      resolve(said)
    })
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}

/** A test run that is killed cannot stop its server: this small shell sees its standard input end, and does it then. */
function guardAgainstOurEnd({ pid }: ChildProcess, root: string): ChildProcess {
  const script = 'read -r _; kill -QUIT "$1"; rm -rf "$2"'
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(pid), root], { detached: true, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] })
  guard.unref()
  return guard
}

/** SIGQUIT is PostgreSQL's immediate shutdown; nothing here is worth a check-point. */
async function stop(child: ChildProcess, root: string, guard: ChildProcess): Promise<void> {
  guard.kill('SIGKILL')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.exitCode === null && child.kill('SIGQUIT')) await ended
  await rm(root, { recursive: true, force: true })
}
