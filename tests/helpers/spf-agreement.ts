import fc from 'fast-check'
import { expect } from 'vitest'
import { maxLookups } from '../../core/spf/limits.ts'
import { checkAhead, checkInOrder, spfWorld, type SpfWorld } from './spf-worlds.ts'

const canonicalOne = (question: string) => question.toLowerCase().replace('. ', ' ').replace(/ \w+$/, (type) => type.toUpperCase())
const canonical = (questions: readonly string[]) => questions.map(canonicalOne)

/** How many terms these questions are of, at least: those for exchangers, names of the client and explanations are left out. */
function countTerms(questions: readonly string[], { zone }: SpfWorld): number {
  const owners = Object.values(zone).filter((owner) => typeof owner !== 'string')
  const found = owners.flatMap(({ MX = [], PTR = [] }) => [...MX.map((text) => text.split(' ')[1] ?? ''), ...PTR])
  const explained = owners.flatMap(({ TXT = [] }) => TXT.flatMap((text) => /exp=(\S+)/.exec(String(text))?.[1] ?? []))
  const besides = new Set([...found.flatMap((name) => [`${name} A`, `${name} AAAA`]), ...explained.map((name) => `${name} TXT`)].map(canonicalOne))
  return questions.filter((one) => !besides.has(one) && !one.endsWith(' PTR')).length
}

/**
 * Asking ahead agrees with asking one by one: verdict, reason, counts, trace and explanation. Every question that was asked
 * in order was asked ahead too, none twice, and no more than ten terms' worth beside them.
 */
export async function expectAgreement(numRuns: number): Promise<Map<string, number>> {
  const results = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(spfWorld, fc.nat(), async (world, seed) => {
      const inOrder = await checkInOrder(world)
      const ahead = await checkAhead(world, seed)
      expect(ahead.verdict).toEqual(inOrder.verdict)
      const asked = canonical(ahead.asked)
      expect(new Set(asked).size).toBe(asked.length)
      const needed = canonical(inOrder.asked)
      expect(asked).toEqual(expect.arrayContaining(needed))
      expect(countTerms(asked.filter((one) => !needed.includes(one)), world)).toBeLessThanOrEqual(maxLookups)
      const key = inOrder.verdict.reason?.code ?? inOrder.verdict.result
      results.set(key, (results.get(key) ?? 0) + 1)
    }),
    { numRuns },
  )
  return results
}
