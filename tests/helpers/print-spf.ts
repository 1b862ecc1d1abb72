/** Writes a record from its typed terms, without looking at the text they were read from. */
import type { IpAddress, MacroPart, MacroString, Mechanism, Term } from '../../core/spf/record.ts'
import { formatIp } from '../../core/spf/ip.ts'

export function printSpf(terms: readonly Term[]): string {
  return ['v=spf1', ...terms.map(printTerm)].join(' ')
}

function printTerm(term: Term): string {
  return term.type === 'modifier' ? `${term.name}=${printMacroString(term.value)}` : term.qualifier + printMechanism(term.mechanism)
}

function printMechanism(mechanism: Mechanism): string {
  const { kind } = mechanism
  switch (kind) {
    case 'all':
      return kind
    case 'include':
    case 'exists':
      return `${kind}:${printMacroString(mechanism.target)}`
    case 'ptr':
      return kind + printTarget(mechanism.target)
    case 'a':
    case 'mx':
      return `${kind}${printTarget(mechanism.target)}/${mechanism.prefix.ip4}//${mechanism.prefix.ip6}`
    case 'ip4':
    case 'ip6':
      return `${kind}:${printNetwork(mechanism.network)}/${mechanism.prefixLength}`
  }
}

const printTarget = (target: MacroString | null): string => (target === null ? '' : `:${printMacroString(target)}`)
const printNetwork = (network: IpAddress): string => formatIp(network)
const printMacroString = (value: MacroString): string => value.map(printPart).join('')

function printPart(part: MacroPart): string {
  if (part.kind === 'literal') return part.text.replaceAll('%', '%%').replaceAll(' ', '%_')
  const letter = part.escape ? part.letter.toUpperCase() : part.letter
  return `%{${letter}${part.keep ?? ''}${part.reverse ? 'r' : ''}${part.delimiters}}`
}

/** The same terms without the text they were read from, and literals that stand beside one another as one. */
export function toBare(terms: readonly Term[]): unknown {
  return terms.map(({ text: _text, span: _span, ...term }) => {
    if (term.type === 'modifier') return { ...term, value: joinLiterals(term.value) }
    const { mechanism } = term
    return 'target' in mechanism && mechanism.target !== null ? { ...term, mechanism: { ...mechanism, target: joinLiterals(mechanism.target) } } : term
  })
}

function joinLiterals(value: MacroString): MacroString {
  const joined: MacroPart[] = []
  for (const part of value) {
    const last = joined.at(-1)
    if (part.kind === 'literal' && last?.kind === 'literal') joined[joined.length - 1] = { kind: 'literal', text: last.text + part.text }
    else joined.push(part)
  }
  return joined
}
