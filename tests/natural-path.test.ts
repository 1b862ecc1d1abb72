import { expect, it } from 'vitest'
import { readProjectFile } from './helpers/source-files.ts'

/** The files that one opens to follow "the customer presses Validate", in the order of reading (ARCHITECTURE.md). */
const naturalPath = [
  'src/journey/SpfCheckStep.vue',
  'src/stores/journey.ts',
  'src/api/client.ts',
  'server/http/app.ts',
  'server/spf-check/spf-check.route.ts',
  'server/spf-check/spf-check.service.ts',
  'server/dns/authority/authority.ts',
  'server/spf-check/check-spf.ts',
  'core/spf/judge.ts',
]

/** What one file says and the next one answers to, so that nothing stands between them. Each hop starts at the first file named. */
const hops: readonly [from: string, word: RegExp, to: string, answer: RegExp][] = [
  ['src/journey/SpfCheckStep.vue', /store\.checkSpf\(/u, 'src/stores/journey.ts', /checkSpf: \(/u],
  ['src/stores/journey.ts', /client\.call\(/u, 'src/api/client.ts', /call/u],
  ['src/stores/journey.ts', /act\(contract\.checkSpf,/u, 'server/spf-check/spf-check.route.ts', /customerRoute\(checkSpf,/u],
  ['server/spf-check/spf-check.route.ts', /parts\.checkAccountSpf\(/u, 'server/spf-check/spf-check.service.ts', /createSpfCheck\(.*CheckAccountSpf/u],
  ['server/spf-check/spf-check.service.ts', /authority\.lookEverywhere\(/u, 'server/dns/authority/authority.ts', /lookEverywhere: \(/u],
  ['server/spf-check/spf-check.service.ts', /await checkSpf\(/u, 'server/spf-check/check-spf.ts', /export async function checkSpf\(/u],
  ['server/spf-check/check-spf.ts', /judgeSpf\(/u, 'core/spf/judge.ts', /export function judgeSpf\(/u],
]

it.each(hops)('%s calls %s of %s', (from, word, to, answer) => {
  expect(naturalPath).toEqual(expect.arrayContaining([from, to]))
  expect(readProjectFile(from)).toMatch(word)
  expect(readProjectFile(to)).toMatch(answer)
})

it('the customer presses Validate: nine files and 900 lines at most, each named by ARCHITECTURE.md in this order', () => {
  const lines = naturalPath.map((path) => readProjectFile(path).trimEnd().split('\n').length)
  expect(naturalPath.length).toBeLessThanOrEqual(9)
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(900)
  const map = readProjectFile('ARCHITECTURE.md')
  const places = naturalPath.map((path) => map.indexOf(`\`${path}\``))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})
