/** What is left of a row, which has to end somewhere, in characters: says of each text whether it still fits, and then takes its room. */
export function createRoom(most: number): (text: string) => boolean {
  let left = most
  return (text) => {
    if (text.length > left) return false
    left -= text.length
    return true
  }
}
