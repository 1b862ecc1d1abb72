import type { Kysely } from 'kysely'
import type { FieldProblem } from '#core/contract/common.ts'
import type { Database } from '../db/schema.ts'
import { parseDomainName } from '../domains/domain-name.ts'
import { isProvenElsewhere } from '../evidence/evidence.store.ts'

export interface TypedDomains {
  names: readonly string[]
  problems: readonly FieldProblem[]
}

/** Reads domains as typed or pasted; each that cannot be taken comes back with its place in the list and why. */
export async function readTypedDomains(db: Kysely<Database>, typed: readonly string[], { accountId, field, present }: { accountId: string; field: string; present: readonly string[] }): Promise<TypedDomains> {
  const names: string[] = []
  const problems: FieldProblem[] = []
  for (const [index, text] of typed.entries()) {
    const parsed = parseDomainName(text)
    const refuse = (code: string, understood: string) => problems.push({ field: `${field}.${String(index)}`, code, understood })
    if (!parsed.ok) refuse(parsed.code, parsed.understood)
    else if (names.includes(parsed.name) || present.includes(parsed.name)) refuse('domain.already-listed', parsed.display)
    // Neutral: it does not say who holds it (S-5).
    else if (await isProvenElsewhere(db, parsed.name, accountId)) refuse('domain.taken', parsed.display)
    else names.push(parsed.name)
  }
  return { names, problems }
}
