import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { projectRoot } from './source-files.ts'

export interface ServerProcess {
  url: string
  /** As printed; null once it was used. */
  setUpUrl: string | null
  /** Ends the process at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** A port that was free a moment ago: the process must come back at the same address after it was killed. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** The built server as a process of its own. Resolves once it has said where it listens. */
export async function startServerProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(projectRoot, 'dist/server/main.js')], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = await untilListening(child)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return {
    url: /http:\/\/\S+:\d+/.exec(printed)?.[0] ?? '',
    setUpUrl: /http\S+\/set-up#\S+/.exec(printed)?.[0] ?? null,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

function untilListening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      // The set-up link is printed right behind the address, when there is one.
      if (/http:\/\/\S+:\d+/.test(printed)) setTimeout(() => { resolve(printed) }, 50)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.once('exit', (code) => { reject(new Error(`The server ended with ${String(code)}: ${printed}`)) })
  })
}
