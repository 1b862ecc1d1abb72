// dnsperf as the yardstick: what this server gives to a client that checks nothing but the id.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'

export function startDnsperf({ port, names, file, pin }) {
  writeFileSync(file, names.map((name) => `${name} TXT\n`).join(''))
  const run = (inFlight, ...more) => capture([...pin, 'dnsperf', '-s', '127.0.0.1', '-p', String(port), '-d', file, '-l', '1', '-q', String(inFlight), '-c', '1', '-T', '1', ...more])
  return {
    name: 'dnsperf',
    /** The rate from one run; the times from another, in which it prints each. */
    async measure({ inFlight }) {
      const perSecond = Number(/Queries per second:\s+([\d.]+)/.exec(await run(inFlight))?.[1])
      const times = [...(await run(inFlight, '-v')).matchAll(/^> NOERROR \S+ TXT ([\d.]+)$/gm)].map((match) => Number(match[1]) * 1000).sort((a, b) => a - b)
      // With one in flight its printing holds it up: ten questions a second say nothing.
      const quantile = (share) => (times.length < 1000 ? null : times[Math.floor(times.length * share)])
      return { perSecond, perCpuSecond: null, p50: quantile(0.5), p99: quantile(0.99), failed: 0 }
    },
    stop: () => undefined,
  }
}

function capture([program, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.once('error', reject)
    child.once('close', () => resolve(Buffer.concat(parts).toString()))
  })
}
