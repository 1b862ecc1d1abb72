import { hasOwnOutboundAddresses } from '#core/catalogue/platforms.ts'
import type { DomainView, Journey } from '#core/contract/journey.ts'
import { hostFamiliesFor } from '#core/guides/request.ts'
import { platformLabels, regionLabels } from '#core/messages/en/labels.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'

export type FlowSpf = 'valid' | 'invalid' | 'unavailable' | 'unchecked'

/** What the picture of the mail flow shows, so that it can be drawn without knowing the journey. */
export interface Flow {
  platform: string
  addresses: readonly string[]
  signsIn: boolean
  region: string
  hosts: readonly string[]
  domain: string
  spf: FlowSpf
}

export function toFlow(journey: Journey): Flow {
  const { account, addresses, domains } = journey
  const domain = domains.find(({ isPrimary }) => isPrimary) ?? domains[0]
  const hasOwn = hasOwnOutboundAddresses(account.platform)
  return {
    platform: platformLabels[account.platform],
    addresses: hasOwn && !account.dynamicAddresses ? addresses.map(({ address }) => address) : [],
    signsIn: hasOwn && account.dynamicAddresses,
    region: regionLabels[account.region],
    hosts: hostsInUse(journey),
    domain: toVisibleText(domain?.display ?? ''),
    spf: flowSpf(domain),
  }
}

/** Which smart hosts this account's mail takes: a hybrid may use both families. */
function hostsInUse({ account, connector }: Journey): string[] {
  return hostFamiliesFor(account.platform, connector.answers.hybridPath).flatMap((family) => account.smartHosts[family]?.hosts ?? [])
}

function flowSpf(domain: DomainView | undefined): FlowSpf {
  if (!domain) return 'unchecked'
  if (domain.spf.validAt !== null) return 'valid'
  return domain.spf.evidence?.report.outcome ?? 'unchecked'
}

/** Keeps both ends of a name that is too long for its box: the list beside the picture has it in full. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const tail = Math.floor((most - 1) / 2)
  return `${text.slice(0, most - 1 - tail)}…${text.slice(-tail)}`
}
