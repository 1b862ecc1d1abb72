import fc from 'fast-check'
import { expect } from 'vitest'
import { checkAhead, checkInOrder, spfWorld } from './spf-worlds.ts'

const canonical = (questions: readonly string[]) => questions.map((one) => one.toLowerCase().replace('. ', ' '))

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
      expect(asked).toEqual(expect.arrayContaining(canonical(inOrder.asked)))
      const key = inOrder.verdict.reason?.code ?? inOrder.verdict.result
      results.set(key, (results.get(key) ?? 0) + 1)
    }),
    { numRuns },
  )
  return results
}
