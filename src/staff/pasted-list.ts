import { classifyAddress, type AddressRefusalCode } from '#core/address/address.ts'
import { parseDomainShape, type DomainRefusalCode, type DomainShape } from '#core/address/domain.ts'

export interface PastedList<Taken, Code> {
  taken: Taken[]
  refused: { typed: string; code: Code; understood: string }[]
  /** How many entries said again what was there already. */
  repeated: number
}

/** Entries of a pasted list. A blank separates them too, unless the entry reads like `Maria <maria@…>`. */
export function parseEntries(text: string): string[] {
  return text
    .split(/[\n\r,;\t]+/u)
    .flatMap((line) => (line.includes('<') ? [line] : line.split(/\s+/u)))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

/** Lines as they are: for notes that may hold blanks and commas. */
export function parseLines(text: string): string[] {
  return text.split(/[\n\r]+/u).map((line) => line.trim()).filter((line) => line !== '')
}

export type PastedDomains = PastedList<{ name: string; from: DomainShape['from'] }, DomainRefusalCode>

export function parseDomains(text: string): PastedDomains {
  const list: PastedDomains = { taken: [], refused: [], repeated: 0 }
  for (const typed of parseEntries(text)) {
    const read = parseDomainShape(typed)
    if (!read.ok) list.refused.push({ typed, code: read.code, understood: read.understood })
    else if (list.taken.some(({ name }) => name === read.name)) list.repeated += 1
    else list.taken.push({ name: read.name, from: read.from })
  }
  return list
}

/** `https://www.company.example/…` names a web server; mail is mostly sent for the domain without it. Null where there is nothing to ask. */
export function withoutWww(name: string): string | null {
  const rest = /^www\.(.+\..+)$/u.exec(name)?.[1]
  return rest ?? null
}

/** The same text with the entry that says `name` replaced. */
export function replaceDomain(text: string, name: string, by: string): string {
  const typed = parseEntries(text).find((entry) => {
    const read = parseDomainShape(entry)
    return read.ok && read.name === name
  })
  return typed === undefined ? text : text.replace(typed, () => by)
}

export type PastedAddresses = PastedList<string, AddressRefusalCode>

/** Lines, not blanks, separate addresses: `192.0.2.1 255.255.255.0` is one network, and must be refused as one. */
export function parseAddresses(text: string): PastedAddresses {
  const list: PastedAddresses = { taken: [], refused: [], repeated: 0 }
  for (const typed of text.split(/[\n\r,;]+/u).map((entry) => entry.trim()).filter((entry) => entry !== '')) {
    const read = classifyAddress(typed)
    if (read.kind !== 'public-ipv4') list.refused.push({ typed, code: read.kind, understood: read.understood })
    else if (list.taken.includes(read.address)) list.repeated += 1
    else list.taken.push(read.address)
  }
  return list
}
