/** Finding things as people find them: by what they are and what they are called. */

type Role = 'button' | 'link' | 'heading' | 'textbox' | 'radio' | 'checkbox' | 'combobox' | 'tab' | 'group' | 'alert' | 'dialog'

const selectors: Record<Role, string> = {
  button: 'button, [role=button]',
  link: 'a[href]',
  heading: 'h1, h2, h3, h4',
  textbox: 'input:not([type=radio]):not([type=checkbox]), textarea',
  radio: 'input[type=radio]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  tab: '[role=tab]',
  group: 'fieldset, [role=group]',
  alert: '[role=alert]',
  dialog: '[role=dialog]',
}

function isShown(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (at instanceof HTMLElement && (at.hidden || at.style.display === 'none')) return false
  }
  return true
}

/** The accessible name, as far as these pages need it. */
export function nameOf(element: Element): string {
  const labelledBy = element.getAttribute('aria-labelledby')
  const text = element.getAttribute('aria-label')
    ?? (labelledBy === null ? null : labelledBy.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '))
    ?? labelOf(element)
    ?? (element instanceof HTMLFieldSetElement ? (element.querySelector('legend')?.textContent ?? '') : element.textContent)
  return text.replace(/\s+/gu, ' ').trim()
}

function labelOf(element: Element): string | null {
  const isControl = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
  return isControl ? [...(element.labels ?? [])].map((label) => label.textContent).join(' ') : null
}

const matches = (name: string, wanted: string | RegExp) => (typeof wanted === 'string' ? name === wanted : wanted.test(name))

export function allByRole(role: Role, name: string | RegExp = /(?:)/u): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selectors[role])].filter((element) => isShown(element) && matches(nameOf(element), name))
}

/** Throws when there is none or more than one, and says what there is instead. */
export function byRole(role: Role, name: string | RegExp = /(?:)/u): HTMLElement {
  const found = allByRole(role, name)
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  const there = allByRole(role).map((element) => `“${nameOf(element)}”`).join(', ')
  throw new Error(`${String(found.length)} of role ${role} called ${String(name)}. There are: ${there || 'none'}`)
}

export function type(name: string | RegExp, text: string): void {
  const field = byRole('textbox', name)
  if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement)) throw new Error('Not a text field')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** All that can be read on the page, in one line. */
export function text(within: Element = document.body): string {
  return within.textContent.replace(/\s+/gu, ' ').trim()
}

/** What the page's live region says at this moment. */
export function announced(): string {
  return document.querySelector('[data-live-region]')?.textContent ?? ''
}
