import { hasOwnOutboundAddresses, type PlatformKey } from '#core/catalogue/platforms.ts'
import { regionOfAccountCode, type RegionKey } from '#core/catalogue/regions.ts'
import { emailSchema, type FieldCode } from '#core/contract/common.ts'
import { accountCodeSchema, type CreateAccountRequest } from '#core/contract/staff.ts'
import type { draftProblemTexts } from '#core/messages/en/staff-new-account.ts'
import { parseAddresses, parseDomains, parseLines } from './pasted-list.ts'

/** The form as typed: nothing is lost while it is wrong. */
export interface AccountDraft {
  company: string
  code: string
  region: RegionKey | ''
  platform: PlatformKey | ''
  domains: string
  addressing: 'fixed' | 'dynamic' | ''
  addresses: string
  ranges: string
  contactName: string
  contactEmail: string
}
export type DraftField = keyof AccountDraft

export const emptyDraft: Readonly<AccountDraft> = {
  company: '', code: '', region: '', platform: '', domains: '', addressing: '', addresses: '', ranges: '',
  contactName: '', contactEmail: '',
}

export type DraftProblemCode = FieldCode | keyof typeof draftProblemTexts
export interface DraftProblem {
  field: DraftField
  code: DraftProblemCode
}

/** The region of the code; where its prefix names none, what was chosen. */
export function toRegion(draft: AccountDraft): RegionKey | null {
  return regionOfAccountCode(draft.code) ?? (draft.region === '' ? null : draft.region)
}

export function hasOwnAddresses(draft: AccountDraft): boolean {
  return draft.platform !== '' && hasOwnOutboundAddresses(draft.platform)
}

/** What stands in the way, in the order of the fields. */
export function problemsOf(draft: AccountDraft): DraftProblem[] {
  const problems: (DraftProblem | null)[] = [
    problemOfLine('company', draft.company, 120),
    problemOfCode(draft),
    accountCodeSchema.safeParse(draft.code).success && toRegion(draft) === null ? { field: 'region', code: 'draft.region' } : null,
    draft.platform === '' ? { field: 'platform', code: 'draft.platform' } : null,
    problemOfDomains(draft.domains),
    ...(hasOwnAddresses(draft) ? problemsOfAddressing(draft) : []),
    problemOfLine('contactName', draft.contactName, 100),
    problemOfEmail(draft.contactEmail),
  ]
  return problems.filter((problem) => problem !== null)
}

function problemOfLine(field: 'company' | 'contactName', text: string, max: number): DraftProblem | null {
  if (text.trim() === '') return { field, code: `draft.${field}` }
  return text.trim().length > max ? { field, code: 'field.too-long' } : null
}

function problemOfCode({ code }: AccountDraft): DraftProblem | null {
  if (code.trim() === '') return { field: 'code', code: 'draft.code' }
  return accountCodeSchema.safeParse(code).success ? null : { field: 'code', code: 'draft.code-form' }
}

function problemOfDomains(text: string): DraftProblem | null {
  const { taken, refused } = parseDomains(text)
  if (refused.length > 0) return { field: 'domains', code: 'draft.some-refused' }
  return taken.length === 0 ? { field: 'domains', code: 'draft.no-domain' } : null
}

function problemsOfAddressing(draft: AccountDraft): DraftProblem[] {
  if (draft.addressing === '') return [{ field: 'addressing', code: 'draft.addressing' }]
  const isRefused = draft.addressing === 'fixed' && parseAddresses(draft.addresses).refused.length > 0
  return isRefused ? [{ field: 'addresses', code: 'draft.some-refused' }] : []
}

function problemOfEmail(text: string): DraftProblem | null {
  if (text.trim() === '') return { field: 'contactEmail', code: 'draft.contactEmail' }
  return emailSchema.safeParse(text).success ? null : { field: 'contactEmail', code: 'field.not-an-email' }
}

/** Only for a draft without problems: the region and the platform are there then. */
export function toCreateAccountRequest(draft: AccountDraft): CreateAccountRequest {
  if (draft.platform === '') throw new Error('A draft with problems cannot be sent')
  const ownAddresses = hasOwnAddresses(draft)
  const isDynamic = ownAddresses && draft.addressing === 'dynamic'
  const chosen = regionOfAccountCode(draft.code) === null ? toRegion(draft) : null
  return {
    company: draft.company.trim(),
    code: draft.code.trim().toUpperCase(),
    ...(chosen === null ? {} : { region: chosen }),
    platform: draft.platform,
    domains: parseDomains(draft.domains).taken.map(({ name }) => name),
    dynamicAddresses: isDynamic,
    addresses: ownAddresses && !isDynamic ? parseAddresses(draft.addresses).taken : [],
    rfiRanges: parseLines(draft.ranges),
    contact: { name: draft.contactName.trim(), email: draft.contactEmail.trim().toLowerCase() },
  }
}
