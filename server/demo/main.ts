import { createInterface } from 'node:readline'
import { demoStories, demoTexts } from '#core/messages/en/demo.ts'
import { ConfigError } from '../config.ts'
import { runDemoCommand } from './demo-control.ts'
import { sampleKeys } from './sample-accounts.ts'
import { startDemo, type RunningDemo } from './start-demo.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)
const stopWithinMs = 5_000

async function main(): Promise<void> {
  const demo = await startDemo(process.env)
  for (const line of toWelcome(demo)) print(line)
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    await demo.close()
    print(demoTexts.goodbye)
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  // Without a terminal there are no commands, and the demo goes on all the same.
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === 'quit') return stop()
    const reply = await runDemoCommand(demo.server.parts, demo.world, line)
    if (reply !== null) print(reply)
  }
}

function toWelcome({ server, data: { staff, accounts } }: RunningDemo): string[] {
  const { person, domains } = accounts['office-365']
  return [
    demoTexts.offline, '',
    demoTexts.open(server.url),
    demoTexts.staff(staff.name, staff.email),
    ...sampleKeys.map((key) => demoTexts.customer(accounts[key].person.email, `${accounts[key].person.name}, ${accounts[key].company}`, demoStories[key])),
    demoTexts.password(staff.password), '',
    ...demoTexts.firstSteps(person.email, domains[0] ?? ''), '',
    demoTexts.commandsTitle, ...demoTexts.commands, '',
  ]
}

main().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
