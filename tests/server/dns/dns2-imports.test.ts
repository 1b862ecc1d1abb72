import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../../..')

function importersOf(library: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|vue)$/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => readFileSync(join(root, path), 'utf8').includes(`from '${library}'`))
}

test('only the message module and the demo’s server side know dns2', () => {
  const importers = ['server', 'core', 'src'].flatMap((folder) => importersOf('dns2', folder))
  expect(importers.sort()).toEqual(['server/demo/dns-wire.ts', 'server/dns/message.ts'])
})

test('dns2 is the exact version whose faults were measured', () => {
  expect(manifest.dependencies.dns2).toBe('3.1.1')
})
