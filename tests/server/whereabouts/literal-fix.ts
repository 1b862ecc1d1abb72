/** A person who does what the page says, sentence by sentence, and nothing that it does not say. */
import type { Whereabouts } from '#core/contract/whereabouts.ts'
import { whereaboutsText } from '#core/messages/en/whereabouts.ts'
import { isSpfRecord } from '#core/spf/select.ts'
import type { OwnerRecords, ZoneData } from '../../../server/demo/dns-zones.ts'

type Text = NonNullable<OwnerRecords['TXT']>[number]

interface Desk {
  /** By full name; what is left is what the zone has afterwards. */
  owners: Map<string, OwnerRecords>
  whereabouts: Whereabouts
  rightName: string
  value: string
}

/** The zone after the fix was followed. Throws for a sentence that nobody knows how to follow. */
export function followFix({ origin, records }: ZoneData, whereabouts: Whereabouts): Map<string, OwnerRecords> {
  const { repair } = whereabouts
  if (repair === null) throw new Error('there is no repair to publish')
  const rightName = repair.host === '@' ? origin : `${repair.host}.${origin}`
  const desk: Desk = { owners: new Map(Object.entries(records)), whereabouts, rightName, value: repair.value }
  for (const sentence of whereaboutsText(whereabouts, null).fix.split(/(?<=\.)\s+(?=[A-Z])/u)) {
    const act = acts.find(([pattern]) => pattern.test(sentence))?.[1]
    if (act !== undefined) act(desk, sentence)
    else if (!remark.test(sentence)) throw new Error(`nobody knows how to follow: ${sentence}`)
  }
  return desk.owners
}

/** How to fill in a field; nothing to publish or delete. */
const remark = /^(?:The name goes|The type is chosen|The value has|The words of|Enter the value|Enter the host|Leave the host|Some forms|Copy the value|A part|Choose the type|Otherwise)/u

const acts: readonly (readonly [RegExp, (desk: Desk, sentence: string) => void])[] = [
  [/^Replace the whole value by the one shown here\.$/u, (desk) => { deleteFound(desk); add(desk) }],
  [/^Put the value shown here in the place of the SPF record at \S+\.$/u, replaceRecord],
  [/^Then delete the text that we found\.$/u, deleteFound],
  [/^Publish the value shown here at the host shown here\.$/u, add],
  [/^Publish the code alone, as a text of its own\.$/u, add],
  [/^Publish the record at the host shown here, where nothing is in its way\.$/u, add],
  [/^Delete that record\.$/u, deleteFound],
  [/^Delete the other one only if it was meant for \S+\.$/u, deleteFound],
  [/^Delete it, and publish the CNAME shown here\.$/u, (desk) => { deleteFound(desk); add(desk) }],
  [/^Enter the target with a dot at its end, as shown here\.$/u, (desk) => { set(desk, desk.whereabouts.name, { CNAME: [] }); add(desk) }],
  [/^If nobody needs the alias, delete it and publish the value shown here\.$/u, (desk) => { set(desk, desk.whereabouts.name, { CNAME: [] }); add(desk) }],
  [/^Replace one of them by the value shown here, and delete the other SPF records\.$/u, (desk) => { set(desk, desk.rightName, { TXT: textsAt(desk).filter((text) => !isSpf(text)) }); add(desk) }],
  [/^Then delete the record of the type “SPF”\.$/u, (desk) => { set(desk, desk.whereabouts.name, { SPF: [] }) }],
]

function set({ owners }: Desk, name: string, change: OwnerRecords): void {
  owners.set(name, { ...owners.get(name), ...change })
}

const textsAt = ({ owners, rightName }: Desk): readonly Text[] => owners.get(rightName)?.TXT ?? []
const toOctets = (text: Text): string => (Array.isArray(text) ? text : [text]).map((part) => Buffer.from(part as string).toString('latin1')).join('')
const isSpf = (text: Text): boolean => isSpfRecord(toOctets(text))

function deleteFound(desk: Desk): void {
  const { name, found } = desk.whereabouts
  const owner = desk.owners.get(name)
  const TXT = (owner?.TXT ?? []).filter((text) => toOctets(text) !== found)
  const CNAME = (owner?.CNAME ?? []).filter((host) => host !== found)
  if (TXT.length === (owner?.TXT ?? []).length && CNAME.length === (owner?.CNAME ?? []).length) throw new Error(`${name} has no such record`)
  set(desk, name, { TXT, CNAME })
}

/** "The SPF record at …": there has to be one, and one only. */
function replaceRecord(desk: Desk, sentence: string): void {
  const name = sentence.split(' ').at(-1)?.replace(/\.$/u, '')
  if (name !== desk.rightName || textsAt(desk).filter(isSpf).length !== 1) throw new Error(`which record? ${sentence}`)
  set(desk, name, { TXT: textsAt(desk).map((text) => (isSpf(text) ? desk.value : text)) })
}

/** A DNS host refuses what cannot stand there (RFC 1034 §3.6.2). */
function add(desk: Desk): void {
  const { owners, rightName, value, whereabouts } = desk
  const owner = owners.get(rightName)
  const taken = Object.values(owner ?? {}).some((values: readonly unknown[]) => values.length > 0)
  const isAlias = whereabouts.repair?.type === 'CNAME'
  if (isAlias ? taken : (owner?.CNAME ?? []).length > 0) throw new Error(`nothing can be added at ${rightName}`)
  set(desk, rightName, isAlias ? { CNAME: [value.replace(/\.$/u, '')] } : { TXT: [...textsAt(desk), value] })
}
