import { z } from 'zod'
import type { Selectable } from 'kysely'
import { platformSchema, regionSchema, type Account, type SmartHostPair } from '#core/contract/account.ts'
import { regions, type HostPair } from '#core/catalogue/regions.ts'
import type { Fact } from '#core/catalogue/source.ts'
import type { AccountTable } from '../db/schema.ts'

const textsSchema = z.array(z.string())

/** The account as people see it: what staff entered for it, else what the catalogue knows of its region. */
export function toAccountView(row: Selectable<AccountTable>): Account {
  const region = regions[regionSchema.parse(row.region)]
  return {
    id: row.id,
    company: row.company,
    code: row.code,
    region: region.key,
    platform: platformSchema.parse(row.platform),
    dynamicAddresses: row.dynamic_addresses === 1,
    include: row.include ?? region.include?.value ?? null,
    smartHosts: {
      general: toPair(row.general_hosts, region.smartHosts),
      office365: toPair(row.office365_hosts, region.office365SmartHosts),
    },
    allowGlobalInclude: row.allow_global_include === 1,
    rfiRanges: textsSchema.parse(JSON.parse(row.rfi_ranges)),
    createdAt: row.created_at,
  }
}

function toPair(override: string | null, known: Fact<HostPair>): SmartHostPair {
  if (override !== null) return { hosts: textsSchema.parse(JSON.parse(override)), checked: true, overridden: true, source: null }
  return { hosts: [...known.value], checked: known.confidence !== 'pattern-only', overridden: false, source: known.source }
}
