/** Small builders for the pieces of a step, so that its sentence reads as a sentence where it is written. */
import type { Part } from './guide.ts'

export const value = (text: string, label: string): Part => ({ kind: 'value', text, label })
export const command = (text: string): Part => ({ kind: 'command', text })
export const message = (text: string): Part => ({ kind: 'message', text })
export const menu = (...path: string[]): Part => ({ kind: 'menu', path, verified: true })
export const unverifiedMenu = (...path: string[]): Part => ({ kind: 'menu', path, verified: false })
export const link = (text: string, href: string): Part => ({ kind: 'link', text, href })

/** A sentence with parts in it: say`Open ${menu('Mail flow')}.` */
export function say(texts: TemplateStringsArray, ...places: (Part | readonly Part[] | string | number)[]): readonly Part[] {
  const parts = texts.flatMap((text, index) => [toText(text), ...toParts(places[index])])
  return parts.filter((part) => part.kind !== 'text' || part.text !== '')
}

const toText = (text: string): Part => ({ kind: 'text', text })

function toParts(place: Part | readonly Part[] | string | number | undefined): readonly Part[] {
  if (place === undefined) return []
  if (typeof place === 'string' || typeof place === 'number') return [toText(String(place))]
  return 'kind' in place ? [place] : place
}

/** Values in a row, as a person would list them. */
export function listed(parts: readonly Part[], and: string): readonly Part[] {
  return parts.flatMap((part, index) => {
    if (index === 0) return [part]
    return [toText(index === parts.length - 1 ? ` ${and} ` : ', '), part]
  })
}

/** The step as one line of text: for labels, mails and pages without script. */
export function toPlainText(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'menu' ? part.path.join(' > ') : part.text)).join('')
}
