// One resolver in a process of its own. Arguments: which, the server's port, and for ours the file it was built into.
// Its parent sends { names, inFlight, ms } and gets { perSecond, perCpuSecond, p50, p99, failed }, times in milliseconds.
import dns from 'node:dns'

const [which, port, built] = process.argv.slice(2)
const server = `127.0.0.1:${port}`

const resolvers = {
  async ours() {
    const { createResolver } = await import(built)
    const resolver = createResolver({ upstreams: [server], remember: false })
    return async (name) => (await resolver.lookup(name, 'TXT')).kind === 'answer'
  },
  async node() {
    const resolver = new dns.promises.Resolver()
    resolver.setServers([server])
    return async (name) => (await resolver.resolveTxt(name).catch(() => [])).length > 0
  },
}

const lookup = await resolvers[which]()

process.on('message', async ({ names, inFlight, ms }) => {
  const times = []
  let next = 0
  let failed = 0
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const until = startedAt + ms
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      let at = performance.now()
      while (at < until) {
        if (!(await lookup(names[next++ % names.length]))) failed += 1
        const now = performance.now()
        times.push(now - at)
        at = now
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  times.sort((a, b) => a - b)
  const quantile = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  process.send({ perSecond: times.length / seconds, perCpuSecond: times.length / ((user + system) / 1e6), p50: quantile(0.5), p99: quantile(0.99), failed })
})
process.on('disconnect', () => process.exit())
process.send({})
