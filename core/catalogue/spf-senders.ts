/**
 * Who sends mail behind an SPF include that is often seen next to Mimecast's. Names a service for a person to
 * recognise; whether an include resolves, and what it costs, is asked of DNS and never of this table.
 */
import { spfArticle } from './mimecast-sources.ts'
import { readingDate, type Confidence, type Source } from './source.ts'

export interface SpfSender extends Source {
  /** The include is this name or ends in `.` and this name. */
  suffix: string
  vendor: string
}

const evidence = {
  V: 'a public table of vendors whose author checked each include against live DNS',
  2: 'a public vendor map',
  3: 'another public vendor map',
  M: 'SPF answers polled from 2020-10 to 2021-07 (blankcode/msipdelta2)',
  R: 'SPF records of real domains that also include Mimecast',
  W: 'the vendor’s own documentation',
  D: 'a public dump of SPF records',
  N: 'a public note',
} as const

/** V is dated, M ends on a day, the rest is dated by our reading. */
function dateOf(letters: string): string {
  if (letters.includes('V')) return '2026-10-07'
  return letters === 'M' ? '2021-07-15' : readingDate
}

function seen(letters: string, confidence: Confidence): Source {
  const source = [...letters].map((letter) => evidence[letter as keyof typeof evidence]).join('; ')
  return { source: source.charAt(0).toUpperCase() + source.slice(1), date: dateOf(letters), confidence }
}

type Row = readonly [suffix: string, vendor: string, letters: string, confidence: Confidence]

const rows: readonly Row[] = [
  ['spf.protection.outlook.com', 'Microsoft 365', 'WV23MR', 'published'],
  ['_spf.google.com', 'Google Workspace', 'WV23MR', 'published'],
  ['aspmx.googlemail.com', 'Google Workspace (old name)', 'V3', 'several'],
  ['_netblocks.google.com', 'Google Workspace (one part)', 'V', 'several'],
  ['_netblocks2.google.com', 'Google Workspace (one part)', 'V', 'several'],
  ['_netblocks3.google.com', 'Google Workspace (one part)', 'V', 'several'],
  ['_netblocks.mimecast.com', 'Mimecast', 'WV23MR', 'published'],
  ['mim.ec', 'Mimecast (hosted SPF)', 'V', 'once'],
  ['pphosted.com', 'Proofpoint Enterprise', 'V23', 'several'],
  ['ppe-hosted.com', 'Proofpoint Essentials', 'V', 'several'],
  ['spf.messagelabs.com', 'Symantec Email Security.cloud (Broadcom)', 'V2M', 'several'],
  ['spf.ess.barracudanetworks.com', 'Barracuda', 'V', 'several'],
  ['mailcontrol.com', 'Forcepoint', '2', 'once'],
  ['_spf.fireeyecloud.com', 'Trellix (FireEye)', '2', 'once'],
  ['spf.hornetsecurity.com', 'Hornetsecurity', 'D', 'once'],
  ['spf.exclaimer.net', 'Exclaimer signatures', '2', 'once'],
  ['servers.mcsv.net', 'Mailchimp', 'V23M', 'several'],
  ['spf.mandrillapp.com', 'Mailchimp Transactional (Mandrill)', 'V23R', 'several'],
  ['sendgrid.net', 'Twilio SendGrid', 'V23M', 'several'],
  ['amazonses.com', 'Amazon SES', 'V23R', 'several'],
  ['mailgun.org', 'Mailgun', 'V3M', 'several'],
  ['sparkpostmail.com', 'SparkPost (Bird)', 'V3', 'several'],
  ['spf.mtasv.net', 'Postmark', 'V3', 'several'],
  ['spf.mailjet.com', 'Mailjet', 'V3M', 'several'],
  ['spf.brevo.com', 'Brevo', 'V3R', 'several'],
  ['sendinblue.com', 'Brevo (Sendinblue)', 'V3R', 'several'],
  ['send.klaviyo.com', 'Klaviyo', 'V3', 'several'],
  ['emsd1.com', 'ActiveCampaign', 'V', 'several'],
  ['_spf.createsend.com', 'Campaign Monitor', 'V23', 'several'],
  ['spf.constantcontact.com', 'Constant Contact', 'V3M', 'several'],
  ['ccsend.com', 'Constant Contact', 'V3M', 'several'],
  ['send.aweber.com', 'AWeber', 'V3', 'several'],
  ['spf.smtp2go.com', 'SMTP2GO', '2', 'once'],
  ['_spf.elasticemail.com', 'Elastic Email', 'V', 'several'],
  ['_spf.salesforce.com', 'Salesforce', 'V23R', 'several'],
  ['aspmx.pardot.com', 'Salesforce Account Engagement (Pardot)', 'VR', 'several'],
  ['exacttarget.com', 'Salesforce Marketing Cloud', '3', 'once'],
  ['mktomail.com', 'Adobe Marketo', 'WV23MR', 'published'],
  ['_spf.hubspot.com', 'HubSpot', 'WV3R', 'published'],
  ['hubspotemail.net', 'HubSpot', 'WV3R', 'published'],
  ['infusionmail.com', 'Keap', 'V', 'several'],
  ['_netblocks.eloqua.com', 'Oracle Eloqua', '2', 'once'],
  ['rp.oracleemaildelivery.com', 'Oracle Email Delivery', 'R', 'once'],
  ['sent-via.netsuite.com', 'Oracle NetSuite', 'R', 'once'],
  ['aspmx.sailthru.com', 'Sailthru', 'R', 'once'],
  ['mail.zendesk.com', 'Zendesk', 'WV3R', 'published'],
  ['email.freshdesk.com', 'Freshworks', 'V3R', 'several'],
  ['emailus.freshservice.com', 'Freshworks', 'V3R', 'several'],
  ['helpscoutemail.com', 'Help Scout', 'V3', 'several'],
  ['intercom-mail.com', 'Intercom', 'V3', 'several'],
  ['intercom.io', 'Intercom', 'V3', 'several'],
  ['_spf.atlassian.net', 'Atlassian', 'VM', 'several'],
  ['stspg-customer.com', 'Atlassian Statuspage', 'WR', 'published'],
  ['_spfinc1.servicenow.com', 'ServiceNow', 'M', 'once'],
  ['_spf.qualtrics.com', 'Qualtrics', 'R', 'once'],
  ['mg-spf.greenhouse.io', 'Greenhouse', 'R', 'once'],
  ['_spf.psm.knowbe4.com', 'KnowBe4', 'D', 'once'],
  ['shops.shopify.com', 'Shopify', 'V3', 'several'],
  ['zohomail.com', 'Zoho Mail', 'V3', 'several'],
  ['one.zoho.com', 'Zoho Mail', 'V3', 'several'],
  ['zoho.com', 'Zoho Mail', 'V3', 'several'],
  ['zcsend.net', 'Zoho Campaigns', 'V', 'several'],
  ['_spf.protonmail.ch', 'Proton Mail', 'V3M', 'several'],
  ['spf.messagingengine.com', 'Fastmail', 'V3', 'several'],
  ['spf.fastmail.com', 'Fastmail', 'V3', 'several'],
  ['secureserver.net', 'GoDaddy mail', 'V', 'several'],
  ['spf.em.secureserver.net', 'GoDaddy marketing', 'V', 'several'],
  ['emailsrvr.com', 'Rackspace Email', 'V', 'several'],
  ['_spf-us.ionos.com', 'IONOS', 'V', 'several'],
  ['_spf.mx.cloudflare.net', 'Cloudflare Email Routing', 'V', 'several'],
  ['outbound.mailhop.org', 'DuoCircle', 'V', 'several'],
  ['vali.email', 'Valimail (by macro)', 'V', 'several'],
  ['smart.ondmarc.com', 'Red Sift OnDMARC (by macro)', 'V', 'several'],
  ['_spf.firebasemail.com', 'Firebase', 'V', 'several'],
  ['spf.improvmx.com', 'ImprovMX', 'N', 'once'],
]

export const spfSenders: readonly SpfSender[] = [
  ...rows.map(([suffix, vendor, letters, confidence]) => ({ suffix, vendor, ...seen(letters, confidence) })),
  { suffix: '_netblocks.mimecast-pscom-us.com', vendor: 'Mimecast', ...spfArticle },
]

/** Names that circulate but have no SPF record: in a record they are mistakes. */
export const deadIncludes: readonly (Source & { host: string; vendor: string })[] = [
  { host: '_spf.marketo.com', vendor: 'Adobe Marketo' },
  { host: '_spf.mimecast.com', vendor: 'Mimecast' },
  { host: '_spf.pphosted.com', vendor: 'Proofpoint' },
  { host: 'spf.barracudanetworks.com', vendor: 'Barracuda' },
  { host: 'freshemail.io', vendor: 'Freshworks' },
  { host: '_spf.intuit.com', vendor: 'Intuit' },
].map((row) => ({ ...row, ...seen('V', 'several') }))

const toHost = (name: string): string => name.trim().toLowerCase().replace(/\.$/u, '')

/** The sender whose suffix fits at a label boundary; the longest suffix wins. Null for a name we do not know. */
export function findSender(include: string): SpfSender | null {
  const host = toHost(include)
  const fitting = spfSenders.filter(({ suffix }) => host === suffix || host.endsWith(`.${suffix}`))
  return fitting.reduce<SpfSender | null>((best, row) => (row.suffix.length > (best?.suffix.length ?? 0) ? row : best), null)
}

/** Whose mistake it is known as. A claim of the table: whether the name has a record is asked of DNS. */
export function findDeadInclude(include: string): (typeof deadIncludes)[number] | null {
  return deadIncludes.find(({ host }) => host === toHost(include)) ?? null
}
