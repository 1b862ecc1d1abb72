/** Lines to a stream that may be slow, or be closed by its reader (`| head`): all that a turn of the loop brings goes out at once. */
import type { Writable } from 'node:stream'

/** Resolves when more may be written: to false when nobody reads any more. */
export function createLineWriter(stream: Writable): (text: string) => Promise<boolean> {
  let waiting = ''
  let flushing: Promise<boolean> | null = null
  let isClosed = false
  const sleepers: (() => void)[] = []
  const wake = (): void => sleepers.splice(0).forEach((resolve) => resolve())
  const close = (): void => {
    isClosed = true
    wake()
  }
  stream.on('error', close)
  stream.on('close', close)
  stream.on('drain', wake)

  const flush = async (): Promise<boolean> => {
    await new Promise(setImmediate)
    const text = waiting
    waiting = ''
    flushing = null
    if (isClosed || stream.write(text)) return !isClosed
    await new Promise<void>((resolve) => sleepers.push(resolve))
    return !isClosed
  }
  return (text) => {
    waiting += text
    return (flushing ??= flush())
  }
}
