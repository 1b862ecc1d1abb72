import { nextTick } from 'vue'

/**
 * Called before the page changes by itself: if what has the focus goes with the change, a place that stays takes it.
 * Focus that is on something that stays is left where it is (U-25).
 */
export async function keepFocus(refuge: () => HTMLElement | null): Promise<void> {
  const held = document.activeElement
  await nextTick()
  if (held !== null && !held.isConnected) refuge()?.focus()
}
