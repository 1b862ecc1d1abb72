import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { pointerBomb } from '../../helpers/dns-faults.ts'
import { lookupAgainst } from '../../helpers/fault-lookup.ts'
import { framed, replyTo, startFaultyDns } from '../../helpers/faulty-dns.ts'
import { projectRoot } from '../../helpers/source-files.ts'

const run = promisify(execFile)

test('a pointer bomb of 65 kB costs less than 10 ms of processor time', async () => {
  let sentAt = process.cpuUsage()
  const server = await startFaultyDns({
    udp: ({ request, send }) => send(replyTo(request, { header: { tc: 1 } })),
    tcp: ({ request, socket }) => {
      const bomb = framed(pointerBomb(request))
      sentAt = process.cpuUsage()
      socket.end(bomb)
    },
  })
  const costs: number[] = []
  for (let i = 0; i < 5; i++) {
    expect(await lookupAgainst([server])).toMatchObject({ kind: 'malformed', detail: 'too-many-pointers', transport: 'tcp' })
    const { user, system } = process.cpuUsage(sentAt)
    costs.push((user + system) / 1000)
  }
  // The best of some: what a busy machine or the collector adds is not the bomb's.
  expect(Math.min(...costs)).toBeLessThan(10)
})

test.skipIf(process.platform === 'win32')('three thousand look-ups at once are all answered where a process may open 1,024 files', async () => {
  const outDir = 'dist/many-lookups'
  await build({
    root: projectRoot,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { ssr: 'tests/helpers/many-lookups.ts', outDir, target: 'node20', rollupOptions: { output: { entryFileNames: 'many.js' } } },
  })
  const server = await startFaultyDns({
    udp: ({ request, send }) => {
      const name = request.toString('latin1', 13, 13 + (request[12] ?? 0)).toLowerCase()
      send(replyTo(request, { answers: [{ data: [`text of ${name}`] }] }))
    },
  })
  const limited = `ulimit -n 1024 && exec "$0" "$1"`
  const { stdout } = await run('sh', ['-c', limited, process.execPath, join(projectRoot, outDir, 'many.js')], { env: { ...process.env, DNS_SERVER: server.address } })
  expect(JSON.parse(stdout)).toEqual({ right: 3000 })
})
