// Our engine beside the others that npm carries: the same questions, the same DNS server, in the same run, by turns.
import { fork, spawnSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { buildServer, root } from '../../bin/build.mjs'
import { writeTables } from '../readme.mjs'
import { startEngine } from './engine.mjs'
import { installPeers, nodeFor, peerNames, versionOf } from './peers.mjs'
import { formatTables } from './table.mjs'
import { criticalPath, mixedLoad, sender, treeCases } from './zones.mjs'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const say = (text) => process.stderr.write(`${text}\n`)

const delayMs = 20
const latencyRounds = 11
const warmUpRounds = 20
const inFlight = 64
const repeat = 10
const warmUpMs = 1500
const rounds = 6
const roundMs = 1000

export async function benchSpf() {
  await buildServer()
  installPeers()
  const dns = await startDns()
  try {
    const latency = await measureLatency(dns)
    const load = await measureLoad(dns)
    const text = formatTables({ latency, load, conditions: toConditions() })
    process.stdout.write(`${text}\n`)
    writeTables('spf', text)
  } finally {
    dns.stop()
  }
}

/** A process of its own, so that its work is nobody's. */
async function startDns() {
  const child = fork(here('./dns-server.mjs'))
  const told = () => new Promise((resolve) => child.once('message', resolve))
  const { port } = await told()
  const tell = (message) => {
    const answer = told()
    child.send(message)
    return answer
  }
  return { port, tell, stop: () => child.disconnect() }
}

const canPin = process.platform === 'linux' && cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0

function startAll(port, isPinned) {
  const dns = `127.0.0.1:${port}`
  const cpu = isPinned && canPin ? 0 : null
  const ours = (name, ...more) => startEngine({ name, command: process.execPath, args: [`${root}/dist/server/connect-check.js`, '--jsonl', '--dns', dns, ...more], cpu })
  const peers = peerNames.flatMap((name) => {
    const command = nodeFor(name)
    if (command === null) {
      say(`${name} is left out: there is no Node for it.`)
      return []
    }
    return [startEngine({ name: `${name.replace(/-4$/, '')} ${versionOf(name)}`, command, args: [here('./peer.mjs'), name, String(port)], cpu })]
  })
  return [ours('Connect'), ...(isPinned ? [ours('Connect, with its cache', '--cache')] : []), ...peers]
}

/** How long one check takes when each answer takes 20 ms, over the time of the answers that must follow one another. */
async function measureLatency(dns) {
  await dns.tell({ zone: Object.assign({}, ...treeCases.map(({ zone }) => zone)), delayMs })
  const engines = startAll(dns.port, false)
  const rows = []
  try {
    await Promise.all(engines.map(warmUp))
    for (const { shape, match, domain, zone } of treeCases) {
      const depth = criticalPath({ zone, domain })
      say(`${shape}, ${match} match …`)
      const pathMs = depth * (await roundTripMs(dns))
      const ratios = []
      for (const engine of engines) {
        const request = { ip: sender, helo: 'x.example', mailfrom: `someone@${domain}` }
        const times = []
        let result
        for (let i = 0; i < latencyRounds; i++) {
          const startedAt = performance.now()
          result = await engine.ask(request).catch((error) => error.message)
          times.push(performance.now() - startedAt)
        }
        ratios.push({ name: engine.name, ratio: lowerQuartile(times) / pathMs, result })
      }
      rows.push({ shape, match, depth, ratios })
    }
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()))
  }
  return rows
}

/** As a receiver's engine is that has been running for a while. */
async function warmUp(engine) {
  for (let i = 0; i < warmUpRounds; i++) {
    await Promise.all(treeCases.map(({ domain }) => engine.ask({ ip: sender, helo: 'x.example', mailfrom: `someone@${domain}` }).catch(() => null)))
  }
}

/** What one answer really takes here, timers and all. */
async function roundTripMs({ port }) {
  const { createSocket } = await import('node:dgram')
  const query = Buffer.concat([Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]), Buffer.from('\x07example\x00\x00\x10\x00\x01', 'latin1')])
  const times = []
  for (let i = 0; i < 9; i++) {
    const socket = createSocket('udp4')
    const startedAt = performance.now()
    await new Promise((resolve) => {
      socket.once('message', resolve)
      socket.send(query, port, '127.0.0.1')
    })
    times.push(performance.now() - startedAt)
    socket.close()
  }
  return lowerQuartile(times)
}

/** Checks a second of processor time on one core, by turns in short rounds; the best round counts, since others use the machine too. */
async function measureLoad(dns) {
  const { zone, requests } = mixedLoad()
  await dns.tell({ zone, delayMs: 0 })
  const engines = startAll(dns.port, true)
  const rows = engines.map((engine) => ({ engine, name: engine.name, perSecond: 0, perCpuSecond: 0, questions: 0, results: '' }))
  try {
    const wanted = await resultsOf(engines[0], requests)
    for (const row of rows) {
      say(`${row.name}: warming up …`)
      const results = await resultsOf(row.engine, requests)
      row.wrong = results.filter((result, i) => result !== wanted[i]).length
      await work(row.engine, requests, warmUpMs)
    }
    for (let round = 1; round <= rounds; round++) {
      say(`Round ${round} of ${rounds} …`)
      for (const row of rows) await measureRound(row, requests, dns)
    }
    for (const row of rows) row.peakMb = row.engine.used()?.peakMb ?? null
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()))
  }
  return rows
}

const resultsOf = (engine, requests) => Promise.all(requests.map((request) => engine.ask(request)))

async function measureRound(row, requests, dns) {
  await dns.tell({})
  const before = row.engine.used()
  const startedAt = performance.now()
  const checks = await work(row.engine, requests, roundMs)
  const seconds = (performance.now() - startedAt) / 1000
  const after = row.engine.used()
  const { asked } = await dns.tell({})
  row.perSecond = Math.max(row.perSecond, checks / seconds)
  row.questions = asked / checks
  if (before !== null && after !== null) row.perCpuSecond = Math.max(row.perCpuSecond, checks / (after.cpuSeconds - before.cpuSeconds))
}

async function work(engine, requests, ms) {
  const until = performance.now() + ms
  let checks = 0
  let next = 0
  await Promise.all(Array.from({ length: inFlight }, async () => {
    while (performance.now() < until) {
      await engine.ask({ ...requests[next++ % requests.length], repeat })
      checks += repeat
    }
  }))
  return checks
}

/** Others use the machine too: what they add is not the engines'. */
function lowerQuartile(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 4)]
}

function toConditions() {
  return {
    node: process.versions.node,
    cores: cpus().length,
    load: loadavg()[0].toFixed(1),
    platform: process.platform,
    isPinned: canPin,
    inFlight,
    delayMs,
  }
}
