/** The ids of a field's hint and error, for `aria-describedby`; `undefined` leaves the attribute out. */
export function describedBy(id: string, { hint, error }: { hint?: string | undefined; error?: string | undefined }): string | undefined {
  const ids = [error === undefined ? null : `${id}-error`, hint === undefined ? null : `${id}-hint`].filter((part) => part !== null)
  return ids.length > 0 ? ids.join(' ') : undefined
}

export const controlLook = 'w-full rounded-box border bg-page px-3 py-2 text-ink min-h-11'
