import { describe, expect, it } from 'vitest'
import { readProjectFile } from './helpers/source-files.ts'

interface LockedPackage {
  version?: string
  resolved?: string
  engines?: { node?: string }
  optional?: boolean
  optionalDependencies?: Record<string, string>
}
const lock = JSON.parse(readProjectFile('package-lock.json')) as { packages: Record<string, LockedPackage> }
const locked = Object.entries(lock.packages).filter(([path]) => path !== '')

/** True when a range of alternatives and comparators admits some Node 20 from 20.19 on. Enough of semver for `engines`. */
function admitsNode20(range: string): boolean {
  return range.split('||').some((alternative) =>
    alternative.trim().split(/(?<![<>=^~])\s+/).every((part) => {
      const match = /^(>=|>|<=|<|\^|~|=)?\s*v?(\d+|\*)(?:\.(\d+|x))?/.exec(part.trim())
      if (!match) return part.trim() === '' || part.trim() === '*'
      const [, operator = '=', major = '*', minor = '0'] = match
      if (major === '*') return true
      const [m, n] = [Number(major), minor === 'x' ? 0 : Number(minor)]
      if (operator === '>=' || operator === '>') return m < 20 || (m === 20 && n <= 19)
      if (operator === '<' || operator === '<=') return m > 20
      return m === 20 && n <= 19
    }),
  )
}

describe('the lock file', () => {
  it('names no download address', () => {
    expect(locked.filter(([, entry]) => entry.resolved?.startsWith('http')).map(([path]) => path)).toEqual([])
  })

  it('holds only packages that admit Node 20, but for dns2, which runs there all the same', () => {
    const refusing = locked.filter(([, entry]) => entry.engines?.node !== undefined && !admitsNode20(entry.engines.node))
    expect(refusing.map(([path]) => path.replace(/^.*node_modules\//, ''))).toEqual(['dns2'])
  })

  it('holds every optional package that another names, so that npm ci works on every system', () => {
    const names = new Set(locked.map(([path]) => path.replace(/^.*node_modules\//, '')))
    const missing = locked.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}).filter((name) => !names.has(name)))
    expect(missing).toEqual([])
  })

  it('holds dns2 at exactly the version whose defects are known', () => {
    expect(lock.packages['node_modules/dns2']?.version).toBe('3.1.1')
  })

  it.each([['>=22', false], ['^20.19.0 || >=22.12.0', true], ['>= 18', true], ['^22.17', false], ['>=20.20', false], ['20 || >=22', true], ['*', true], ['>=10.0.0 <21', true]])(
    'reads the range %s',
    (range, admitted) => {
      expect(admitsNode20(range)).toBe(admitted)
    },
  )
})
