/**
 * What Connect knows about each Mimecast region: the SPF include, the two families of smart hosts, where mail comes in
 * and where the console is. Data with its sources; which of it an account uses (staff may override) is decided elsewhere.
 */
import { mimecastNetworks, type MimecastNetwork } from './mimecast-networks.ts'
import * as from from './mimecast-sources.ts'
import { fact, type Fact, type Source } from './source.ts'

export const regionKeys = ['eu', 'de', 'us', 'usb', 'ca', 'za', 'au', 'je', 'uspcom'] as const
export type RegionKey = (typeof regionKeys)[number]

/** Both are used at once: mail alternates between them, and one carries on where the other fails. */
export type HostPair = readonly [string, string]

export interface Region {
  key: RegionKey
  /** Mimecast's own name of the region. */
  label: string
  labelSource: Source
  /** How account codes of this region begin; null where none is known, then staff sets the region. */
  accountCodePrefix: Fact<string> | null
  /** The SPF include; null where none is known, then staff enters it for the account. */
  include: Fact<string> | null
  /** For servers of one's own, hybrid, hosted Exchange and Google Workspace. */
  smartHosts: Fact<HostPair>
  /** For connectors of Microsoft 365. A `pattern-only` pair must be compared with the console. */
  office365SmartHosts: Fact<HostPair>
  inboundHosts: Fact<HostPair> | null
  consoleUrl: Fact<string>
  networks: readonly MimecastNetwork[]
}

const pair = (family: string, domain: string): HostPair => [`${family}-1.${domain}`, `${family}-2.${domain}`]
const smart = (key: RegionKey, source: Source, domain = 'mimecast.com') =>
  fact(pair(`${key}-smtp-outbound`, domain), source)
const office365 = (key: RegionKey, source: Source, domain = 'mimecast.com') =>
  fact(pair(`${key}-smtp-o365-outbound`, domain), source)
const inbound = (key: RegionKey, source: Source, domain = 'mimecast.com') =>
  fact(pair(`${key}-smtp-inbound`, domain), source)
const include = (key: RegionKey, source: Source) => fact(`${key}._netblocks.mimecast.com`, source)
const prefix = (code: string) => fact(code, from.regionsArticle)

/** Leads on to the home region. Used wherever a region's own login is unknown or the sources disagree on it. */
export const globalConsoleUrl: Fact<string> = fact('https://login.mimecast.com', from.loginRedirects)

const offshore = 'mimecast-offshore.com'
const privateCloud = 'mimecast-pscom-us.com'

export const regions: Readonly<Record<RegionKey, Region>> = {
  eu: {
    key: 'eu',
    label: 'Europe (excluding Germany)',
    labelSource: from.regionsArticle,
    accountCodePrefix: prefix('CUK'),
    include: include('eu', from.spfDocument),
    smartHosts: smart('eu', from.smartHostListAndOthers),
    office365SmartHosts: office365('eu', from.connectorScript),
    inboundHosts: inbound('eu', from.namingPattern),
    consoleUrl: globalConsoleUrl,
    networks: mimecastNetworks.eu,
  },
  de: {
    key: 'de',
    label: 'Germany',
    labelSource: from.regionsArticle,
    accountCodePrefix: prefix('CDE'),
    include: include('de', from.spfDocument),
    smartHosts: smart('de', from.smartHostListOnly),
    office365SmartHosts: office365('de', from.connectorScript),
    inboundHosts: inbound('de', from.mxRecordsSeen),
    consoleUrl: globalConsoleUrl,
    networks: mimecastNetworks.de,
  },
  us: {
    key: 'us',
    label: 'United States of America (A grid)',
    labelSource: from.regionsArticle,
    accountCodePrefix: prefix('CUSA'),
    include: include('us', from.spfDocument),
    smartHosts: smart('us', from.smartHostListAndOthers),
    office365SmartHosts: office365('us', from.connectorScripts),
    inboundHosts: inbound('us', from.mxRecordsSeen),
    consoleUrl: fact('https://login-us.mimecast.com', from.microsoftTutorial),
    networks: mimecastNetworks.us,
  },
  usb: {
    key: 'usb',
    label: 'United States of America (B grid)',
    labelSource: from.regionsArticle,
    accountCodePrefix: prefix('CUSB'),
    include: include('usb', from.spfArticle),
    smartHosts: smart('usb', from.smartHostListAndOthers),
    office365SmartHosts: office365('usb', from.namingPattern),
    inboundHosts: inbound('usb', from.mxRecordOnce),
    consoleUrl: fact('https://login-usb.mimecast.com', from.loginsSeen),
    networks: mimecastNetworks.usb,
  },
  ca: {
    key: 'ca',
    label: 'Canada',
    labelSource: from.regionsArticle,
    accountCodePrefix: prefix('CCA'),
    include: include('ca', from.spfTreeDump),
    smartHosts: smart('ca', from.smartHostListOnly),
    office365SmartHosts: office365('ca', from.namingPattern),
    inboundHosts: inbound('ca', from.namingPattern),
    consoleUrl: globalConsoleUrl,
    networks: mimecastNetworks.ca,
  },
  za: {
    key: 'za',
    label: 'South Africa',
    labelSource: from.regionsArticle,
    accountCodePrefix: prefix('CSA'),
    // Hosts are under .co.za, the SPF include is not.
    include: include('za', from.spfDocument),
    smartHosts: smart('za', from.smartHostListAndOthers, 'mimecast.co.za'),
    office365SmartHosts: office365('za', from.connectorScript, 'mimecast.co.za'),
    inboundHosts: inbound('za', from.mxRecordsSeen, 'mimecast.co.za'),
    consoleUrl: fact('https://login-za.mimecast.com', from.microsoftTutorial),
    networks: mimecastNetworks.za,
  },
  au: {
    key: 'au',
    label: 'Australia',
    labelSource: from.regionsArticle,
    accountCodePrefix: prefix('CAU'),
    include: include('au', from.spfDocument),
    smartHosts: smart('au', from.smartHostListAndOthers),
    office365SmartHosts: office365('au', from.connectorScript),
    inboundHosts: inbound('au', from.namingPattern),
    consoleUrl: fact('https://login-au.mimecast.com', from.microsoftTutorial),
    networks: mimecastNetworks.au,
  },
  je: {
    key: 'je',
    label: 'Offshore (Jersey)',
    labelSource: from.apiLists,
    accountCodePrefix: null,
    include: null,
    smartHosts: smart('je', from.smartHostListOnly, offshore),
    office365SmartHosts: office365('je', from.connectorScript, offshore),
    inboundHosts: inbound('je', from.mxRecordOnce, offshore),
    consoleUrl: fact('https://login-jer.mimecast.com', from.microsoftTutorial),
    networks: mimecastNetworks.je,
  },
  uspcom: {
    key: 'uspcom',
    label: 'United States private cloud (USPCOM)',
    labelSource: from.spfArticle,
    accountCodePrefix: null,
    include: fact(`uspcom._netblocks.${privateCloud}`, from.spfArticle),
    smartHosts: smart('uspcom', from.smartHostListOnly, privateCloud),
    office365SmartHosts: office365('uspcom', from.namingPattern, privateCloud),
    inboundHosts: null,
    consoleUrl: fact(globalConsoleUrl.value, from.namingPattern),
    networks: mimecastNetworks.uspcom,
  },
}

/** The region that an account code names by its first letters; null for a code of another form. */
export function regionOfAccountCode(code: string): RegionKey | null {
  const wanted = code.trim().toUpperCase()
  const found = regionKeys.find((key) => {
    const known = regions[key].accountCodePrefix
    return known !== null && wanted.startsWith(known.value)
  })
  return found ?? null
}
