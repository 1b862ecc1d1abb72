import { classifyAddress } from '#core/address/address.ts'
import { addressRefusalText } from '#core/messages/en/address.ts'
import { fieldProblemText } from '#core/messages/en/field-problems.ts'
import { notifyDialog as words } from '#core/messages/en/requests.ts'
import type { FormError } from '../../components/form-errors.ts'
import type { NotifyDraft } from '../../stores/notify.ts'

/** One entry a line; commas and semicolons part entries too. A range written with spaces stays whole, to be refused by name. */
export function toLines(text: string): string[] {
  return text.split(/[\n,;]+/u).map((line) => line.trim()).filter((line) => line !== '')
}

/** What the page can see by itself. The server looks again and says the same (U-15). */
export function draftErrors({ add, remove, message }: NotifyDraft, { listed, hasAddresses }: { listed: readonly string[]; hasAddresses: boolean }): FormError[] {
  if (`${add}${remove}${message}`.trim() === '') return [hasAddresses ? { field: 'add', text: words.empty } : { field: 'message', text: words.messageRequired }]
  return toLines(add).flatMap((line) => {
    const found = classifyAddress(line)
    if (found.kind !== 'public-ipv4') return [{ field: 'add', text: addressRefusalText(found.kind, found.understood) }]
    return listed.includes(found.address) ? [{ field: 'add', text: fieldProblemText({ code: 'address.already-listed' }) }] : []
  })
}

/** The server names the line (`add.1`); the page has one field for all of them. */
export function toWholeFields(errors: readonly FormError[]): FormError[] {
  return errors.map(({ field, text }) => ({ field: field.replace(/\..*$/u, ''), text }))
}
