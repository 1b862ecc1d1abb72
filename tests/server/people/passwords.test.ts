import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../../server/people/passwords.ts'

describe('a password', () => {
  it('is known again, and no other is', async () => {
    const stored = await hashPassword('correct horse battery')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u)
    expect(await isPassword(stored, 'correct horse battery')).toBe(true)
    expect(await isPassword(stored, 'Correct horse battery')).toBe(false)
    expect(await isPassword(null, 'nobody has this password')).toBe(false)
  })

  it('costs the same work where there is nobody to have one', async () => {
    const stored = await hashPassword('correct horse battery')
    await isPassword(null, 'warm')
    let [withPerson, withNobody] = [Infinity, Infinity]
    // In turns, and the best of each: a busy machine only ever adds.
    for (let i = 0; i < 7; i += 1) {
      const startedAt = performance.now()
      await isPassword(stored, 'wrong')
      const between = performance.now()
      await isPassword(null, 'wrong')
      withPerson = Math.min(withPerson, between - startedAt)
      withNobody = Math.min(withNobody, performance.now() - between)
    }
    expect(withNobody).toBeGreaterThan(withPerson / 4)
  })
})
