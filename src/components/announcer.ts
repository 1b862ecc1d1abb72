import { nextTick, ref } from 'vue'

/** What the page's one polite live region says (U-25). */
export const announcement = ref('')

/** Says a change of state to people who listen. The same sentence twice is said twice. */
export function announce(sentence: string): void {
  announcement.value = ''
  void nextTick(() => {
    announcement.value = sentence
  })
}
