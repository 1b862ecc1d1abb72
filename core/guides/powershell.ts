/**
 * Commands for Exchange, written from named parameters. Only characters from a short list enter a command (S-42):
 * whatever else turns up is a fault of ours, and is thrown.
 */

/** What the shell itself works out, such as a prompt. Written by us, never from data. */
export interface Expression {
  expression: string
}
export type Argument = string | boolean | number | readonly string[] | Expression

export const expression = (text: string): Expression => ({ expression: text })

/** Asks the person at the shell, so that no command holds a word to be replaced first. */
export const prompt = (question: string): Expression => expression(`(Read-Host ${toQuoted(question)})`)
export const promptForList = (question: string): Expression => expression(`((Read-Host ${toQuoted(question)}) -split '\\s*,\\s*')`)

export function toCommand(name: string, args: Readonly<Record<string, Argument>>): string {
  return [name, ...Object.entries(args).map(([key, arg]) => `-${key} ${toArgument(arg)}`)].join(' ')
}

function toArgument(arg: Argument): string {
  if (typeof arg === 'string') return toQuoted(arg)
  if (typeof arg === 'boolean') return arg ? '$true' : '$false'
  if (typeof arg === 'number') return String(arg)
  return 'expression' in arg ? arg.expression : arg.map(toQuoted).join(',')
}

/** A literal string. None of the quotes that PowerShell knows is on the list, so nothing can end it early. */
export function toQuoted(text: string): string {
  if (!/^[A-Za-z0-9 .,:;*@_-]{1,300}$/u.test(text)) throw new RangeError('a value for a command holds a character that is not allowed')
  return `'${text}'`
}
