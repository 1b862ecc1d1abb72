/** What a row keeps of raw replies: a zone can answer with 60 kB to every server and question, and a row has to end somewhere. */
import type { KeptReply } from './dns-record.ts'
import { createRoom } from './room.ts'

/** 192 kB of raw replies: base64 makes four characters of three octets. */
export const mostKeptBase64 = 256 * 1024

/** Each reply that still fits, in the order of the check; of the others, how long they were. */
export function toBoundedReplies(replies: readonly KeptReply[]): KeptReply[] {
  const fits = createRoom(mostKeptBase64)
  return replies.map((reply) => {
    if (reply.base64 === null || fits(reply.base64)) return reply
    return { ...reply, base64: null, leftOut: Buffer.byteLength(reply.base64, 'base64') }
  })
}
