import type { Journey } from '#core/contract/journey.ts'

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

/** Which smart hosts this account's mail takes: a hybrid may use both families. */
export function hostsInUse({ account, connector }: Journey): string[] {
  const general = account.smartHosts.general?.hosts ?? []
  const office365 = account.smartHosts.office365?.hosts ?? []
  if (account.platform === 'office-365') return office365
  if (account.platform !== 'hybrid') return general
  const path = connector.answers.hybridPath
  if (path === 'own-servers') return general
  return path === 'microsoft-365' ? office365 : [...general, ...office365]
}

export function flowSpf(journey: Journey): FlowSpf {
  const domain = journey.domains.find(({ isPrimary }) => isPrimary) ?? journey.domains[0]
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
