/** Where the instructions were compared with what their vendors publish. */
import type { Source } from '../catalogue/source.ts'

const published = (source: string, date: string): Source => ({ source, date, confidence: 'published' })

export const connectorArticle = published('Mimecast knowledge base, DOC-2011, Creating an Outbound Email Flow Connector', '2018-10-18')
export const outboundArticle = published('Mimecast knowledge base, DOC-1710, Setting Up Your Outbound Email', '2018-10-10')
export const tenantArticle = published('Mimecast help centre, article 34000633004563, Validate Microsoft 365 Tenant Domain', '2026-10-31')
export const partnerConnectorPage = published('Microsoft Learn, Set up connectors for secure mail flow with a partner organization', '2026-11-21')
export const validateConnectorPage = published('Microsoft Learn, Validate connectors', '2026-11-21')
export const cmdletReference = published('Microsoft Learn, Exchange PowerShell reference (MicrosoftDocs/office-docs-powershell)', '2026-08-21')
export const smartHostPage = published('Microsoft Learn, Create a Send connector to route outbound mail through a smart host (Exchange 2016 and 2019)', '2026-11-21')
export const exchange2010Article = published('Mimecast knowledge base, DOC-1618, connector for Exchange 2010', '2026-10-31')
export const exchange2013Article = published('Mimecast knowledge base, DOC-1617, connector for Exchange 2013', '2026-10-31')
export const submissionReplies: Source = {
  source: 'Public application configurations, and module rhost/mimecast of sisimai on reply 535',
  date: '2026-10-31',
  confidence: 'several',
}
export const gmailRoutesPage = published('Google Workspace Admin Help, answer 2614757, mail routes for Gmail', '2026-10-31')
export const gmailRoutingPage = published('Google Workspace Admin Help, answers 2368131 and 6297084, Gmail routing', '2026-10-31')
