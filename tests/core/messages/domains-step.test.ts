import { describe, expect, it } from 'vitest'
import { proofText } from '#core/messages/en/domains-step.ts'

describe('what to do when a domain could not be asked about', () => {
  const fixFor = (reason: string) => proofText('could-not-ask').fix({ name: 'northwind.example', reason })

  it.each(['timeout', 'servfail', 'busy'])('%s may pass by itself', (reason) => {
    expect(fixFor(reason)).toContain('Check again in a few minutes.')
  })

  it.each(['no-address', 'lame', 'refused', 'malformed'])('%s is for the DNS host, and waiting alone is not advised', (reason) => {
    expect(fixFor(reason)).toContain('Ask your DNS host')
    expect(fixFor(reason)).not.toContain('in a few minutes')
  })

  it('never speaks of a mistake in the record', () => {
    for (const reason of ['timeout', 'lame']) expect(fixFor(reason)).toContain('This says nothing about your record.')
  })
})
