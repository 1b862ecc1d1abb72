import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configTable } from '../server/config.ts'
import { projectRoot, readProjectFile } from './helpers/source-files.ts'

const scripts = Object.keys((JSON.parse(readProjectFile('package.json')) as { scripts: object }).scripts)
const documents = ['README.md', 'ARCHITECTURE.md']

/** Names of npm scripts that a text tells people to run; npm's own commands are not scripts. */
function scriptsNamedIn(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run )?([a-z][a-z:-]*)/g)].map((match) => match[1] ?? '').filter((name) => !['ci', 'install'].includes(name))
}

/** Paths of the project that a text shows in backticks. */
function pathsNamedIn(text: string): string[] {
  return [...text.matchAll(/`((?:core|server|src|tests|bench|bin|public|\.ci)\/[\w./-]*)`/g)].map((match) => match[1] ?? '')
}

describe.each(documents)('%s', (document) => {
  const text = readProjectFile(document)

  it('names only scripts that exist', () => {
    expect(scriptsNamedIn(text).filter((name) => !scripts.includes(name))).toEqual([])
    expect(scriptsNamedIn('run `npm run gone` and `npm ci`')).toEqual(['gone'])
  })

  it('names only files and folders that exist', () => {
    expect(pathsNamedIn(text).filter((path) => !existsSync(join(projectRoot, path)))).toEqual([])
    expect(pathsNamedIn('see `core/gone.ts`')).toEqual(['core/gone.ts'])
  })

  it('shows only pictures that exist', () => {
    const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => match[1] ?? '')
    expect(pictures.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([])
  })
})

it('README lists every variable of the configuration, with its default and what it is', () => {
  const rows = configTable.map(({ name, standard, about }) => `| \`${name}\` | ${standard ? `\`${standard}\`` : ''} | ${about} |`)
  const [, listed] = /<!-- configuration -->\n([^]*?)<!-- \/configuration -->/.exec(readProjectFile('README.md')) ?? []
  expect(listed?.trim().split('\n').slice(2)).toEqual(rows)
})
