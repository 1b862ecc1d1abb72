/** Where servers may listen that have to share a port, as the servers of a zone do. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

export interface Place {
  host: string
  port: number
}

/** Loopback addresses beside one another that have the same port free, as a zone's servers must. */
export async function findPlaces(hosts: readonly string[]): Promise<readonly Place[]> {
  for (;;) {
    const port = await freePort(hosts[0] ?? '127.0.0.1', 0)
    if (port === null) continue
    const others = await Promise.all(hosts.slice(1).map((host) => freePort(host, port)))
    if (others.every((found) => found === port)) return hosts.map((host) => ({ host, port }))
  }
}

/** Null when it is not free over both UDP and TCP. */
async function freePort(host: string, wanted: number): Promise<number | null> {
  const stream = createServer()
  const datagrams = createSocket('udp4')
  try {
    await once(stream.listen(wanted, host), 'listening')
    const address = stream.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await once(datagrams.bind(port, host), 'listening')
    return port
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null
    throw error
  } finally {
    stream.close()
    datagrams.close()
  }
}
