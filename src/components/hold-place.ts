import { nextTick } from 'vue'

/** Called before the page changes: what one has just pressed stays where it is on the screen, whatever comes or goes above it. */
export async function holdPlace(pressed: HTMLElement | null): Promise<void> {
  const top = pressed?.getBoundingClientRect().top ?? -1
  if (pressed === null || top < 0 || top > window.innerHeight) return
  await nextTick()
  scrollDown(pressed.getBoundingClientRect().top - top)
}

/** Enough of a result to read what it is; one that is in sight moves nothing. */
const glimpsePx = 200

export function showBeginning(result: HTMLElement | null): void {
  if (result !== null) scrollDown(Math.max(0, result.getBoundingClientRect().top + glimpsePx - window.innerHeight))
}

function scrollDown(px: number): void {
  if (px !== 0) window.scrollBy(0, px)
}
