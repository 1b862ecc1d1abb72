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

it('the customer presses Validate: nine files and 900 lines at most, each named by ARCHITECTURE.md in this order', () => {
  const lines = naturalPath.map((path) => readProjectFile(path).trimEnd().split('\n').length)
  expect(naturalPath.length).toBeLessThanOrEqual(9)
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(900)
  const map = readProjectFile('ARCHITECTURE.md')
  const places = naturalPath.map((path) => map.indexOf(`\`${path}\``))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})
