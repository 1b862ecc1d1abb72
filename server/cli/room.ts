/**
 * Room for so much work at once, counted for each server by itself: work for one that is slow steps aside, and what comes
 * behind it goes on. One reader fills the room, so that one place to wait in is enough.
 */

export interface RoomLimits {
  /** Begun and not done, for one server. */
  perServer: number
  /** All that was taken in and is not done. */
  inAll: number
  /** The text of that, in UTF-16 units. */
  text: number
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

interface Lane {
  begun: number
  aside: Set<Work>
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
  const begin = (work: Work, lane: Lane): void => {
    lane.begun += 1
    const leave = (): void => {
      inside -= 1
      text -= work.size
      lane.begun -= 1
      const [next] = lane.aside
      if (next !== undefined) {
        lane.aside.delete(next)
        begin(next, lane)
      } else if (lane.begun === 0) lanes.delete(work.server)
      wake()
    }
    work.begin().then(leave, (error: unknown) => {
      failure ??= { error }
      leave()
    })
  }
  return {
    take(work) {
      let lane = lanes.get(work.server)
      if (lane === undefined) lanes.set(work.server, (lane = { begun: 0, aside: new Set() }))
      inside += 1
      text += work.size
      if (lane.begun < limits.perServer) begin(work, lane)
      else lane.aside.add(work)
      return waitUntil(() => inside < limits.inAll && text < limits.text)
    },
    empty: () => waitUntil(() => inside === 0),
  }
}
