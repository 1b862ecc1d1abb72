import { cliUnwritten } from '#core/messages/en/cli.ts'

const { argv, env, stdin, stdout, stderr } = process
const words = argv.slice(2)
const err = (text: string): unknown => stderr.write(text)

// Whoever reads may stop before the end. Anything else means that nobody was told, which is no verdict.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  err(`${cliUnwritten(error.message)}\n`)
  process.once('exit', () => (process.exitCode = 2))
})
stderr.on('error', () => undefined)

// Each way loads its own parts alone: a long-lived filter should not hold what only a report needs.
if (words.includes('--jsonl') && !words.includes('--help') && !words.includes('-h')) {
  const { runJsonl } = await import('./jsonl.ts')
  const { createLineWriter } = await import('./line-writer.ts')
  process.exitCode = await runJsonl(words, { environment: env, input: stdin, out: createLineWriter(stdout), err })
  // It may be open still when nobody reads the answers any more.
  stdin.destroy()
} else {
  const { runConnectCheck } = await import('./connect-check.ts')
  const out = (text: string): unknown => stdout.write(text)
  process.exitCode = await runConnectCheck(words, { environment: env, out, err, now: () => new Date() })
}
