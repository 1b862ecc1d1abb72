import { onScopeDispose, ref, watchEffect } from 'vue'
import { common } from '#core/messages/en/common.ts'

export interface PageTitle {
  title: string
  /** How far the set-up is, in words: read first (U-4). */
  progress?: string | null
  hasError?: boolean
}

/** The window's title: "Error: " or the progress first, then the page, then the product. */
export function formatTitle({ title, progress, hasError }: PageTitle): string {
  const first = hasError === true ? common.errorInTitle : (progress ?? '')
  return [first === '' ? title : `${first}: ${title}`, common.product].join(' – ')
}

/** A dialog above the page found fault with what was entered. */
const hasDialogError = ref(false)

export function useErrorInTitle(read: () => boolean): void {
  watchEffect(() => {
    hasDialogError.value = read()
  })
  onScopeDispose(() => {
    hasDialogError.value = false
  })
}

export function usePageTitle(read: () => PageTitle): void {
  watchEffect(() => {
    const title = read()
    document.title = formatTitle({ ...title, hasError: title.hasError === true || hasDialogError.value })
  })
}
