import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import * as contract from '#core/contract/explain.ts'
import type { EvidenceList, ExplainedEvidence } from '#core/contract/explain.ts'
import type { Answer } from '../api/client.ts'
import { useClient } from '../api/provided.ts'
import { onPersonChange } from './session.ts'

/** The customer's own checks, or for staff those of one account. */
export type EvidenceOwner = { accountId: string } | null

/** Checks laid open. One that was made never changes, so it is read once while its page, or the next one, needs it. */
export const useEvidenceStore = defineStore('evidence', () => {
  const client = useClient()
  const explained = shallowReactive(new Map<string, ExplainedEvidence>())
  const lists = shallowReactive(new Map<string, EvidenceList>())

  async function load(evidenceId: string, owner: EvidenceOwner): Promise<Answer<ExplainedEvidence>> {
    const held = explained.get(evidenceId)
    if (held !== undefined) return { ok: true, value: held }
    const answer = owner === null
      ? await client.call(contract.getEvidence, { params: { evidenceId } })
      : await client.call(contract.getAccountEvidence, { params: { evidenceId, ...owner } })
    if (answer.ok) explained.set(evidenceId, answer.value)
    return answer
  }

  /** Always anew: checks are added. */
  async function loadList(domainId: string, owner: EvidenceOwner): Promise<Answer<EvidenceList>> {
    const answer = owner === null
      ? await client.call(contract.listEvidence, { params: { domainId } })
      : await client.call(contract.listAccountEvidence, { params: { domainId, ...owner } })
    if (answer.ok) lists.set(domainId, answer.value)
    return answer
  }

  /** They can be large: what the page that opens does not show is let go. */
  function keepOnly(ids: readonly (string | null)[]): void {
    for (const id of [...explained.keys()]) if (!ids.includes(id)) explained.delete(id)
  }

  function clear(): void {
    explained.clear()
    lists.clear()
  }

  onPersonChange(clear)

  return { explained, lists, load, loadList, keepOnly, clear }
})
