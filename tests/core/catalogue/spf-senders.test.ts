import { describe, expect, it } from 'vitest'
import { findDeadInclude, findSender, spfSenders } from '#core/catalogue/spf-senders.ts'

describe('the sender behind an include', () => {
  it.each([
    ['spf.protection.outlook.com', 'Microsoft 365'],
    ['_SPF.Google.COM.', 'Google Workspace'],
    ['eu._netblocks.mimecast.com', 'Mimecast'],
    ['uspcom._netblocks.mimecast-pscom-us.com', 'Mimecast'],
    ['u123.wl.sendgrid.net', 'Twilio SendGrid'],
    ['spf1.mailgun.org', 'Mailgun'],
    ['spf.em.secureserver.net', 'GoDaddy marketing'],
    ['spf.secureserver.net', 'GoDaddy mail'],
    ['1234567.spf05.hubspotemail.net', 'HubSpot'],
  ])('%s is %s', (include, vendor) => {
    expect(findSender(include)?.vendor).toBe(vendor)
  })

  it('is matched at a label boundary only', () => {
    expect(findSender('notsendgrid.net')).toBeNull()
    expect(findSender('sendgrid.net.northwind.example')).toBeNull()
  })

  it('is listed once', () => {
    expect(new Set(spfSenders.map(({ suffix }) => suffix)).size).toBe(spfSenders.length)
  })

  it('is not behind a name that circulates but has no record', () => {
    expect(findDeadInclude('_spf.Mimecast.com.')?.vendor).toBe('Mimecast')
    expect(findDeadInclude('eu._netblocks.mimecast.com')).toBeNull()
  })
})
