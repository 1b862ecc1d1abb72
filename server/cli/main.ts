import { once } from 'node:events'
import type { JsonlIo } from './jsonl.ts'

const { argv, env, stdin, stdout, stderr } = process
const words = argv.slice(2)
const err = (text: string): unknown => stderr.write(text)

// Each way loads its own parts alone: a long-lived filter should not hold what only a report needs.
if (words.includes('--jsonl') && !words.includes('--help') && !words.includes('-h')) {
  const { runJsonl } = await import('./jsonl.ts')
  process.exitCode = await runJsonl(words, { environment: env, input: stdin, out: createOut(), err })
} else {
  const { runConnectCheck } = await import('./connect-check.ts')
  const out = (text: string): unknown => stdout.write(text)
  process.exitCode = await runConnectCheck(words, { environment: env, out, err, now: () => new Date() })
}

/** Standard output that may be slow, or closed by its reader (`| head`). */
function createOut(): JsonlIo['out'] {
  let isClosed = false
  stdout.on('error', () => (isClosed = true))
  return async (text) => {
    if (isClosed) return false
    if (!stdout.write(text)) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => undefined)
    return !isClosed
  }
}
