import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../src/style.css'), 'utf8')
const tokens = new Map([...css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/gu)].map(([, name, light, dark]) => [name, { light, dark }]))

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const [a, b] = [one, other].map((name) => luminance(tokens.get(name)?.[theme] ?? '')).sort((x, y) => y - x)
  return ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05)
}

const text: [string, string][] = [
  ...['ink', 'muted', 'accent', 'accent-strong', 'good', 'wrong', 'waiting', 'unknown'].flatMap((name): [string, string][] => [[name, 'page'], [name, 'panel']]),
  ...['good', 'wrong', 'waiting', 'unknown', 'accent'].flatMap((name): [string, string][] => [[name, `${name}-soft`], ['ink', `${name}-soft`], ['muted', `${name}-soft`], ['accent', `${name}-soft`]]),
  ['on-accent', 'accent'], ['on-accent', 'accent-strong'],
]
const parts: [string, string][] = [['edge', 'page'], ['edge', 'panel'], ['accent', 'page'], ...['good', 'wrong', 'waiting', 'unknown'].map((name): [string, string] => [name, 'page'])]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(text)('%s can be read on %s', (one, other) => {
    expect(contrast(one, other, theme)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(parts)('%s can be seen on %s', (one, other) => {
    expect(contrast(one, other, theme)).toBeGreaterThanOrEqual(3)
  })
})
