/** Sections and steps put together, and the steps that every guide shares: comparing the hosts, testing. */
import { regions, type RegionKey } from '../catalogue/regions.ts'
import { guideCommon as words } from '../messages/en/guides/common.ts'
import type { Guide, GuideHosts, GuideSection, GuideStep, HostFamily, Part } from './guide.ts'
import { listed, value } from './parts.ts'
import type { GuideRequest } from './request.ts'

/** A request whose gaps have been filled: the pairs that the guide needs are there. */
export interface Filled extends GuideRequest {
  pairs: Readonly<Record<HostFamily, GuideHosts>>
}

/** What each platform's module makes; title, hosts and why there are two come in the same way for all. */
export type GuideBody = Omit<Guide, 'platform' | 'hosts' | 'whyTwoHosts'>

export function step(id: string, parts: readonly Part[], note: readonly Part[] | null = null): GuideStep {
  return { id, parts, note }
}

type Head = Pick<GuideSection, 'id' | 'kind' | 'title'> & Partial<Pick<GuideSection, 'lead' | 'choice'>>

export function section(head: Head, steps: readonly (GuideStep | null)[]): GuideSection {
  return { lead: null, choice: null, ...head, steps: steps.filter((one) => one !== null) }
}

export function hostValues(hosts: readonly string[]): readonly Part[] {
  return listed(hosts.map((host, index) => value(host, words.hostLabel(index + 1))), words.and)
}

/** Only where a name is a pattern and nobody has confirmed it yet. */
export function compareHostsStep(id: string, pair: GuideHosts, region: RegionKey): GuideStep | null {
  return pair.checked ? null : step(id, words.compareHosts(hostValues(pair.hosts), regions[region].consoleUrl.value))
}

/** Mail that takes the new way before the record allows it can be refused by its receivers. */
export const spfStep = (prefix: string): GuideStep => step(`${prefix}.prepare.spf`, words.spfFirst)

/** `mimecast.com`, `mimecast.co.za` and so on: what the headers of a message that took this way will show. */
function toHostDomain(pair: GuideHosts): string {
  const [first = ''] = pair.hosts
  return first.split('.').slice(1).join('.')
}

export function testSteps(prefix: string, pair: GuideHosts): GuideStep[] {
  return [
    step(`${prefix}.test.send`, words.testSend),
    step(`${prefix}.test.headers`, words.testHeaders(toHostDomain(pair))),
    step(`${prefix}.test.refused`, words.testRefused),
  ]
}
