/**
 * What receivers would say to each of a domain's senders: now, once the proposed record is published, and once the
 * connector sends the domain's own mail through Mimecast. The evaluator on DNS as it is and as it would be; asks each
 * question once for the whole board, and never rejects.
 */
import { findSender } from '../catalogue/spf-senders.ts'
import type { WhatIfBoard, WhatIfRow, WhatIfSender } from '../contract/what-if.ts'
import type { Lookup } from '../dns/outcome.ts'
import { evaluateSpf } from './evaluate.ts'
import { withPublished } from './overlay.ts'
import type { SpfResult } from './result.ts'
import { lookupStandIn, type FoundStandIn } from './stand-in.ts'
import { withOnce } from './with-once.ts'

export interface WhatIfRequest {
  domain: string
  /** The record to publish. */
  proposed: string
  /** The account's own Mimecast include: its addresses are those that mail leaves from after the move. */
  include: string
  senders: readonly WhatIfSender[]
  lookup: Lookup
  /** For the `t` macro and the time limit of each check, as in `SpfQuestion`. */
  nowSeconds?: number
  isOutOfTime?: () => boolean
}

type Ask = (lookup: Lookup, ip: string) => Promise<SpfResult>

export async function checkWhatIf({ domain, proposed, include, senders, lookup, ...time }: WhatIfRequest): Promise<WhatIfBoard> {
  const live = withOnce(lookup)
  const published = withPublished(live, domain, proposed)
  const ask: Ask = async (through, ip) => (await evaluateSpf({ ip, helo: domain, mailfrom: `postmaster@${domain}`, lookup: through, ...time })).result
  const mimecast = await lookupStandIn(include, live)
  const toRow = async (sender: Sender): Promise<WhatIfRow> => {
    const found = sender.found ?? (await lookupStandIn(sender.name, live))
    const leaving = sender.moves ? mimecast : found
    const [now, afterChange, afterMove] = await Promise.all([askFor(found, live, ask), askFor(found, published, ask), askFor(leaving, published, ask)])
    const { kind, name, vendor, moves } = sender
    return { kind, name, vendor, moves, ...toShown(found), now, afterChange, afterMove }
  }
  const own: Sender = { kind: 'mimecast', name: include, vendor: vendorOf(include), moves: false, found: mimecast }
  return { domain, proposed, rows: await Promise.all([own, ...senders.map(toSender)].map(toRow)) }
}

interface Sender extends Pick<WhatIfRow, 'kind' | 'name' | 'vendor' | 'moves'> {
  /** Known without asking, or null. */
  found: FoundStandIn | null
}

function toSender(sender: WhatIfSender): Sender {
  const { kind, moves } = sender
  if (kind === 'address') return { kind, name: sender.ip, vendor: null, moves, found: { standIn: { ip: sender.ip, from: null } } }
  return { kind, name: sender.host, vendor: vendorOf(sender.host), moves, found: null }
}

const vendorOf = (host: string): string | null => findSender(host)?.vendor ?? null

function askFor(found: FoundStandIn, through: Lookup, ask: Ask): Promise<SpfResult | null> {
  return 'problem' in found ? Promise.resolve(null) : ask(through, found.standIn.ip)
}

function toShown(found: FoundStandIn): Pick<WhatIfRow, 'standIn' | 'problem'> {
  return 'problem' in found ? { standIn: null, problem: found.problem } : { standIn: found.standIn, problem: null }
}
