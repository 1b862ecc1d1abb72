import { globalInclude } from '#core/catalogue/global-include.ts'
import { regionKeys, regions } from '#core/catalogue/regions.ts'
import { findSender } from '#core/catalogue/spf-senders.ts'
import { sameHost } from '#core/dns/names.ts'
import { spfQuestion } from '#core/messages/en/spf-record-step.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'
import { parseSpf } from '#core/spf/parse.ts'
import { toPlainText, type MacroString, type Term } from '#core/spf/record.ts'

/** Who else the present records allow to send, in words, each once and in the order of the records. */
export function sendersFound(records: readonly string[], include: string | null): string[] {
  const mimecast = [include, globalInclude.value, ...regionKeys.map((key) => regions[key].include?.value ?? null)]
  const isMimecast = (host: string) => mimecast.some((known) => known !== null && sameHost(known, host))
  const found = records.flatMap((record) => {
    const parsed = parseSpf(record)
    const terms = parsed.ok ? parsed.record.terms : parsed.terms
    // What cannot be read may be a sender that somebody meant: never is it said that there is nobody else.
    const unread = parsed.ok ? [] : parsed.problems.map(({ text }) => spfQuestion.sender.other(text))
    return [...terms.flatMap((term) => describeTerm(term, isMimecast) ?? []), ...unread]
  })
  return [...new Set(found)].map(toVisibleText)
}

/** Null for what allows nobody: endings, explanations, denials, and Mimecast itself. */
function describeTerm(term: Term, isMimecast: (host: string) => boolean): string | null {
  const { sender } = spfQuestion
  if (term.type === 'modifier') {
    return term.kind === 'redirect' && !isMimecast(hostOf(term.value)) ? sender.redirect(hostOf(term.value)) : null
  }
  if (term.qualifier !== '+') return null
  const { mechanism } = term
  switch (mechanism.kind) {
    case 'all':
      return null
    case 'include':
      return isMimecast(hostOf(mechanism.target)) ? null : describeService(hostOf(mechanism.target))
    case 'a':
      return mechanism.target === null ? sender.webHosts : sender.webHostsOf(hostOf(mechanism.target))
    case 'mx':
      return mechanism.target === null ? sender.mailHosts : sender.mailHostsOf(hostOf(mechanism.target))
    case 'ip4':
    case 'ip6': {
      const value = term.text.slice(term.text.indexOf(':') + 1)
      return value.includes('/') ? sender.network(value) : sender.address(value)
    }
    case 'ptr':
    case 'exists':
      return sender.other(term.text)
  }
}

function describeService(host: string): string {
  const known = findSender(host)
  return known === null ? spfQuestion.sender.unknownService(host) : spfQuestion.sender.service(known.vendor, host)
}

/** A name with macros has no plain form: it is shown as it stands. */
function hostOf(value: MacroString): string {
  return toPlainText(value) ?? value.map((part) => (part.kind === 'literal' ? part.text : `%{${part.letter}}`)).join('')
}
