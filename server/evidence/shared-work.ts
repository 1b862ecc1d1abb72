/** Those who ask the same at the same time share one piece of work, and so one piece of evidence (S-45). */
export function createSharedWork<T>(): (key: string, start: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return (key, start) => {
    const known = running.get(key)
    if (known) return known
    const work = start().finally(() => running.delete(key))
    running.set(key, work)
    return work
  }
}
