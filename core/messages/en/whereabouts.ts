/** The sentences about a record that is not in its place: where it went, and what to change in the DNS host's form. */
import type { HostAdvice } from '../../catalogue/host-advice.ts'
import type { Whereabouts } from '../../contract/whereabouts.ts'
import type { CauseCode, ValueFault } from '../../whereabouts/causes.ts'
import { toVisibleOctets } from '../visible-text.ts'
import { formSentences } from './whereabouts-form.ts'
import { publishValue, type CauseParams, type CauseText } from './whereabouts-texts.ts'
import { valueFaultNames, valueTexts } from './whereabouts-values.ts'

const ownNameOnly = 'A record holds for its own name only (RFC 1034 §3.6). SPF is read at the domain itself (RFC 7208 §4.4).'
/** The record that was found may serve its own name as well: nobody but its owner knows. */
const moveIt = (params: CauseParams) => `${publishValue(params)} Delete the other one only if it was meant for ${params.domain}.`
const relativeName = 'RFC 1035 §5.1: a name without a dot at its end is relative, and the zone is added to it.'

const placeTexts = {
  'two-records': {
    plain: ({ domain, count }) => `${domain} has ${count} SPF records. Receivers then use none of them.`,
    fix: ({ isElsewhere }) => (isElsewhere === null ? 'Keep one SPF record, and delete the others.' : 'Replace one of them by the value shown here, and delete the other SPF records.'),
    expert: () => 'RFC 7208 §4.5: more than one record gives permerror.',
  },
  'cname-in-the-way': {
    plain: ({ name, found }) => `${name} is an alias for ${found}. No other record can stand beside it.`,
    fix: ({ isElsewhere, found }) =>
      isElsewhere === true
        ? 'Publish the record at the host shown here, where nothing is in its way.'
        : `If nobody needs the alias, delete it and publish the value shown here. Otherwise the record belongs to ${found}.`,
    expert: () => 'RFC 1034 §3.6.2: where a CNAME stands, no other data should be. Questions are answered from its target.',
  },
  'text-instead-of-cname': {
    plain: ({ name }) => `The record at ${name} was published as a text. It was meant as an alias, of the type CNAME.`,
    fix: () => 'Delete it, and publish the CNAME shown here.',
    expert: () => 'A target counts in a record of the type CNAME only (RFC 1035 §3.3.1).',
  },
  'target-doubled': {
    plain: ({ found }) => `The CNAME leads to ${found}. Your DNS host added the name of the zone to the target.`,
    fix: () => 'Enter the target with a dot at its end, as shown here.',
    expert: () => relativeName,
  },
  'in-type-99': {
    plain: () => 'The record was published under the old type “SPF”. Receivers read only the type TXT.',
    fix: (params) => `${publishValue(params)} Choose the type TXT. Then delete the record of the type “SPF”.`,
    expert: () => 'RFC 7208 §3.1 abolished type 99. Only type 16 is read.',
  },
  'zone-doubled': {
    plain: ({ name, zone }) => `The record stands at ${name}. Your DNS host added ${zone} to a name that was complete already.`,
    fix: (params) => `Delete that record. ${publishValue(params, `Enter the host without ${params.zone}.`)}`,
    expert: () => relativeName,
  },
  'at-sign-label': {
    plain: ({ name }) => `The record stands at ${name}. Your DNS host took the @ for a part of the name.`,
    fix: (params) => `Delete that record. ${publishValue(params, params.isApex ? 'Leave the host field empty.' : 'Enter the host without the @.')}`,
    expert: () => 'RFC 1035 §5.1: a free-standing @ means the zone itself. Followed by a dot it is a label.',
  },
  'at-spf-label': {
    plain: ({ name, domain }) => `What ${domain} needs stands at ${name}. Receivers read ${domain} itself.`,
    fix: moveIt,
    expert: () => ownNameOnly,
  },
  'at-www': {
    plain: ({ name, domain }) => `What ${domain} needs stands at ${name}. That is the name of a website, and counts for itself only.`,
    fix: moveIt,
    expert: () => ownNameOnly,
  },
  'at-mail-label': {
    plain: ({ name, domain }) => `What ${domain} needs stands at ${name}, the name of a server. Receivers read ${domain} itself.`,
    fix: moveIt,
    expert: () => ownNameOnly,
  },
  'in-parent-zone': {
    plain: ({ name, domain }) => `What ${domain} needs stands at ${name}, and says nothing about ${domain} there. Each name needs its own.`,
    fix: moveIt,
    expert: () => ownNameOnly,
  },
  'in-child-zone': {
    plain: ({ name, domain }) => `What ${domain} needs stands at ${name}, a name below it. There it counts for that name only.`,
    fix: moveIt,
    expert: () => ownNameOnly,
  },
} as const satisfies Record<Exclude<CauseCode, ValueFault>, CauseText>

export const causeTexts = { ...placeTexts, ...valueTexts } satisfies Record<CauseCode, CauseText>

export interface WhereaboutsSentences {
  plain: string
  fix: string
  /** What to choose and type in the DNS host's form, one sentence a step; empty where there is nothing to publish. */
  form: readonly string[]
  expert: string
}

/** `advice` is about the zone of the domain; null while nobody knows its name servers. */
export function whereaboutsText(whereabouts: Whereabouts, advice: HostAdvice | null): WhereaboutsSentences {
  const text: CauseText = causeTexts[whereabouts.cause]
  const params = toParams(whereabouts)
  const also = toAlso(whereabouts.params['also'])
  const plain = also === '' ? text.plain(params) : `${text.plain(params)} ${also}`
  return { plain, fix: text.fix(params), form: formSentences(whereabouts, params.zone, advice), expert: text.expert(params) }
}

function toParams({ name, found, params, repair }: Whereabouts): CauseParams {
  const { domain = name, zone = domain, count = '2', characters = '' } = params
  const rightName = repair === null ? null : toFullName(repair.host, zone)
  const shown = { domain, zone, name, found: found ?? '', count, characters }
  const visible = Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, toVisibleOctets(value)])) as typeof shown
  return { ...visible, isApex: repair?.host === '@', isElsewhere: rightName === null ? null : rightName !== name, isBeside: params['beside'] !== undefined }
}

const toFullName = (host: string, zone: string): string => (host === '@' ? zone : `${host}.${zone}`)

function toAlso(faults: string | undefined): string {
  const names: Readonly<Record<string, string>> = valueFaultNames
  const known = (faults ?? '').split(' ').flatMap((fault) => names[fault] ?? [])
  return known.length === 0 ? '' : `We also found ${known.join(', ')}.`
}
