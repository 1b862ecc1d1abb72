// One of the other engines behind the same lines as `connect-check --jsonl`, so that all are measured in the same way.
// Arguments: the engine, then the port of the DNS server.
import dns from 'node:dns'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const [engine, port] = process.argv.slice(2)
const require = createRequire(new URL('../peers/package.json', import.meta.url))
const servers = [`127.0.0.1:${port}`]
// Engines that ask through Node's shared resolver, and those that take one.
dns.setServers(servers)
dns.promises.setServers(servers)
const own = new dns.promises.Resolver()
own.setServers(servers)
const resolver = (name, type) => own.resolve(name, type)
console.error = console.log = () => undefined

const engines = {
  mailauth() {
    const { spf } = require('mailauth/lib/spf')
    return async ({ ip, helo, mailfrom }) => (await spf({ ip, helo, sender: mailfrom, resolver, strict: true, mta: 'receiver.example' })).status.result
  },
  'mailauth-4'() {
    const { spf } = require('mailauth-4/lib/spf')
    return async ({ ip, helo, mailfrom }) => (await spf({ ip, helo, sender: mailfrom, resolver, mta: 'receiver.example' })).status.result
  },
  'haraka-plugin-spf'() {
    const { SPF } = require('haraka-plugin-spf/lib/spf')
    return async ({ ip, helo, mailfrom }) => {
      const check = new SPF()
      check.helo = helo
      check.log_debug = () => undefined
      return check.result(await check.check_host(ip, mailfrom.split('@')[1], mailfrom)).toLowerCase()
    }
  },
  'spf-check'() {
    const check = require('spf-check')
    return async ({ ip, mailfrom }) => (await check(ip, mailfrom.split('@')[1], mailfrom)).toLowerCase()
  },
}

const check = engines[engine]()
for await (const line of createInterface({ input: process.stdin })) void answer(JSON.parse(line))

async function answer({ id, repeat = 1, ...request }) {
  let result
  for (let left = repeat; left > 0; left -= 1) {
    try {
      result = await check(request)
    } catch (error) {
      result = `threw ${error?.message ?? error}`
    }
  }
  process.stdout.write(`${JSON.stringify({ id, result })}\n`)
}
