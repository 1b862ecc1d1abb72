/** The sentences about addresses. Each says what was understood, why it cannot be taken, and what to do instead. */
import type { AddressRefusalCode } from '../../address/address.ts'

type Sentence = (params: { understood: string }) => string

const findPublic = 'On the mail server, open this page to see the public address it sends from.'

export const addressRefusals = {
  'address.missing': () => 'Enter the public IPv4 address that your mail server sends from.',
  'address.not-an-address': ({ understood }) =>
    `“${understood}” is not an IP address. Enter four numbers from 0 to 255 with dots between them.`,
  'address.several': ({ understood }) => `“${understood}” holds more than one address. Enter them one at a time.`,
  'address.network': ({ understood }) =>
    `“${understood}” is a network. Only single addresses can be authorised. Enter each sending address by itself, without a slash or a mask.`,
  'address.range': ({ understood }) =>
    `“${understood}” is a range. Only single addresses can be authorised. Enter each address that sends mail by itself.`,
  'address.octal-or-hex': ({ understood }) =>
    `“${understood}” is not written as four plain decimal numbers. Programs read such numbers differently. Enter all four without leading zeros.`,
  'address.private': ({ understood }) =>
    `${understood} is a private address. It exists only inside your network, so Mimecast never sees it. ${findPublic}`,
  'address.cgnat': ({ understood }) =>
    `${understood} is shared inside your provider’s network. Mimecast never sees it. Ask your provider for a fixed public address, or use “Notify us”.`,
  'address.loopback': ({ understood }) => `${understood} is how a computer calls itself. ${findPublic}`,
  'address.link-local': ({ understood }) =>
    `${understood} is valid on one network cable only. A computer gives it to itself when it got no other. ${findPublic}`,
  'address.documentation': ({ understood }) =>
    `${understood} is reserved for examples in documents. No mail server can send from it. ${findPublic}`,
  'address.benchmarking': ({ understood }) =>
    `${understood} is reserved for measuring equipment. No mail server can send from it. ${findPublic}`,
  'address.multicast': ({ understood }) =>
    `${understood} stands for a group of receivers. Nothing can be sent from it. ${findPublic}`,
  'address.reserved': ({ understood }) =>
    `${understood} is reserved and belongs to nobody’s mail server. ${findPublic}`,
  'address.unspecified': ({ understood }) => `${understood} means “no particular address”. ${findPublic}`,
  'address.ipv6': ({ understood }) =>
    `${understood} is an IPv6 address. Only IPv4 addresses can be authorised here. If your server sends over IPv6 only, use “Notify us”.`,
  'address.ipv6-mapped': ({ understood }) =>
    `This is the IPv4 address ${understood} in IPv6 form. It is not a public address of your own. ${findPublic}`,
  'address.mimecast-own': ({ understood }) =>
    `${understood} belongs to Mimecast. Mail comes from there after it has passed through us. Enter the address of your own server.`,
  'address.shared-microsoft-365': ({ understood }) =>
    `${understood} belongs to Microsoft 365, which many companies share. It cannot be authorised for one of them. If all your mail leaves from there, use “Notify us”.`,
  'address.shared-google': ({ understood }) =>
    `${understood} belongs to Google, which many companies share. It cannot be authorised for one of them. If all your mail leaves from there, use “Notify us”.`,
} satisfies Record<AddressRefusalCode, Sentence>

/** For a code that came over the wire, where `AddressRefusalCode` was proven already. */
export function addressRefusalText(code: AddressRefusalCode, understood: string): string {
  const sentence: Sentence = addressRefusals[code]
  return sentence({ understood })
}
