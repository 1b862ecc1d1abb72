/**
 * At most one question per server and second, for those who are in no hurry: a watch that goes on for days. Who is in a
 * hurry does not wait, but is remembered, so that a patient one waits after him.
 */
import type { StopSignal } from '../stop.ts'

export interface Pace {
  /** Somebody asks this address now. */
  note(address: string): void
  /** Waits in line for the address; false when the signal came first. True counts as asked now. */
  turn(address: string, signal: StopSignal): Promise<boolean>
  /** When the address may be asked next, in milliseconds from now. */
  waitMs(address: string): number
}

export const paceMs = 1000
const maxServers = 1000

interface Line {
  lastMs: number
  waiting: Array<() => void>
  timer: NodeJS.Timeout | null
}

export function createPace(now: () => number): Pace {
  const lines = new Map<string, Line>()
  const lineOf = (address: string): Line => {
    const known = lines.get(address)
    if (known !== undefined) return known
    if (lines.size >= maxServers) sweep(lines, now() - paceMs)
    const line = { lastMs: -Infinity, waiting: [], timer: null }
    lines.set(address, line)
    return line
  }
  /** Lets the first one go when its time has come, else comes back then. */
  const serve = (line: Line): void => {
    if (line.timer !== null || line.waiting.length === 0) return
    const leftMs = line.lastMs + paceMs - now()
    if (leftMs > 0) {
      line.timer = setTimeout(() => {
        line.timer = null
        serve(line)
      }, Math.ceil(leftMs))
      return
    }
    line.lastMs = now()
    line.waiting.shift()?.()
    serve(line)
  }
  return {
    note(address) {
      lineOf(address).lastMs = now()
    },
    turn(address, signal) {
      const line = lineOf(address)
      return new Promise((resolve) => {
        if (signal.aborted) return resolve(false)
        const go = (): void => {
          signal.removeEventListener('abort', leave)
          resolve(true)
        }
        const leave = (): void => {
          line.waiting = line.waiting.filter((one) => one !== go)
          if (line.waiting.length === 0 && line.timer !== null) {
            clearTimeout(line.timer)
            line.timer = null
          }
          resolve(false)
        }
        signal.addEventListener('abort', leave)
        line.waiting.push(go)
        serve(line)
      })
    },
    waitMs(address) {
      const line = lines.get(address)
      if (line === undefined) return 0
      return Math.max(0, line.lastMs + paceMs * (1 + line.waiting.length) - now())
    },
  }
}

function sweep(lines: Map<string, Line>, askedBeforeMs: number): void {
  for (const [address, { lastMs, waiting }] of lines) if (waiting.length === 0 && lastMs < askedBeforeMs) lines.delete(address)
}
