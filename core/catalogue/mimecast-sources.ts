/** The pages and configurations that the region table rests on, spelt out once. Facts live in the tables beside it. */
import { readingDate, type Source } from './source.ts'

export const regionsArticle: Source = {
  source: 'Mimecast help centre, article 34000632786067, Identifying Mimecast Regions',
  date: readingDate,
  confidence: 'published',
}
export const spfArticle: Source = {
  source: 'Mimecast help centre, article 34000792642963, Implementing SPF for Outbound Email',
  date: readingDate,
  confidence: 'published',
}
export const spfDocument: Source = {
  source: 'Mimecast knowledge base, DOC-2010, Implementing SPF for Outbound Email Delivery',
  date: readingDate,
  confidence: 'published',
}
export const spfTreeDump: Source = {
  source: 'README of the package apiverve-spfvalidator: an SPF tree resolved from live DNS, about 2025, day unknown',
  date: readingDate,
  confidence: 'dns-dump',
}
export const spfHistory: Source = {
  source: 'Repository blankcode/msipdelta2: SPF answers polled several times a day from 2020-10-28 to 2021-07-15',
  date: '2021-07-15',
  confidence: 'dns-dump',
}
export const spfQuestion: Source = {
  source: 'Server Fault question 884630, an SPF tree of about 2017 or 2018',
  date: readingDate,
  confidence: 'dns-dump',
}
export const listHeaders: Source = {
  source: 'Received headers in public kernel and QEMU list archives, and the networks that AS30031 announces',
  date: readingDate,
  confidence: 'several',
}
const scannerPlugIn = 'A public scanner plug-in whose pattern lists the smart hosts of nine regions'
export const smartHostListOnly: Source = { source: scannerPlugIn, date: readingDate, confidence: 'once' }
export const smartHostListAndOthers: Source = {
  source: `${scannerPlugIn}, and public application configurations`,
  date: readingDate,
  confidence: 'several',
}
export const connectorScript: Source = {
  source: 'The public script set-o365-mimecastconnector.ps1 by The WatcherNode',
  date: readingDate,
  confidence: 'once',
}
export const connectorScripts: Source = {
  source: 'Two public scripts that create the outbound connector, and an application configuration',
  date: readingDate,
  confidence: 'several',
}
export const namingPattern: Source = {
  source: 'Extrapolated from the names of other regions; seen nowhere',
  date: readingDate,
  confidence: 'pattern-only',
}
export const mxRecordsSeen: Source = {
  source: 'MX records of several customers, in public DNS evidence files',
  date: readingDate,
  confidence: 'several',
}
export const mxRecordOnce: Source = {
  source: 'An MX record in a public DNS dump, and pull request 32 of CyberDrain/DNSHealth',
  date: '2026-08-24',
  confidence: 'once',
}
export const microsoftTutorial: Source = {
  source: 'Microsoft Entra tutorial for the Mimecast console (MicrosoftDocs/entra-docs)',
  date: readingDate,
  confidence: 'published',
}
export const loginRedirects: Source = {
  source: 'portal.cobweb.com, articles KA-01151 and KA-01153: this login leads on to the home region',
  date: readingDate,
  confidence: 'several',
}
export const loginsSeen: Source = {
  source: 'Notes of several customers that name this login',
  date: readingDate,
  confidence: 'several',
}
export const apiLists: Source = {
  source: 'Two public README files that list API bases, and the Microsoft Entra tutorial',
  date: readingDate,
  confidence: 'several',
}
