/**
 * The walk over a message's octets before anything decodes it: every length within bounds, every pointer backwards,
 * limits on records and pointer hops. What passes here costs the decoder time in proportion to its size.
 * It knows where things lie in a message (RFC 1035 §4.1), and leaves what they mean to message.ts.
 */

export interface MessageLimits {
  records: number
  pointerHops: number
}

export const defaultMessageLimits: MessageLimits = { records: 1000, pointerHops: 4000 }

export interface RecordPlace {
  /** Where the name begins that the record belongs to. */
  owner: number
  type: number
  class: number
  rdataStart: number
  /** The end of the last name in the RDATA, for types that hold names. */
  namesEnd: number
  rdataEnd: number
}

/** The records in the order of the message, or in one word why the message can be no good. */
export type MessageWalk = { places: readonly RecordPlace[] } | { fault: string }

export const headerOctets = 12

/** Where names lie in the RDATA of the types whose RDATA the decoder reads names from: fixed octets before each. */
const namesInRdata: Readonly<Record<number, readonly number[]>> = {
  2: [0], // NS
  5: [0], // CNAME
  6: [0, 0], // SOA
  12: [0], // PTR
  15: [2], // MX
  33: [6], // SRV
  46: [18], // RRSIG
}

const none: readonly number[] = []

class WalkFault extends Error {}

export function walkMessage(octets: Buffer, questionEnd: number, limits: MessageLimits): MessageWalk {
  const count = octets.readUInt16BE(6) + octets.readUInt16BE(8) + octets.readUInt16BE(10)
  if (count > limits.records) return { fault: 'too-many-records' }
  const walker = { octets, hopsLeft: limits.pointerHops }
  const places = new Array<RecordPlace>(count)
  let at = questionEnd
  try {
    for (let i = 0; i < count; i++) {
      const place = recordAt(walker, at)
      places[i] = place
      at = place.rdataEnd
    }
  } catch (error) {
    if (error instanceof WalkFault) return { fault: error.message }
    throw error
  }
  return { places }
}

interface Walker {
  octets: Buffer
  hopsLeft: number
}

function recordAt(walker: Walker, at: number): RecordPlace {
  const { octets } = walker
  const fixed = nameEnd(walker, at)
  if (fixed + 10 > octets.length) throw new WalkFault('record-cut-short')
  const type = octets.readUInt16BE(fixed)
  const rdataStart = fixed + 10
  const rdataEnd = rdataStart + octets.readUInt16BE(fixed + 8)
  if (rdataEnd > octets.length) throw new WalkFault('record-cut-short')
  let end = rdataStart
  for (const skip of namesInRdata[type] ?? none) {
    end = nameEnd(walker, end + skip)
    if (end > rdataEnd) throw new WalkFault('name-leaves-its-record')
  }
  return { owner: at, type, class: octets.readUInt16BE(fixed + 2), rdataStart, namesEnd: end, rdataEnd }
}

/** The offset after a name; a pointer ends the name where it stands, but what it points to is walked too. */
function nameEnd(walker: Walker, start: number): number {
  const { octets } = walker
  let at = start
  let end: number | null = null
  for (;;) {
    const length = octets[at]
    if (length === undefined) throw new WalkFault('name-cut-short')
    if (length === 0) return end ?? at + 1
    if (length < 0x40) {
      at += length + 1
      continue
    }
    const low = octets[at + 1]
    if (length < 0xc0 || low === undefined) throw new WalkFault('bad-label')
    const target = ((length & 0x3f) << 8) | low
    // RFC 1035 §4.1.4: a pointer leads to a prior occurrence. Backwards only also means that every name ends.
    if (target >= at) throw new WalkFault('pointer-not-backwards')
    if (--walker.hopsLeft < 0) throw new WalkFault('too-many-pointers')
    end ??= at + 2
    at = target
  }
}
