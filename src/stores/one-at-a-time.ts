/**
 * Many calls while one runs become one more run after it: a burst of live events costs two readings, not twenty, and an
 * older answer never comes after a newer one.
 */
export function oneAtATime(run: () => Promise<unknown>): () => void {
  let isRunning = false
  let isWanted = false

  async function go(): Promise<void> {
    isRunning = true
    do {
      isWanted = false
      await run()
    } while (isWanted)
    isRunning = false
  }

  return () => {
    if (isRunning) isWanted = true
    else void go()
  }
}
