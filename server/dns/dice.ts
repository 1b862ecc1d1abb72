/** Random octets of the system's generator, fetched by the page: one call for each question would cost more than the question. */
import { randomFillSync } from 'node:crypto'

const page = Buffer.allocUnsafeSlow(4096)
let at = page.length

export function randomOctet(): number {
  if (at >= page.length) {
    randomFillSync(page)
    at = 0
  }
  return page[at++] ?? 0
}

export function randomUint16(): number {
  return (randomOctet() << 8) | randomOctet()
}
