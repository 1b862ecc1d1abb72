import { watchEffect } from 'vue'
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

export function usePageTitle(read: () => PageTitle): void {
  watchEffect(() => {
    document.title = formatTitle(read())
  })
}
