// The server that all are measured against: NSD where it is installed, else our own, each a process of its own.
import { fork, spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const names = Array.from({ length: 1000 }, (_, i) => `n${i}.bench.example`)
/** As long as an ordinary SPF record. */
const textOf = (i) => `v=spf1 include:spf.service${i}.example include:_spf.mailer${i}.example ip4:192.0.2.${i % 256} ip4:198.51.100.0/24 ~all`
const wide = { ...process.env, PATH: [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter) }

export const hasProgram = (name) => spawnSync('sh', ['-c', `command -v ${name}`], { env: wide }).status === 0

/** `pin` are the words that keep a program on one core. */
export async function startServer(pin) {
  return hasProgram('nsd') ? startNsd(pin) : startOwn()
}

async function startNsd(pin) {
  const folder = mkdtempSync(join(tmpdir(), 'connect-bench-'))
  const port = await freePort()
  const zone = ['$ORIGIN bench.example.', '@ 300 IN SOA ns hostmaster 1 3600 600 86400 60', '@ 300 IN NS ns', 'ns 300 IN A 127.0.0.1', ...names.map((name, i) => `${name}. 300 IN TXT "${textOf(i)}"`), '']
  writeFileSync(join(folder, 'bench.zone'), zone.join('\n'))
  writeFileSync(
    join(folder, 'nsd.conf'),
    `server:
  ip-address: 127.0.0.1@${port}
  server-count: 1
  username: ""
  zonesdir: "${folder}"
  pidfile: "${folder}/nsd.pid"
  xfrdfile: "${folder}/xfrd.state"
  zonelistfile: "${folder}/zone.list"
  database: ""
  rrl-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: "bench.example."
  zonefile: "bench.zone"
`,
  )
  const [program, ...args] = [...pin, 'nsd', '-d', '-c', join(folder, 'nsd.conf')]
  const child = spawn(program, args, { env: wide, stdio: 'ignore' })
  await untilAnswering(port)
  const stop = () => {
    child.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    child.kill()
  }
  return { name: 'NSD', port, stop }
}

async function startOwn() {
  const child = fork(fileURLToPath(new URL('../spf/dns-server.mjs', import.meta.url)))
  const told = () => new Promise((resolve) => child.once('message', resolve))
  const { port } = await told()
  child.send({ zone: Object.fromEntries(names.map((name, i) => [name, { TXT: [textOf(i)] }])), delayMs: 0 })
  await told()
  return { name: 'our own test server', port, stop: () => child.disconnect() }
}

/** Free over TCP, and over UDP as well but for bad luck. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function untilAnswering(port) {
  const query = Buffer.concat([Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]), Buffer.from('\x02n1\x05bench\x07example\x00\x00\x10\x00\x01', 'latin1')])
  const socket = createSocket('udp4')
  let isThere = false
  socket.on('message', () => (isThere = true))
  socket.on('error', () => undefined)
  for (let i = 0; i < 100 && !isThere; i++) {
    socket.send(query, port, '127.0.0.1')
    await wait(50)
  }
  socket.close()
  if (!isThere) throw new Error('NSD does not answer')
}
