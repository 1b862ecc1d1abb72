import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, readProjectFile } from './helpers/source-files.ts'

const coreMayUse = new Set(['zod/mini', 'ipaddr.js'])

/** Everything that a file imports, statically or on demand. */
function importsOf(text: string): string[] {
  const pattern = /^\s*(?:import\s+|(?:import|export)\s[^;'"=]*\sfrom\s+)['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')
}

/** The room of the tree that an import leads to, or `package` for other people's code. */
function roomOf(file: string, target: string): string {
  if (target.startsWith('#core/')) return 'core'
  if (!target.startsWith('.')) return 'package'
  return posix.normalize(posix.join(posix.dirname(file), target)).split('/')[0] ?? ''
}

/** Says why an import is not allowed, or nothing. */
function objectionTo(file: string, target: string): string | null {
  const from = file.split('/')[0] ?? ''
  const to = roomOf(file, target)
  if (to === 'tests' && from !== 'tests') return 'only tests import tests'
  if (from === 'core' && to === 'package' && !coreMayUse.has(target)) return 'core imports nothing but zod/mini and ipaddr.js'
  if (from === 'core' && (to === 'src' || to === 'server')) return 'core knows neither the page nor the server'
  if (from === 'src' && to === 'server') return 'the page and the server meet in core'
  if (from === 'server' && to === 'src') return 'the page and the server meet in core'
  if (from === 'src' && target.startsWith('node:')) return 'the page runs in a browser'
  if (from === 'src' && target === 'zod') return 'full zod costs the page 20 kB'
  if (target === 'dns2' && file !== 'server/dns/message.ts' && !file.startsWith('server/demo/') && from !== 'tests')
    return 'server/dns/message.ts alone speaks through dns2, besides the servers of the demo'
  return null
}

const sources = ['core', 'src', 'server'].flatMap((room) => filesBelow(room, ['.ts', '.vue']))

describe('who may import whom', () => {
  it('holds in every source file', () => {
    expect(sources.length).toBeGreaterThan(50)
    const objections = sources.flatMap((file) =>
      importsOf(readProjectFile(file)).flatMap((target) => {
        const objection = objectionTo(file, target)
        return objection ? [`${file} imports ${target}: ${objection}`] : []
      }),
    )
    expect(objections).toEqual([])
  })

  it.each([
    ['core/spf/parse.ts', `import { readFile } from 'node:fs'`],
    ['core/spf/parse.ts', `import * as z from 'zod'`],
    ['core/spf/parse.ts', `import { x } from '../../server/app.ts'`],
    ['core/spf/parse.ts', `import { x } from '../../src/main.ts'`],
    ['core/spf/parse.ts', `const x = await import('vue')`],
    ['src/main.ts', `import { x } from '../server/app.ts'`],
    ['src/main.ts', `import 'node:path'`],
    ['src/main.ts', `import * as z from 'zod'`],
    ['server/app.ts', `import { x } from '../src/main.ts'`],
    ['server/app.ts', `export { x } from '../tests/helpers/zone.ts'`],
    ['server/journey/journey.service.ts', `import { Packet } from 'dns2'`],
  ])('refuses in %s the line %s', (file, line) => {
    expect(importsOf(line).map((target) => objectionTo(file, target))).toEqual([expect.any(String)])
  })

  it.each([
    ['src/main.ts', `import { x } from '#core/spf/judge.ts'`],
    ['server/app.ts', `import { x } from '#core/contract/endpoints.ts'`],
    ['core/contract/common.ts', `import * as z from 'zod/mini'`],
    ['server/dns/message.ts', `import { Packet } from 'dns2'`],
  ])('allows in %s the line %s', (file, line) => {
    expect(importsOf(line).map((target) => objectionTo(file, target))).toEqual([null])
  })
})
