// README's figures stand between markers, `<!-- bench:NAME -->` and `<!-- /bench -->`, and are written by the bench alone.
import { readFileSync, writeFileSync } from 'node:fs'

const readme = new URL('../README.md', import.meta.url)
const end = '<!-- /bench -->'

/** Between the markers of README, where they are; nowhere else. */
export function writeTables(name, text) {
  const begin = `<!-- bench:${name} -->`
  const whole = readFileSync(readme, 'utf8')
  const from = whole.indexOf(begin)
  const to = whole.indexOf(end, from)
  if (from === -1 || to === -1) return
  writeFileSync(readme, `${whole.slice(0, from + begin.length)}\n${text}\n${whole.slice(to)}`)
}
