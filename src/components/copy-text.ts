/**
 * Copies, or where the browser does not allow it selects the text so that a key press does (U-22). Without permission
 * `writeText` rejects with a DOMException; on pages without TLS there is no clipboard at all.
 */
export async function copyText(text: string, shown: Element | null): Promise<'copied' | 'selected'> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard
  if (clipboard !== undefined) {
    try {
      await clipboard.writeText(text)
      return 'copied'
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
    }
  }
  if (shown !== null) getSelection()?.selectAllChildren(shown)
  return 'selected'
}
