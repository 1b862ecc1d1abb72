import { onScopeDispose } from 'vue'

/**
 * The address of this page is a secret: it must not travel as referrer, nor end in an index (S-25). The server says the
 * same in headers; these hold where a page of the application leads here without a new answer of the server.
 */
export function usePrivatePage(): void {
  const made = [
    { name: 'referrer', content: 'no-referrer' },
    { name: 'robots', content: 'noindex, nofollow' },
  ].map(({ name, content }) => {
    const meta = document.createElement('meta')
    meta.name = name
    meta.content = content
    document.head.append(meta)
    return meta
  })
  onScopeDispose(() => made.forEach((meta) => meta.remove()))
}
