/**
 * Room for so much work at once, counted for each server by itself. Where a server gets nothing done for a while, work for
 * it steps aside, and what comes behind it goes on. One reader fills the room, so that one place to wait in is enough.
 */

export interface RoomLimits {
  /** Begun and not done, for one server. */
  perServer: number
  /** All that was taken in and is not done. */
  inAll: number
  /** The text of that, in UTF-16 units. */
  text: number
  /** After so long without anything done a server is slow. */
  slowMs: number
}

export interface Work {
  server: string
  size: number
  begin(): Promise<void>
}

export interface Room {
  /** Takes the work in and resolves when there is room for more. Rejects when work in the room has failed. */
  take(work: Work): Promise<void>
  /** Resolves when all work is done. */
  empty(): Promise<void>
}

/** The work for one server. */
interface Lane {
  begun: number
  aside: Set<Work>
  isSlow: boolean
  /** Runs from the first time that the lane was full. */
  timer: NodeJS.Timeout | null
}

export function createRoom(limits: RoomLimits): Room {
  const lanes = new Map<string, Lane>()
  let inside = 0
  let text = 0
  let failure: { error: unknown } | null = null
  let wake = (): void => undefined
  const waitUntil = async (isTime: () => boolean): Promise<void> => {
    while (failure === null && !isTime()) await new Promise<void>((resolve) => (wake = resolve))
    if (failure !== null) throw failure.error
  }
  const laneOf = (server: string): Lane => {
    const known = lanes.get(server)
    if (known !== undefined) return known
    const lane: Lane = { begun: 0, aside: new Set(), isSlow: false, timer: null }
    lanes.set(server, lane)
    return lane
  }
  const isFull = (lane: Lane): boolean => lane.begun >= limits.perServer
  const watch = (lane: Lane): void => {
    lane.timer ??= setTimeout(() => {
      lane.isSlow = true
      wake()
    }, limits.slowMs)
  }
  const leave = ({ server, size }: Work, lane: Lane): void => {
    inside -= 1
    text -= size
    lane.begun -= 1
    lane.isSlow = false
    lane.timer?.refresh()
    const [next] = lane.aside
    if (next !== undefined) {
      lane.aside.delete(next)
      begin(next, lane)
    } else if (lane.begun === 0) {
      if (lane.timer !== null) clearTimeout(lane.timer)
      lanes.delete(server)
    }
    wake()
  }
  const begin = (work: Work, lane: Lane): void => {
    lane.begun += 1
    work.begin().then(
      () => leave(work, lane),
      (error: unknown) => {
        failure ??= { error }
        leave(work, lane)
      },
    )
  }
  return {
    take(work) {
      const lane = laneOf(work.server)
      inside += 1
      text += work.size
      if (isFull(lane)) lane.aside.add(work)
      else begin(work, lane)
      if (isFull(lane)) watch(lane)
      return waitUntil(() => inside < limits.inAll && text < limits.text && (!isFull(lane) || lane.isSlow))
    },
    empty: () => waitUntil(() => inside === 0),
  }
}
