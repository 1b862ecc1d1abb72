/** What to choose and type in a DNS host's form, in that host's own words where the catalogue has them. */
import type { DnsHostQuirk } from '../../catalogue/dns-hosts.ts'
import type { HostAdvice, HostEntry } from '../../catalogue/host-advice.ts'
import { toTypedHosts } from '../../catalogue/typed-hosts.ts'
import type { Whereabouts } from '../../contract/whereabouts.ts'
import { apexForms, dnsHostQuirks } from './dns-hosts.ts'
import { hostPanel } from './host-panel.ts'
import { toDay } from './times.ts'

/** One sentence a step; [] where there is nothing to publish. `zone`: what the form writes behind every host. */
export function formSentences({ cause, repair }: Pick<Whereabouts, 'cause' | 'repair'>, zone: string, advice: HostAdvice | null): string[] {
  if (repair === null) return []
  const host = advice?.kind === 'match' ? advice.host : null
  const isSpf = repair.value.toLowerCase().startsWith('v=spf1')
  const quirks = host === null ? [] : host.quirks.filter((quirk) => isAbout(quirk, repair.type, isSpf)).map((quirk) => dnsHostQuirks[quirk])
  const hostSentence = cause === 'at-sign-label' && repair.host === '@' ? apexForms.blank() : toHostSentence(repair.host, zone, host)
  return [hostSentence, `Choose the type ${repair.type}.`, ...quirks]
}

/** Where the form is, with the day for which that holds (U-45): for pages that do not say whose form it is anyway. */
export function wayToForm(advice: HostAdvice | null): string | null {
  if (advice?.kind !== 'match' || advice.host.menu.length === 0) return null
  const { provider, menu, date } = advice.host
  return `At ${provider} you find it under: ${menu.join(' > ')}. ${hostPanel.asOf(toDay(date))}`
}

function toHostSentence(host: string, zone: string, entry: HostEntry | null): string {
  if (host === '@') return entry === null ? apexForms['at-or-blank']() : apexForms[entry.apex]({ domain: zone })
  const [typed = host] = entry === null ? [host] : toTypedHosts(entry, `${host}.${zone}`, zone)
  return `Type ${typed} as the host.`
}

function isAbout(quirk: DnsHostQuirk, type: 'TXT' | 'CNAME', isSpf: boolean): boolean {
  switch (quirk) {
    case 'one-set-per-name':
    case 'quote-values':
    case 'split-at-255':
      return type === 'TXT'
    case 'targets-need-dot':
      return type === 'CNAME'
    case 'own-type-for-spf':
      return isSpf
    case 'name-with-final-dot':
      return true
    case 'no-delegation':
      return false
  }
}
