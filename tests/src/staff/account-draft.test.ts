import { describe, expect, it } from 'vitest'
import { createAccountRequestSchema } from '#core/contract/staff.ts'
import { emptyDraft, problemsOf, toCreateAccountRequest, toRegion, type AccountDraft } from '../../../src/staff/account-draft.ts'

const draft: AccountDraft = {
  company: ' Northwind Ltd ', code: 'cuk12a345', region: '', platform: 'on-premises', domains: 'northwind.example',
  addressing: 'fixed', addresses: '193.0.6.139', ranges: '193.0.6.0/24', contactName: 'Maria Keller', contactEmail: 'Maria@Northwind.example',
}

describe('the draft of an account', () => {
  it('with nothing in it names every field that is needed, in their order', () => {
    expect(problemsOf(emptyDraft)).toEqual([
      { field: 'company', code: 'draft.company' },
      { field: 'code', code: 'draft.code' },
      { field: 'platform', code: 'draft.platform' },
      { field: 'domains', code: 'draft.no-domain' },
      { field: 'contactName', code: 'draft.contactName' },
      { field: 'contactEmail', code: 'draft.contactEmail' },
    ])
  })

  it('takes the region from the code, whatever was chosen before', () => {
    expect(toRegion({ ...draft, region: 'us' })).toBe('eu')
    expect(toCreateAccountRequest({ ...draft, region: 'us' })).not.toHaveProperty('region')
  })

  it('asks for the region only where the code names none', () => {
    const unknown = { ...draft, code: 'COFF123' }
    expect(problemsOf(unknown)).toEqual([{ field: 'region', code: 'draft.region' }])
    expect(problemsOf({ ...unknown, region: 'je' })).toEqual([])
    expect(toCreateAccountRequest({ ...unknown, region: 'je' }).region).toBe('je')
  })

  it('becomes a request that the contract accepts, with every answer cleaned', () => {
    const request = toCreateAccountRequest(draft)
    expect(createAccountRequestSchema.parse(request)).toEqual({
      company: 'Northwind Ltd', code: 'CUK12A345', platform: 'on-premises', domains: ['northwind.example'], dynamicAddresses: false,
      addresses: ['193.0.6.139'], rfiRanges: ['193.0.6.0/24'], contact: { name: 'Maria Keller', email: 'maria@northwind.example' },
    })
  })

  it('sends no addresses when they are dynamic, or when the platform has none of its own', () => {
    expect(toCreateAccountRequest({ ...draft, addressing: 'dynamic' })).toMatchObject({ dynamicAddresses: true, addresses: [] })
    expect(toCreateAccountRequest({ ...draft, platform: 'office-365', addressing: 'dynamic' })).toMatchObject({ dynamicAddresses: false, addresses: [] })
  })

  it('is not sent while one pasted line cannot be taken', () => {
    expect(problemsOf({ ...draft, domains: 'northwind.example\na..b' })).toEqual([{ field: 'domains', code: 'draft.some-refused' }])
    expect(problemsOf({ ...draft, addresses: '10.0.0.1' })).toEqual([{ field: 'addresses', code: 'draft.some-refused' }])
    expect(problemsOf({ ...draft, addresses: '10.0.0.1', addressing: 'dynamic' })).toEqual([])
  })
})
