/**
 * A process of its own that does nothing but watch, to be killed: the server's own parts without its door. It says `warm`
 * once it is loaded, and begins when told how many milliseconds its clock is ahead.
 */
import { once } from 'node:events'
import { readConfig } from '../../server/config.ts'
import { createParts } from '../../server/start-server.ts'
import { createWatch } from '../../server/watch/create-watch.ts'
import { createWatchAsking } from '../../server/watches.ts'
import type { Parts } from '../../server/parts.ts'

/** All zones of the test have one server: a second between its questions would make rounds of minutes. */
function inHaste(authority: Parts['authority']): Parts['authority'] {
  return {
    findZone: (name, wish) => authority.findZone(name, { ...wish, paced: false }),
    look: (name, type, wish) => authority.look(name, type, { ...wish, paced: false }),
    lookAtCaches: (name, type, wish) => authority.lookAtCaches(name, type, { ...wish, paced: false }),
    lookEverywhere: (name, type, valueOf, wish) => authority.lookEverywhere(name, type, valueOf, { ...wish, paced: false }),
  }
}

process.stdout.write('warm\n')
const [told] = (await once(process.stdin, 'data')) as [Buffer]
const aheadMs = Number(told.toString())
const { parts } = await createParts(readConfig(process.env), 'http://127.0.0.1', { now: () => new Date(Date.now() + aheadMs) })
const own: Parts = { ...parts, authority: inHaste(parts.authority) }
createWatch(own, createWatchAsking(own))
process.stdout.write('working\n')
