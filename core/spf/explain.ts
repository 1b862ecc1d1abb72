/**
 * The domain owner's explanation of a `fail` (RFC 7208 §6.2). Whatever goes wrong on the way means that there is none: it
 * never changes the result, and costs nothing against the limits.
 */
import { expandMacros, inExplanation, parseMacroString } from './macro.ts'
import type { MacroString } from './record.ts'
import type { Run } from './run.ts'
import { resolveTarget, toMacroValues } from './target.ts'

export async function explain(run: Run, spec: MacroString, domain: string): Promise<string | null> {
  const end = run.trace?.openExplanation(domain)
  const text = await fetchExplanation(run, spec, domain)
  end?.(text)
  return text
}

async function fetchExplanation(run: Run, spec: MacroString, domain: string): Promise<string | null> {
  if (run.isOutOfTime()) return null
  const target = await resolveTarget(run, spec, domain)
  if (target === null) return null
  const outcome = await run.lookup(target, 'TXT')
  if (outcome.kind !== 'answer') return null
  const [record, ...others] = outcome.records
  if (record === undefined || others.length > 0) return null
  const text = parseMacroString(record.text, inExplanation)
  if (text === null) return null
  const words = expandMacros(text, await toMacroValues(run, text, domain))
  // It goes into a reply as it is: US-ASCII alone, and no line may end in it, whatever the sender called himself.
  return /^[\x20-\x7e]*$/.test(words) ? words : null
}
