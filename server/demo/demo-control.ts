/** The commands that one types while the demo runs: each changes a zone of the DNS world and says what it did. */
import type { DomainView, Journey } from '#core/contract/journey.ts'
import { demoReplies } from '#core/messages/en/demo.ts'
import { challengeOf } from '#core/whereabouts/places.ts'
import { parseDomainName } from '../domains/domain-name.ts'
import { readJourney } from '../journey/journey.service.ts'
import type { Parts } from '../parts.ts'
import type { DnsWorld } from './dns-world.ts'

type World = Pick<DnsWorld, 'setTxt' | 'fault'>

interface Target {
  domain: DomainView
  journey: Journey
}
type Command = (world: World, target: Target, text: string) => string

const publish = (world: World, { domain: { name } }: Target, text: string): string => {
  world.setTxt(name, [text], 60)
  return demoReplies.published(name, text)
}

/** The include of a region that has none yet is staff's to enter; the demo's regions all have one. */
const includeOf = ({ journey: { account } }: Target): string => `include:${account.include ?? ''}`

const commands: Readonly<Record<string, Command>> = {
  prove: (world, { domain }) => {
    const name = challengeOf(domain.name)
    world.setTxt(name, domain.proof.code === null ? [] : [domain.proof.code], 60)
    return demoReplies.proved(name)
  },
  fix: (world, target) => publish(world, target, target.domain.spf.plan?.record ?? `v=spf1 ${includeOf(target)} ~all`),
  spoil: (world, target) => publish(world, target, `v=spf1 ip4:192.0.2.1 ${includeOf(target)} ~all`),
  txt: publish,
  silence: (world, { domain: { name } }) => {
    world.fault(name, 'silent')
    world.fault(`*.${name}`, 'silent')
    return demoReplies.silent(name)
  },
  wake: (world, { domain: { name } }) => {
    world.fault(name, null)
    world.fault(`*.${name}`, null)
    return demoReplies.awake(name)
  },
}

/** Null for an empty line. */
export async function runDemoCommand(parts: Pick<Parts, 'db' | 'now' | 'config'>, world: World, line: string): Promise<string | null> {
  const [word = '', typed = '', ...rest] = line.trim().split(/\s+/u)
  if (word === '') return null
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined
  if (!command) return demoReplies.unknownCommand(word)
  const target = await findTarget(parts, typed)
  return target === null ? demoReplies.unknownDomain(typed) : command(world, target, rest.join(' '))
}

async function findTarget(parts: Pick<Parts, 'db' | 'now' | 'config'>, typed: string): Promise<Target | null> {
  const parsed = parseDomainName(typed)
  if (!parsed.ok) return null
  const row = await parts.db.selectFrom('domain').select('account_id').where('name', '=', parsed.name).executeTakeFirst()
  if (!row) return null
  const journey = await readJourney(parts, row.account_id)
  const domain = journey.domains.find(({ name }) => name === parsed.name)
  return domain ? { domain, journey } : null
}
