/** Who was asked about one record, what each said, and what that means for whoever waits for it. */
import type { NoZoneReason, PropagationState, ServerRole, ServerState } from '../../dns/source.ts'

interface About {
  /** The zone whose servers were asked, or the name where no zone was found. */
  zone: string
  /** What was asked about. */
  name: string
  /** How many name servers answered, and how many there are. */
  answered: number
  all: number
  /** Whether every resolver that was asked answered. */
  hasAllCaches: boolean
}

const isWhole = ({ answered, all }: About): boolean => answered === all
const share = ({ answered, all, zone }: About): string => `${String(answered)} of ${String(all)} name servers of ${zone} answered`

/** One sentence for all of them together. It never says that the record is wrong: only who has it. */
const bySource = {
  everywhere: (about) =>
    isWhole(about) && about.hasAllCaches
      ? `The name servers of ${about.zone} and the resolvers that we asked all give this answer.`
      : `${share(about)}. They and every resolver that answered give this answer.`,
  'at-source': (about) => (isWhole(about) ? `The name servers of ${about.zone} give this answer.` : `${share(about)}, and every one that did gives this answer.`),
  'servers-disagree': ({ zone }) => `The name servers of ${zone} do not all give the same answer.`,
  'not-published': (about) => {
    const what = about.zone === about.name ? 'it' : about.name
    return isWhole(about) ? `The name servers of ${about.zone} say that ${what} has no such record.` : `${share(about)}, saying that ${what} has no such record.`
  },
  'could-not-ask': ({ zone }) => `We could not ask the name servers of ${zone}. This says nothing about your record.`,
} satisfies Record<PropagationState, (about: About) => string>

const byCache = {
  everywhere: () => 'The resolver that we asked gives this answer.',
  'at-source': () => 'The resolver that we asked gives this answer.',
  'servers-disagree': () => 'The resolvers that we asked do not all give the same answer.',
  'not-published': ({ name }) => `The resolver that we asked says that ${name} has no such record.`,
  'could-not-ask': () => 'No resolver could be asked. This says nothing about your record.',
} satisfies Record<PropagationState, (about: About) => string>

const sentences: Record<ServerRole, Record<PropagationState, (about: About) => string>> = { source: bySource, cache: byCache }

export function propagationText(state: PropagationState, by: ServerRole, about: About): string {
  return sentences[by][state](about)
}

export const sourceWords = {
  /** Before a time, then after it. */
  oldUntil: 'Some resolvers still give the older answer, at the longest until',
  oldUntilNext: 'They then ask again by themselves.',
  nothingToDo: 'There is nothing to do.',
  oldWas: 'Some resolvers could give the older answer until',
  oldWasNext: 'By now they should have the new one.',
  oldUnknown: 'Some resolvers still give the older answer. It is not known yet until when.',
  cachesUnknown: 'We do not know yet whether resolvers give it too.',
  cachesNotAsked: 'Resolvers were not asked: they would only keep it longer.',
  onlyCache: 'From here only resolvers can be asked, not the name servers of the zone. A resolver may hold an older answer.',
  summary: 'Who was asked, and what each said',
  caption: (type: string, name: string) => `${type} ${name}`,
  zone: (zone: string) => `Zone: ${zone}`,
  /** In a narrow column of two lines, not of four. */
  columns: { who: 'Who', said: 'Answer', kept: 'May\u00a0be kept\u00a0for', serial: 'Zone version', took: 'Took' },
  roles: { source: 'Name server', cache: 'Resolver' } satisfies Record<ServerRole, string>,
  milliseconds: (count: number) => `${String(Math.round(count))} ms`,
  notSaid: '–',
  leftOut: (count: number) => (count === 1 ? 'One record more came. It was too long to keep.' : `${String(count)} records more came. They were too much to keep.`),
  nobody: 'Nobody could be asked.',
  explain: 'Explain this result',
} as const

/** Around a record that is published and does not count. The causes are in `whereabouts.ts`. */
export const whereaboutsWords = {
  label: 'Why the record does not count',
  title: 'We found why the record does not count.',
  found: 'Found:',
  repair: 'Enter this instead',
  below: 'The record to publish is shown further down.',
  forExperts: 'For experts',
} as const

/** In place of an answer; null where the answer itself is shown. */
export const serverStateTexts = {
  answered: null,
  lame: 'Does not speak for this zone, although the zone above names it',
  silent: 'Gave no answer in time',
  failed: 'Answered with an error',
  blocked: 'Was not asked: its address is not a public one',
  'no-address': 'Was not asked: its name has no address',
  busy: 'Was not asked: too many questions were on their way',
} as const satisfies Record<ServerState, string | null>

/** Why the name servers of the zone were not found. */
export const noZoneTexts = {
  'no-roots': 'From here only resolvers can be asked.',
  timeout: 'On the way to the name servers of the zone a server gave no answer in time.',
  servfail: 'On the way to the name servers of the zone a server reported a failure of its own.',
  refused: 'On the way to the name servers of the zone a server refused to answer.',
  malformed: 'On the way to the name servers of the zone an answer could not be read.',
  network: 'On the way to the name servers of the zone a server could not be reached.',
  'referral-loop': 'The way to the name servers of the zone leads in a circle.',
  'no-servers': 'None of the zone’s name servers has an address that can be asked.',
  busy: 'Too many questions were on their way.',
  aborted: 'The check ran out of time on the way to the name servers of the zone.',
} as const satisfies Record<NoZoneReason, string>
