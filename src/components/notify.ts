import { reactive } from 'vue'

/** What the person has begun to ask for: addresses to add or to remove, one a line, and a message. */
export interface NotifyDraft {
  add: string
  remove: string
  message: string
}

const emptyDraft = (): NotifyDraft => ({ add: '', remove: '', message: '' })

/** Any page can open the one "Contact Support" dialog. A draft stays when the dialog is closed without sending (U-10). */
export const notifyState = reactive({ isOpen: false, wasOpened: false, draft: emptyDraft() })

export function openNotify(draft: Partial<NotifyDraft> = {}): void {
  Object.assign(notifyState.draft, draft)
  notifyState.wasOpened = true
  notifyState.isOpen = true
}

export function closeNotify(): void {
  notifyState.isOpen = false
}

export function clearNotifyDraft(): void {
  Object.assign(notifyState.draft, emptyDraft())
}
