/**
 * Null when nobody could be reached or the connection broke: `fetch` and `import()` then reject with a TypeError, and
 * with a DOMException when the deadline passed or the caller stopped it. Anything else is a bug and stays thrown.
 */
export async function orNull<T>(waited: Promise<T>): Promise<T | null> {
  try {
    return await waited
  } catch (error) {
    if (error instanceof TypeError || (error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name))) return null
    throw error
  }
}
