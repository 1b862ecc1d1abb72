import { runConnectCheck } from './connect-check.ts'

process.exitCode = await runConnectCheck(process.argv.slice(2), {
  environment: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => new Date(),
})
