import { reactive, watch } from 'vue'
import { emptyDraft, type AccountDraft, type DraftField } from './account-draft.ts'

const storageKey = 'connect-new-account'

/** The draft outlives a reload of the tab (U-10), and ends with the tab or with the account's creation. */
export function useAccountDraft() {
  const draft = reactive<AccountDraft>({ ...emptyDraft, ...remembered() })
  watch(draft, remember)

  function clear(): void {
    Object.assign(draft, emptyDraft)
  }
  return { draft, clear }
}

/** What was kept, as far as it still has the form of a draft. */
function remembered(): Partial<AccountDraft> {
  const text = withStorage((storage) => storage.getItem(storageKey)) ?? '{}'
  const kept = parseObject(text)
  const fields = Object.keys(emptyDraft) as DraftField[]
  return Object.fromEntries(fields.flatMap((field) => (typeof kept[field] === 'string' ? [[field, kept[field]]] : [])))
}

function remember(draft: AccountDraft): void {
  withStorage((storage) => storage.setItem(storageKey, JSON.stringify(draft)))
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** Null where the browser forbids storage: the draft then lasts as long as the page. */
function withStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
