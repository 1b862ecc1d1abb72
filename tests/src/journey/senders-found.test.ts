import { expect, test } from 'vitest'
import { sendersFound } from '../../../src/journey/spf/senders-found.ts'

const include = 'eu._netblocks.mimecast.com'

test('known services are named, unknown ones stand with their host', () => {
  expect(sendersFound(['v=spf1 include:spf.protection.outlook.com include:spf.unknown.example ~all'], include)).toEqual([
    'Microsoft 365 (spf.protection.outlook.com)',
    'A service that we do not know: spf.unknown.example',
  ])
})

test('Mimecast is none of the others, in whichever region and spelling', () => {
  const record = 'v=spf1 include:EU._netblocks.mimecast.com. include:us._netblocks.mimecast.com include:_netblocks.mimecast.com ~all'
  expect(sendersFound([record], include)).toEqual([])
})

test('addresses, networks and the hosts of the domain itself are told apart', () => {
  expect(sendersFound(['v=spf1 ip4:193.0.6.139 ip4:193.0.6.0/24 a mx mx:mail.one.example -all'], include)).toEqual([
    'The address 193.0.6.139',
    'All addresses of 193.0.6.0/24',
    'The address of the domain itself (a)',
    'The hosts that receive the domain’s mail (mx)',
    'The hosts that receive the mail of mail.one.example (mx)',
  ])
})

test('what a record denies does not send, and what stands in two records is said once', () => {
  expect(sendersFound(['v=spf1 -ip4:193.0.6.139 mx ~all', 'v=spf1 mx ~all'], include)).toEqual([
    'The hosts that receive the domain’s mail (mx)',
  ])
})

test('a record that cannot be read in full still names what can be read, and what cannot', () => {
  expect(sendersFound(['v=spf1 include:sendgrid.net ip4:nonsense ~all'], include)).toEqual(['Twilio SendGrid (sendgrid.net)', 'A rule that we cannot put a name to: ip4:nonsense'])
})

test('hostile names are shown with what they hide written out', () => {
  expect(sendersFound(['v=spf1 redirect=one.example\u202E'], include).join()).not.toContain('\u202E')
})
