import { randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for each other on the telephone or in print. */
const alphabet = '234679ACDEFGHJKMNPQRTVWXYZ'

/** Such as `C-7K2M-4QXD`: random, so that it says nothing about how many there are. */
export function createReference(pick: (max: number) => number = randomInt): string {
  const four = () => Array.from({ length: 4 }, () => alphabet[pick(alphabet.length)]).join('')
  return `C-${four()}-${four()}`
}
