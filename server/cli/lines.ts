/** A stream cut into lines, the next chunk taken only when all lines of the last one are: a slow reader slows the writer. */
import { StringDecoder } from 'node:string_decoder'
import type { StopSignal } from '../dns/stop.ts'

export interface LineLimits {
  /** In UTF-16 units. Of a line that is longer nothing is kept: it is told as null. */
  maxLength: number
  /** Ends the lines, also while the next chunk is waited for. */
  stop: StopSignal
}

const byteOrderMark = '\ufeff'

/** Ends with the stream; a last line without a line break counts. Line breaks are LF or CR LF. */
export async function* toLines(input: AsyncIterable<Uint8Array | string>, { maxLength, stop }: LineLimits): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8')
  let isFirst = true
  let line: string | null = ''
  const append = (piece: string): void => {
    if (line !== null) line = line.length + piece.length > maxLength ? null : line + piece
  }
  for await (const chunk of untilStopped(input, stop)) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk)
    if (isFirst && text !== '') {
      isFirst = false
      if (text.startsWith(byteOrderMark)) text = text.slice(1)
    }
    const pieces = text.split('\n')
    append(pieces[0] ?? '')
    for (const piece of pieces.slice(1)) {
      yield toWhole(line)
      line = ''
      append(piece)
    }
  }
  // Whatever came of the line that was cut off is none.
  if (stop.aborted) return
  append(decoder.end())
  if (line !== '') yield toWhole(line)
}

function toWhole(line: string | null): string | null {
  return line?.endsWith('\r') === true ? line.slice(0, -1) : line
}

async function* untilStopped<T>(input: AsyncIterable<T>, stop: StopSignal): AsyncGenerator<T> {
  const chunks = input[Symbol.asyncIterator]()
  while (!stop.aborted) {
    const next = await new Promise<T | null>((resolve, reject) => {
      const end = (): void => resolve(null)
      stop.addEventListener('abort', end)
      chunks.next().then(({ done, value }) => {
        stop.removeEventListener('abort', end)
        resolve(done === true ? null : value)
      }, reject)
    })
    if (next === null) return
    yield next
  }
}
