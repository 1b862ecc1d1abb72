import { defineStore } from 'pinia'
import { reactive, ref, watch } from 'vue'
import { useSessionStore } from './session.ts'

/** What the person has begun to ask for: addresses to add or to remove, one a line, and a message. */
export interface NotifyDraft {
  add: string
  remove: string
  message: string
}

const emptyDraft = (): NotifyDraft => ({ add: '', remove: '', message: '' })

/** Any page can open the one "Contact Support" dialog. A draft stays when the dialog is closed without sending (U-10). */
export const useNotifyStore = defineStore('notify', () => {
  const session = useSessionStore()
  const isOpen = ref(false)
  const wasOpened = ref(false)
  const draft = reactive(emptyDraft())
  let writer = session.person?.id

  function open(begun: Partial<NotifyDraft> = {}): void {
    Object.assign(draft, begun)
    wasOpened.value = true
    isOpen.value = true
  }

  function clear(): void {
    Object.assign(draft, emptyDraft())
  }

  // A session that ended in the middle of a sentence gives it back to the same person, and to nobody else.
  watch(() => session.person?.id, (id) => {
    isOpen.value = false
    if (id === undefined || id === writer) return
    writer = id
    clear()
  }, { flush: 'sync' })

  return { isOpen, wasOpened, draft, open, clear }
})
