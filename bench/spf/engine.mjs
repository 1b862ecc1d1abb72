// One engine as a process that takes requests as lines: starting it, asking it, and what it has used.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export function startEngine({ name, command, args, cpu }) {
  const pin = cpu === null ? [] : ['taskset', '-c', String(cpu)]
  const [file, ...rest] = [...pin, command, ...args]
  const child = spawn(file, rest, { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = new Map()
  let nextId = 0
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    const { id, result } = JSON.parse(line)
    waiting.get(id)?.resolve(result)
    waiting.delete(id)
  })
  child.stdin.on('error', () => undefined)
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended with ${code}`))
    waiting.clear()
  })
  return {
    name,
    pid: child.pid,
    /** Resolves to the result. */
    ask: (request) =>
      new Promise((resolve, reject) => {
        const id = nextId++
        if (child.exitCode !== null) return reject(new Error(`${name} has ended`))
        waiting.set(id, { resolve, reject })
        child.stdin.write(`${JSON.stringify({ ...request, id })}\n`)
      }),
    /** Processor seconds of the process so far, and the most memory it ever held, in MB. Null where nobody tells. */
    used: () => readUsage(child.pid),
    stop: () =>
      new Promise((resolve) => {
        child.once('close', resolve)
        child.stdin.end()
        setTimeout(() => child.kill(), 3000).unref()
      }),
  }
}

function readUsage(pid) {
  if (process.platform !== 'linux') return null
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
  const ticksPerSecond = 100
  const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  const peakKb = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  return { cpuSeconds, peakMb: peakKb / 1024 }
}
