/** What a reply met while wiring the connector means, and what to do about it. */
import type { SmtpReplyKey } from '../../catalogue/smtp-replies.ts'

interface Reply {
  means: string
  todo: string
}

export const smtpReplies = {
  'open-relay': {
    means: 'Mimecast does not recognise the sender: the domain or the sending address is not known for this account.',
    todo: 'Check that the sender’s domain is validated and the address authorised. New addresses take up to two hours. With Microsoft 365, check that the tenant’s onmicrosoft.com domain is registered.',
  },
  'outbounds-disabled': { means: 'Outbound mail is switched off for the account.', todo: 'Use “Notify us”: Mimecast has to switch it on.' },
  'inbounds-disabled': { means: 'Inbound mail is switched off for the account.', todo: 'Use “Notify us”: Mimecast has to switch it on.' },
  'hostname-not-authorized': {
    means: 'The connector uses a host name that the account does not allow.',
    todo: 'Enter the two smart hosts shown on this page.',
  },
  'wrong-hostname-for-inbound': {
    means: 'An outbound host name stands where inbound mail arrives, for instance in an MX record.',
    todo: 'Use the inbound names in MX records, and the outbound names in the connector only.',
  },
  'at-capacity': { means: 'The host is busy at this moment.', todo: 'Nothing: your server tries again by itself.' },
  'too-many-connections': {
    means: 'There were more than 20 connections at once, or the address was blocked for a while after refused attempts.',
    todo: 'Wait five minutes. Check that only authorised addresses connect.',
  },
  'address-over-limit': { means: 'The sending address went over its limit.', todo: 'Wait, then send in smaller batches.' },
  'recipient-unavailable': {
    means: 'The sending address is blocked for a while because of invalid connections.',
    todo: 'Find what connects wrongly, correct it, then wait.',
  },
  'message-ended-early': {
    means: 'The connection was cut in the middle of a message. Often a firewall inspects SMTP.',
    todo: 'Switch off SMTP inspection or “fixup” on the firewall for this path.',
  },
  'too-many-recipients': { means: 'The message has more than 100 recipients.', todo: 'Send it in parts.' },
  'sender-blocked': { means: 'A Blocked Senders policy covers the sending address.', todo: 'Change the policy in the Mimecast console.' },
  'bad-sequence': {
    means: 'An address is malformed, or the host expects a log-in first.',
    todo: 'Check the address. With SMTP authentication, check that the connector logs in.',
  },
  'wrong-credentials': {
    means: 'The user name or the password was refused on port 587.',
    todo: 'Use an internal address with a Mimecast cloud password, without two-step verification.',
  },
  'submission-refused': { means: 'Sending with a password is refused or switched off for this user.', todo: 'Check the authentication settings of the account.' },
  'thread-limit': { means: 'Too many outbound connections are open at once.', todo: 'Lower the number of connections of the connector.' },
  'anti-spoofing': {
    means: 'Mail from your own domain arrived from outside, and the anti-spoofing policy refused it.',
    todo: 'If the source is yours, let it pass with an Anti-Spoofing bypass.',
  },
  'dns-authentication': {
    means: 'A check of SPF, DKIM or DMARC failed for the sender’s domain.',
    todo: 'Correct the DNS record. For DKIM, publish the current key again.',
  },
  'administrative-prohibition': {
    means: 'A Blocked Senders policy or a hard fail of SPF refused the message.',
    todo: 'Look up the message in the console, then correct the policy or the record.',
  },
  'invalid-recipient': { means: 'The recipient does not exist for Mimecast.', todo: 'Check the address and the directory synchronisation.' },
  'needs-encryption': {
    means: 'A policy demands TLS 1.2 or newer with strong ciphers, and the connection had less.',
    todo: 'Switch on TLS 1.2, use a valid certificate, and take out proxies that intercept it.',
  },
  'certificate-configuration': {
    means: 'The certificate does not fit the account, as can happen under an umbrella account.',
    todo: 'Use “Notify us” and name the umbrella account.',
  },
  'geographical-restriction': { means: 'A policy refuses the country of the sending address.', todo: 'Change the geographical restriction policy.' },
  'too-large': { means: 'The message is larger than the policy or the service allows.', todo: 'Send a smaller message, or raise the limit of the policy.' },
  'mail-loop': {
    means: 'The message came round 25 times. Two systems hand it to each other.',
    todo: 'Check that Mimecast does not deliver to a host that sends back to Mimecast.',
  },
  'validation-resolve': {
    means: 'Microsoft could not resolve the host name of the smart host.',
    todo: 'Copy both names again from this page; look for a space or a missing letter.',
  },
  'validation-connection': {
    means: 'Microsoft could not connect on port 25.',
    todo: 'Check the host names. If they are right, use “Notify us”.',
  },
  'validation-ehlo': {
    means: 'The host answered, but not as a mail server.',
    todo: 'Check that the smart hosts are those on this page, not a web address.',
  },
  'certificate-mismatch': {
    means: 'The certificate carries another name than the connector expects.',
    todo: 'In the connector, ask for a certificate of a trusted authority without a domain name of its own.',
  },
  'certificate-untrusted': {
    means: 'Your server does not trust the certificate that it was shown.',
    todo: 'Update the root certificates of the server, and check that nothing intercepts TLS.',
  },
  'cannot-connect': {
    means: 'Your server cannot reach the smart host.',
    todo: 'Allow outgoing connections on the connector’s port, and check that the host names resolve.',
  },
} satisfies Record<SmtpReplyKey, Reply>
