import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'vite'
import { projectRoot } from './source-files.ts'

const entry = 'tests/helpers/watch-child.ts'
const outDir = 'dist/watch-child'

/** Bundles the child once, since Node does not read TypeScript; with what comes as hundreds of small files, so that it starts fast. */
export async function buildWatchChild(): Promise<void> {
  const rollupOptions = { output: { entryFileNames: 'watch-child.js' } }
  await build({
    root: projectRoot, configFile: false, logLevel: 'error', ssr: { noExternal: ['kysely', 'zod', 'ipaddr.js', 'tldts', 'tldts-core', 'lru-cache'] },
    build: { ssr: entry, outDir, target: 'node20', rollupOptions },
  })
}

export interface WatchProcess {
  /** Resolves once it has begun. */
  begin: (aheadMs: number) => Promise<void>
  /** As a power cut would. What it had to complain of before is given back. */
  kill: () => Promise<string>
}

/** Loaded already, and waiting to be told to begin: the time that takes would be most of a round. */
export function warmUp(environment: Record<string, string>): WatchProcess {
  const child = spawn(process.execPath, [join(projectRoot, outDir, 'watch-child.js')], {
    cwd: projectRoot, env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', ...environment }, stdio: 'pipe',
  })
  const { said, complaints } = listenTo(child)
  return {
    begin: async (aheadMs) => {
      await said('warm')
      child.stdin.write(`${String(aheadMs)}\n`)
      await said('working')
    },
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
      }
      return complaints()
    },
  }
}

function listenTo(child: ChildProcess) {
  let [heard, complained] = ['', '']
  const listeners = new Set<() => void>()
  const tell = () => { for (const listener of [...listeners]) listener() }
  child.stdout?.on('data', (chunk: Buffer) => {
    heard += chunk.toString()
    tell()
  })
  child.stderr?.on('data', (chunk: Buffer) => (complained += chunk.toString()))
  child.once('exit', tell)
  const said = (word: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        const isGone = child.exitCode !== null || child.signalCode !== null
        if (!heard.includes(word) && !isGone) return
        listeners.delete(look)
        if (heard.includes(word)) resolve()
        else reject(new Error(`The process ended before it said ${word}: ${complained}`))
      }
      listeners.add(look)
      look()
    })
  return { said, complaints: () => complained }
}
