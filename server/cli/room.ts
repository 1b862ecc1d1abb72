/** Room for so much work at once. One reader fills it, so that one place to wait in is enough. */

export interface Room {
  /** Takes the work in and resolves when there is room for more. Rejects when work in the room has failed. */
  take(work: Promise<void>): Promise<void>
  /** Resolves when all work is done. */
  empty(): Promise<void>
}

export function createRoom(size: number): Room {
  let inside = 0
  let failure: { error: unknown } | null = null
  let wake = (): void => undefined
  const waitUntil = async (isTime: () => boolean): Promise<void> => {
    while (failure === null && !isTime()) await new Promise<void>((resolve) => (wake = resolve))
    if (failure !== null) throw failure.error
  }
  const leave = (): void => {
    inside -= 1
    wake()
  }
  return {
    take(work) {
      inside += 1
      work.then(leave, (error: unknown) => {
        failure ??= { error }
        leave()
      })
      return waitUntil(() => inside < size)
    },
    empty: () => waitUntil(() => inside === 0),
  }
}
