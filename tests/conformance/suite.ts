/** Reads the public conformance cases: scenarios of questions and of the zone they are asked of. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import * as z from 'zod'

const textSchema = z.union([z.string(), z.array(z.string())])
const recordSchema = z.union([
  z.literal('TIMEOUT'),
  z.object({
    SPF: z.optional(textSchema), TXT: z.optional(textSchema), A: z.optional(z.string()), AAAA: z.optional(z.string()),
    PTR: z.optional(z.string()), CNAME: z.optional(z.string()), MX: z.optional(z.tuple([z.number(), z.string()])),
  }),
])
export type SuiteRecord = z.infer<typeof recordSchema>

const caseSchema = z.object({
  spec: z.unknown(),
  helo: z.string(),
  host: z.string(),
  mailfrom: z.nullable(z.string()),
  result: z.union([z.string(), z.array(z.string())]),
  explanation: z.optional(z.string()),
})
export type SuiteCase = z.infer<typeof caseSchema>

const scenarioSchema = z.object({
  description: z.string(),
  tests: z.record(z.string(), caseSchema),
  zonedata: z.record(z.string(), z.nullable(z.array(recordSchema))),
})
export type Scenario = z.infer<typeof scenarioSchema>

/** The suite's folder stands beside the project; without it there is nothing to measure. */
export const suiteDir = process.env['SPF_SUITE_DIR'] ?? '../shared/spf-suite'

export function readSuite(): Scenario[] {
  if (!existsSync(suiteDir)) return []
  const files = readdirSync(suiteDir).filter((name) => /\.ya?ml$/.test(name))
  return files.flatMap((name) => parseAllDocuments(readFileSync(join(suiteDir, name), 'utf8')).map((document) => scenarioSchema.parse(document.toJS())))
}
