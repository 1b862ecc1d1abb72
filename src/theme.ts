/** The theme the person chose. `public/theme.js` applies it before the first paint; this file changes it. */
import { ref } from 'vue'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'connect-theme'

/** Null where storage is forbidden or empty. */
function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme)
  } catch (error) {
    // The theme then lasts as long as the page.
    if (!(error instanceof DOMException)) throw error
  }
}

const toTheme = (text: string | null): Theme => themes.find((theme) => theme === text) ?? 'system'

export const theme = ref<Theme>(toTheme(remembered()))

export function setTheme(next: Theme): void {
  theme.value = next
  remember(next)
  if (next === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = next
}
