import type { SourceView } from '#core/contract/source.ts'
import { countNameServers } from '#core/dns/source.ts'
import { propagationText } from '#core/messages/en/source.ts'
import { toVisibleText } from '#core/messages/visible-text.ts'

/** Who has it, in one sentence that speaks for nobody who was not heard. */
export function toSourceSentence({ state, by, zone, name, servers }: SourceView): string {
  const { answered, all } = countNameServers(servers)
  const hasAllCaches = servers.every((server) => server.role !== 'cache' || server.state === 'answered')
  return propagationText(state, by, { zone: toVisibleText(zone ?? name), name: toVisibleText(name), answered, all, hasAllCaches })
}
