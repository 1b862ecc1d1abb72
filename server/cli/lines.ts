/** A stream cut into lines, the next chunk taken only when all lines of the last one are: a slow reader slows the writer. */
import { StringDecoder } from 'node:string_decoder'

/** Ends with the stream; a last line without a line break counts. Line breaks are LF or CR LF. */
export async function* toLines(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of input) {
    const lines = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split('\n')
    lines[0] = rest + (lines[0] ?? '')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  rest += decoder.end()
  if (rest !== '') yield rest
}
