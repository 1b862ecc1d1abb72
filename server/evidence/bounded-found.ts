/** What a row keeps of records as text, which each server of a zone repeats: 60 kB for everybody asked would have no end. */
import type { ServerView } from '#core/contract/source.ts'

export const mostFoundOfServer = 16 * 1024
export const mostFoundOfSource = 64 * 1024

type KeptFound = Pick<ServerView, 'found' | 'leftOut'>

/** For the lists of one row, one after another: each record that still fits, whole; of the others, how many they were. */
export function createFoundKeeper(): (texts: readonly string[]) => KeptFound {
  let left = mostFoundOfSource
  return (texts) => {
    let room = Math.min(left, mostFoundOfServer)
    const found = texts.filter((text) => {
      // As the row holds it: an empty text takes room as well, and one octet can become six characters.
      const length = JSON.stringify(text).length + 1
      if (length > room) return false
      room -= length
      left -= length
      return true
    })
    return found.length === texts.length ? { found } : { found, leftOut: texts.length - found.length }
  }
}
