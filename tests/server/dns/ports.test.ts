import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { createPorts } from '../../../server/dns/ports.ts'
import type { Port, Ports } from '../../../server/dns/ports.ts'
import { leavingNoSocket } from '../../helpers/faulty-dns.ts'

/** A server that sends back what it gets, and the ports it was asked from. */
async function startEcho() {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  const seen: number[] = []
  socket.on('message', (octets, { port }) => {
    seen.push(port)
    socket.send(octets, port, '127.0.0.1')
  })
  return { server: { address: '127.0.0.1', port: socket.address().port }, seen, socket }
}

async function ask(ports: Ports, server: { address: string; port: number }): Promise<Port> {
  return new Promise((resolve, reject) => {
    const port = ports.lend(server, { hear: () => resolve(port), fail: reject })
    port.send(Buffer.from('question'))
  })
}

test('a port serves again while another question is on its way, and no two have it at once', async () => {
  const { server, seen } = await startEcho()
  const ports = createPorts(() => 0)
  await leavingNoSocket(async () => {
    const [first, second] = await Promise.all([ask(ports, server), ask(ports, server)])
    expect(new Set(seen).size).toBe(2)
    first.giveBack(true)
    const third = await ask(ports, server)
    expect(seen[2]).toBe(seen[0] === seen[2] ? seen[0] : seen[1])
    second.giveBack(true)
    third.giveBack(true)
  })
})

test('when nothing is on its way every port is closed, and the next question has a new one', async () => {
  const { server, seen } = await startEcho()
  const ports = createPorts(() => 0)
  for (let i = 0; i < 3; i++) (await leavingNoSocket(() => ask(ports, server).then((port) => port.giveBack(true))))
  expect(new Set(seen).size).toBe(3)
})

test('a port serves the question to which its answer leads, and 64 in all', async () => {
  const { server, seen } = await startEcho()
  const ports = createPorts(() => 0)
  await leavingNoSocket(async () => {
    for (let i = 0; i < 65; i++) (await ask(ports, server)).giveBack(true)
    expect(new Set(seen.slice(0, 64)).size).toBe(1)
    expect(seen[64]).not.toBe(seen[63])
  })
})

test('a port that heard strangers, failed or waited in vain never serves again', async () => {
  const { server, seen } = await startEcho()
  const ports = createPorts(() => 0)
  const other = await ask(ports, server)
  const worn = await ask(ports, server)
  worn.giveBack(false)
  const next = await ask(ports, server)
  expect(seen[2]).not.toBe(seen[1])
  next.giveBack(false)
  other.giveBack(false)
})

test('a datagram at an idle port ends it', async () => {
  const { server, seen, socket } = await startEcho()
  const ports = createPorts(() => 0)
  const other = await ask(ports, server)
  const idle = await ask(ports, server)
  idle.giveBack(true)
  const probe = Buffer.from('late or forged')
  await new Promise((resolve) => socket.send(probe, seen[1] ?? 0, '127.0.0.1', resolve))
  await expect.poll(() => 'isOpen' in idle && idle.isOpen).toBe(false)
  const next = await ask(ports, server)
  expect(seen[2]).not.toBe(seen[1])
  next.giveBack(true)
  other.giveBack(true)
})

test('a port serves for a second and for 64 questions, no longer', async () => {
  const { server, seen } = await startEcho()
  let nowMs = 0
  const ports = createPorts(() => nowMs)
  const other = await ask(ports, server)
  for (let i = 0; i < 65; i++) (await ask(ports, server)).giveBack(true)
  expect(new Set(seen.slice(1)).size).toBe(2)
  nowMs = 1001
  ;(await ask(ports, server)).giveBack(true)
  expect(seen.slice(0, -1)).not.toContain(seen.at(-1))
  other.giveBack(true)
})
