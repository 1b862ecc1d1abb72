/**
 * Remembers what a pure reading of a text gave: the records of large senders come back in every other check. It is the
 * text that is remembered and never what DNS said, so nothing can be out of date. What is worth keeping is for the caller.
 */

export interface MemoryLimits {
  /** All texts of a generation together. */
  characters: number
  /** Longer texts are not remembered. */
  longest: number
}

/** The oldest go when a generation is full, those read since stay: two Maps need no list of who was used when. */
export function withMemory<T extends object>(read: (text: string) => T, { characters, longest }: MemoryLimits): (text: string) => T {
  let young = new Map<string, T>()
  let old = young
  let room = characters
  return (text) => {
    const known = young.get(text)
    if (known !== undefined) return known
    const value = old.get(text) ?? read(text)
    if (text.length > longest) return value
    if (room < text.length) {
      old = young
      young = new Map()
      room = characters
    }
    room -= text.length
    young.set(text, value)
    return value
  }
}
