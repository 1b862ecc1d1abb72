import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export const projectRoot = join(import.meta.dirname, '..', '..')

/** Paths below a folder of the project, with `/` between, as they are written in imports. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

export function readProjectFile(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8')
}
