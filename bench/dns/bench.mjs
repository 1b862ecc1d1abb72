// Our resolver beside Node's own and beside dnsperf: the same questions, the same server, in the same run, by turns.
import { fork, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from '../../bin/build.mjs'
import { writeTables } from '../readme.mjs'
import { startDnsperf } from './dnsperf.mjs'
import { hasProgram, names, startServer } from './server.mjs'
import { formatTable } from './table.mjs'

const say = (text) => process.stderr.write(`${text}\n`)
const loads = [1, 32, 256]
const rounds = 7
const roundMs = 1000
const warmUpMs = 2000

const canPin = process.platform === 'linux' && cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0
/** The clients on one core, the server on another. */
const pinTo = (cpu) => (canPin ? ['taskset', '-c', String(cpu)] : [])

export async function benchDns() {
  const folder = mkdtempSync(join(tmpdir(), 'connect-bench-dns-'))
  const server = await startServer(pinTo(1))
  const clients = []
  try {
    clients.push(await startClient('Connect', 'ours', server.port, await buildResolver()), await startClient('node:dns', 'node', server.port))
    if (hasProgram('dnsperf')) clients.push(startDnsperf({ port: server.port, names, file: join(folder, 'queries'), pin: pinTo(0) }))
    const rows = await measureAll(clients)
    const text = formatTable({ rows, conditions: { server: server.name, node: process.versions.node, cores: cpus().length, load: loadavg()[0].toFixed(1), platform: process.platform, isPinned: canPin, rounds } })
    process.stdout.write(`${text}\n`)
    writeTables('dns', text)
  } finally {
    for (const client of clients) client.stop()
    server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As it is in the product, packages left where they are. */
async function buildResolver() {
  const outDir = join(root, 'dist/bench')
  await build({ root, configFile: false, publicDir: false, logLevel: 'error', build: { ssr: 'server/dns/resolver.ts', outDir, target: 'node20' } })
  return pathToFileURL(join(outDir, 'resolver.js')).href
}

async function startClient(name, which, port, ...more) {
  const [execPath, ...execArgv] = [...pinTo(0), process.execPath]
  // fork takes one program: taskset is that, and Node the first of its arguments.
  const file = fileURLToPath(new URL('./client.mjs', import.meta.url))
  const args = [which, String(port), ...more]
  const child = execArgv.length > 0 ? fork(file, args, { execPath, execArgv }) : fork(file, args)
  const ended = new Promise((_resolve, reject) => child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`))))
  // Heard of by whoever waits; at the end nobody does.
  ended.catch(() => undefined)
  const told = () => Promise.race([new Promise((resolve) => child.once('message', resolve)), ended])
  await told()
  const measure = (order) => {
    const answer = told()
    child.send(order)
    return answer
  }
  return { name, measure, stop: () => child.disconnect() }
}

/** By turns in short rounds: what others do on the machine meets all alike. */
async function measureAll(clients) {
  const rows = loads.flatMap((inFlight) => clients.map((client) => ({ client, name: client.name, inFlight, all: [] })))
  for (const { measure } of clients) await measure({ names, inFlight: 32, ms: warmUpMs })
  for (let round = 1; round <= rounds; round++) {
    say(`Round ${round} of ${rounds} …`)
    for (const row of rows) row.all.push(await row.client.measure({ names, inFlight: row.inFlight, ms: roundMs }))
  }
  return rows.map(({ name, inFlight, all }) => ({ name, inFlight, ...summarize(all) }))
}

/** The median of the rounds. */
function summarize(all) {
  const middle = (key) => {
    const values = all.map((one) => one[key]).filter((value) => value !== null).sort((a, b) => a - b)
    return values.length === 0 ? null : values[Math.floor(values.length / 2)]
  }
  return { perSecond: middle('perSecond'), perCpuSecond: middle('perCpuSecond'), p50: middle('p50'), p99: middle('p99'), failed: all.reduce((sum, { failed }) => sum + failed, 0) }
}
