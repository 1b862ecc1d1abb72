/**
 * UDP sockets, each connected to one server and lent to one question at a time. Being connected, the kernel picks a
 * random port, drops what other addresses send, and tells at once when nobody listens.
 *
 * A port may serve another question after a clean answer, while others are on their way or when the answer itself leads to
 * it. A forger is no better off: of each question he must still guess the port (any of those open, one by lot), the id and
 * the case of the letters, and no port ever has two questions open. What he could learn of a port by probing is bounded: it
 * serves few questions, of one server, for a second at most, and one stray datagram, a time-out or an error ends it. When
 * nothing is on its way, all are closed before the event loop's next round.
 */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { isIP } from 'node:net'
import { socketShare } from './descriptors.ts'
import { randomUint16 } from './dice.ts'
import type { DnsServer } from './upstreams.ts'

const maxUses = 64
const maxAgeMs = 1000

/** Idle ports of the whole process: they are open, and nobody's permit covers them. */
let idleCount = 0

/** The question that has the port. */
export interface PortUser {
  hear(octets: Buffer): void
  fail(error: Error): void
}

export interface Port {
  send(octets: Buffer): void
  /** To be called once. Clean: the answer came, and nothing else did. */
  giveBack(isClean: boolean): void
}

export interface Ports {
  lend(server: DnsServer, user: PortUser): Port
  /** At once, unless something is on its way; it happens by itself soon after. */
  closeIdle(): void
}

interface Shelf {
  server: DnsServer
  idle: UdpPort[]
}

export function createPorts(now: () => number): Ports {
  const shelves = new Map<DnsServer, Shelf>()
  let lent = 0
  let isClosing = false
  const closeIdle = (): void => {
    if (lent > 0) return
    for (const { idle } of shelves.values()) {
      idleCount -= idle.length
      for (const one of idle.splice(0)) one.close()
    }
  }
  const keep = (port: UdpPort, shelf: Shelf, isClean: boolean): void => {
    lent -= 1
    const isGood = isClean && port.uses < maxUses && now() - port.bornMs < maxAgeMs && idleCount < socketShare.idle
    if (isGood) {
      shelf.idle.push(port)
      idleCount += 1
    } else port.close()
    if (lent > 0 || isClosing) return
    isClosing = true
    // Not at once: who reads the answer may have the next question.
    setImmediate(() => {
      isClosing = false
      closeIdle()
    })
  }
  return {
    closeIdle,
    lend(server, user) {
      let shelf = shelves.get(server)
      if (shelf === undefined) shelves.set(server, (shelf = { server, idle: [] }))
      lent += 1
      const port = takeByLot(shelf.idle, now() - maxAgeMs) ?? new UdpPort(shelf, now(), keep)
      port.lendTo(user)
      return port
    },
  }
}

/** Null when none is left that is young enough. */
function takeByLot(idle: UdpPort[], bornAfterMs: number): UdpPort | null {
  while (idle.length > 0) {
    const place = randomUint16() % idle.length
    const port = idle[place]
    const last = idle.pop()
    idleCount -= 1
    if (port === undefined || last === undefined) return null
    if (port !== last) idle[place] = last
    if (port.isOpen && port.bornMs > bornAfterMs) return port
    port.close()
  }
  return null
}

class UdpPort implements Port {
  uses = 0
  isOpen = true
  readonly bornMs: number
  readonly #shelf: Shelf
  readonly #keep: (port: UdpPort, shelf: Shelf, isClean: boolean) => void
  readonly #socket: Socket
  #isConnected = false
  #user: PortUser | null = null

  constructor(shelf: Shelf, bornMs: number, keep: (port: UdpPort, shelf: Shelf, isClean: boolean) => void) {
    this.bornMs = bornMs
    this.#shelf = shelf
    this.#keep = keep
    const { address } = shelf.server
    const family = isIP(address) === 6 ? 6 : 4
    this.#socket = createSocket({
      type: family === 6 ? 'udp6' : 'udp4',
      // The address is one already: the system's own resolver has no part in this.
      lookup: (text, _options, callback) => callback(null, text, family),
    })
    this.#socket.on('error', this.#onError)
    this.#socket.on('message', this.#onMessage)
  }

  lendTo(user: PortUser): void {
    this.uses += 1
    this.#user = user
  }

  send(octets: Buffer): void {
    // This port has carried a question and its answer already. Hearing of each sending costs a fourteenth of a look-up; what
    // goes wrong now is told by the socket's own error, or by the silence after which the next server is asked.
    if (this.#isConnected) return this.#socket.send(octets)
    const { port, address } = this.#shelf.server
    // Where the system knows no way (IPv6 on a machine without), Node hands the error to this listener and nowhere else.
    this.#socket.connect(port, address, (error?: Error) => {
      if (error !== undefined) return this.#onError(error)
      this.#isConnected = true
      if (this.#user !== null) this.#socket.send(octets, this.#onSent)
    })
  }

  giveBack(isClean: boolean): void {
    this.#user = null
    this.#keep(this, this.#shelf, isClean)
  }

  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.#socket.close()
  }

  /** What comes when nobody has asked shows that somebody knows the port, or that an answer was late: it is worn out. */
  readonly #onMessage = (octets: Buffer): void => {
    if (this.#user === null) this.close()
    else this.#user.hear(octets)
  }

  readonly #onError = (error: Error): void => {
    if (this.#user === null) this.close()
    else this.#user.fail(error)
  }

  readonly #onSent = (error: Error | null): void => {
    if (error !== null) this.#onError(error)
  }
}
