/**
 * Reads one directive or modifier (RFC 7208 §5, §6, §12). The value of a term is read by the rule of its name, so a
 * known name with a wrong value is an error and never falls back to something else.
 */
import { parseIp4, parseIp6 } from './ip.ts'
import { inRecord, parseMacroString } from './macro.ts'
import type { SyntaxProblemCode } from './codes.ts'
import type { DualPrefix, MacroString, Mechanism, Modifier } from './record.ts'

export type Read<T> = { ok: true; value: T } | { ok: false; problem: SyntaxProblemCode }

const yes = <T>(value: T): Read<T> => ({ ok: true, value })
const no = (problem: SyntaxProblemCode): Read<never> => ({ ok: false, problem })

/** `text` is the term without its qualifier. */
export function parseMechanism(text: string): Read<Mechanism> {
  const [, rawName = '', value = ''] = /^([^:/]*)(.*)$/s.exec(text) ?? []
  switch (rawName.toLowerCase()) {
    case 'all': // §5.1
      return value === '' ? yes({ kind: 'all' }) : no('unexpected-value')
    case 'include': // §5.2
      return withTarget(value, (target) => ({ kind: 'include', target }))
    case 'a': // §5.3
      return withOptionalTargetAndPrefix(value, (target, prefix) => ({ kind: 'a', target, prefix }))
    case 'mx': // §5.4
      return withOptionalTargetAndPrefix(value, (target, prefix) => ({ kind: 'mx', target, prefix }))
    case 'ptr': // §5.5
      if (value === '') return yes({ kind: 'ptr', target: null })
      return withTarget(value, (target) => ({ kind: 'ptr', target }))
    case 'ip4': // §5.6
      return parseNetwork('ip4', value)
    case 'ip6': // §5.6
      return parseNetwork('ip6', value)
    case 'exists': // §5.7
      return withTarget(value, (target) => ({ kind: 'exists', target }))
    default:
      return no('unknown-mechanism')
  }
}

/** ":" domain-spec */
function withTarget(value: string, build: (target: MacroString) => Mechanism): Read<Mechanism> {
  if (value === '' || value === ':') return no('missing-value')
  if (!value.startsWith(':')) return no('unexpected-value')
  const target = parseDomainSpec(value.slice(1))
  return target.ok ? yes(build(target.value)) : target
}

/** [ ":" domain-spec ] [ dual-cidr-length ] */
function withOptionalTargetAndPrefix(
  value: string,
  build: (target: MacroString | null, prefix: DualPrefix) => Mechanism,
): Read<Mechanism> {
  // A domain-spec ends in a letter-bearing label or a macro, so digits after a slash at the end are a prefix length.
  const [, before = '', ip4, ip6] = /^(.*?)(?:\/(\d+))?(?:\/\/(\d+))?$/s.exec(value) ?? []
  const prefix = parseDualPrefix(ip4, ip6)
  if (!prefix.ok) return prefix
  if (before === '') return yes(build(null, prefix.value))
  if (before === ':') return no('missing-value')
  if (before.startsWith('/')) return no('bad-prefix-length')
  const target = parseDomainSpec(before.slice(1))
  return target.ok ? yes(build(target.value, prefix.value)) : target
}

function parseDualPrefix(ip4: string | undefined, ip6: string | undefined): Read<DualPrefix> {
  const first = parsePrefixLength(ip4, 32)
  const second = parsePrefixLength(ip6, 128)
  return first === null || second === null ? no('bad-prefix-length') : yes({ ip4: first, ip6: second })
}

/** ip4-cidr-length = "/" ("0" / %x31-39 0*1DIGIT) ; ip6-cidr-length = "/" ("0" / %x31-39 0*2DIGIT) */
function parsePrefixLength(digits: string | undefined, max: 32 | 128): number | null {
  if (digits === undefined) return max
  if (!/^(?:0|[1-9]\d{0,2})$/.test(digits)) return null
  return Number(digits) <= max ? Number(digits) : null
}

/** ":" ip4-network [ ip4-cidr-length ] ; ":" ip6-network [ ip6-cidr-length ] */
function parseNetwork(kind: 'ip4' | 'ip6', value: string): Read<Mechanism> {
  if (value === '' || value === ':') return no('missing-value')
  if (!value.startsWith(':')) return no('unexpected-value')
  const slash = value.indexOf('/')
  const address = slash === -1 ? value.slice(1) : value.slice(1, slash)
  const network = kind === 'ip4' ? parseIp4(address) : parseIp6(address)
  if (network === null) return no(kind === 'ip4' ? 'bad-ip4' : 'bad-ip6')
  const prefixLength = parsePrefixLength(slash === -1 ? undefined : value.slice(slash + 1), kind === 'ip4' ? 32 : 128)
  return prefixLength === null ? no('bad-prefix-length') : yes({ kind, network, prefixLength })
}

/**
 * domain-spec = macro-string domain-end ; domain-end = ( "." toplabel [ "." ] ) / macro-expand
 * The macro string comes first: the literal text before the last dot may be anything that a macro string may hold.
 */
function parseDomainSpec(text: string): Read<MacroString> {
  const parts = parseMacroString(text, inRecord)
  if (parts === null) return no(text.includes('%') ? 'bad-macro' : 'bad-domain')
  return endsAsDomain(text) ? yes(parts) : no('bad-domain')
}

/** The last label must stand in plain letters behind the last macro-expand; or that is the end of the text itself. */
function endsAsDomain(text: string): boolean {
  const tail = text.slice(endOfLastMacro(text))
  if (tail === '') return true
  const labels = tail.replace(/\.$/, '').split('.')
  return labels.length > 1 && isTopLabel(labels.at(-1) ?? '')
}

/** toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum ) */
function isTopLabel(label: string): boolean {
  return /^[a-z0-9-]+$/i.test(label) && !/^-|-$|^\d+$/.test(label)
}

/** Walks the pairs, so that the "%%" in "a%%{d}" is not taken for the start of a macro. 0: there is none. */
function endOfLastMacro(text: string): number {
  let end = 0
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', end)) {
    end = text[at + 1] === '{' ? text.indexOf('}', at) + 1 : at + 2
  }
  return end
}

/** name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." ) */
const modifierStart = /^([a-z][a-z0-9\-_.]*)=/i

/** Null when the text is no modifier at all. */
export function parseModifier(text: string): Read<Pick<Modifier, 'kind' | 'name' | 'value'>> | null {
  const name = modifierStart.exec(text)?.[1]
  if (name === undefined) return null
  const rest = text.slice(name.length + 1)
  const known = name.toLowerCase()
  if (known !== 'redirect' && known !== 'exp') {
    // unknown-modifier = name "=" macro-string
    const value = parseMacroString(rest, inRecord)
    return value === null ? no('bad-macro') : yes({ kind: 'unknown', name, value })
  }
  // The general rule would let any value of a known name pass as unknown: the special rule wins (§6.1, §6.2).
  if (rest === '') return no('missing-value')
  const value = parseDomainSpec(rest)
  return value.ok ? yes({ kind: known, name, value: value.value }) : value
}
