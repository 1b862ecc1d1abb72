/** What asking at the source is made of: who dials, how often, how many, from where the walk starts and what it remembers. */
import type { Resolver } from '../resolver.ts'
import type { StopSignal } from '../stop.ts'
import type { DnsServer } from '../upstreams.ts'
import { createBudgets } from './budgets.ts'
import type { BudgetLimits } from './budgets.ts'
import type { CacheParts } from './caches.ts'
import { toIsAllowed } from './destinations.ts'
import { createDialler } from './dialler.ts'
import { createHosts } from './hosts.ts'
import { createPace } from './pace.ts'
import { createProbe, withPurse } from './probe.ts'
import type { AskOne, Errand } from './probe.ts'
import { createRoots } from './roots.ts'
import { createShared } from './shared.ts'
import type { LookParts } from './source-look.ts'
import { createSteps } from './step.ts'
import { walkNear, walkToZone } from './zone-cut.ts'
import type { NearFinding, ZoneFinding } from './zone-cut.ts'
import { createZoneMemory } from './zone-memory.ts'

export interface AskingOptions {
  resolver: Pick<Resolver, 'lookupWith'>
  /** Null: those that the resolver names. */
  roots: readonly DnsServer[] | null
  port?: number
  allowLoopback?: boolean
  /** Tests hand in their own, to count. */
  ask?: AskOne
  perServerMs?: number
  budgets?: Partial<BudgetLimits>
  /** Milliseconds that never go backwards. */
  now?: () => number
}

export interface Asking extends LookParts, CacheParts {
  stats(): { openSockets: number; walks: number }
  close(): Promise<void>
}

export function createAsking(options: AskingOptions): Asking {
  const { resolver, port = 53, perServerMs = 1800, now = () => performance.now() } = options
  const isAllowed = toIsAllowed(options.allowLoopback === true)
  const dialler = createDialler(now)
  const ask = options.ask ?? dialler.ask
  const budgets = createBudgets(now, options.budgets)
  const pace = createPace(now)
  const hosts = createHosts({ resolver, budgets, now })
  const probe = createProbe({ ask, budgets, pace, isAllowed, perServerMs })
  const roots = createRoots({ given: options.roots, resolver, hosts, isAllowed, port, now })
  const steps = createSteps({ roots, hosts, probe, pace, isAllowed, port, now })
  const walkParts = { roots, askStep: steps.ask, memory: createZoneMemory(now) }
  const walks = createShared<ZoneFinding>()
  const nearWalks = createShared<NearFinding>()

  const findZone = (name: string, errand: Errand, signal: StopSignal): Promise<ZoneFinding> =>
    walks.join(
      `${name} ${errand.paced}`,
      (stop) => ({ done: walkToZone(name, { errand: withPurse(errand), signal: stop }, walkParts), soFar: (why) => ({ zone: null, noZone: why }) }),
      signal,
    )
  const findNear = (name: string, errand: Errand, signal: StopSignal): Promise<NearFinding> =>
    nearWalks.join(
      `${name} ${errand.paced}`,
      (stop) => ({ done: walkNear(name, { errand, signal: stop }, walkParts), soFar: (why) => ({ finding: { zone: null, noZone: why }, isExact: true }) }),
      signal,
    )

  return {
    findZone, findNear, resolver, hosts, probe, isAllowed, port, now, ask, budgets, withinMs: perServerMs,
    stats: () => ({ openSockets: dialler.openSockets, walks: walks.size + nearWalks.size }),
    async close() {
      await Promise.all([walks.close(), nearWalks.close()])
      await steps.close()
      await dialler.whenIdle()
    },
  }
}
