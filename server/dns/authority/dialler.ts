/** How servers are dialled in earnest: through `askServer`, on sockets of their own, so many at once and no more. */
import { askServer } from '../ask-server.ts'
import { createPermits } from '../permits.ts'
import { createPorts } from '../ports.ts'
import { defaultMessageLimits } from '../preflight.ts'
import type { AskOne } from './probe.ts'

export interface Dialler {
  ask: AskOne
  readonly openSockets: number
  whenIdle(): Promise<void>
}

const maxSockets = 256
const udpPayload = 1232

export function createDialler(now: () => number): Dialler {
  const permits = createPermits(maxSockets)
  const wire = { udpPayload, mixedCase: true, limits: defaultMessageLimits }
  return {
    ask: (server, question, { recursion, signal, log }) =>
      // Ports remember each server they were lent to: where anybody can name servers, that would grow for ever.
      askServer(server, question, { wire: { ...wire, recursion }, permits, ports: createPorts(now), log, signal }),
    get openSockets() {
      return permits.inUse
    },
    whenIdle: () => permits.whenIdle(),
  }
}
