import type { WatchKind } from '#core/contract/watch.ts'

/**
 * The tables, once for SQLite and PostgreSQL. Portable subset: ids are UUIDs as text, times ISO 8601 in UTC written by
 * us, truth is 0 or 1, JSON is text that the store writes and reads through a schema, e-mail addresses are lower case.
 */
export interface PersonTable {
  id: string
  account_id: string | null
  email: string
  name: string
  role: 'customer' | 'staff'
  password_hash: string
  created_at: string
  last_seen_at: string | null
}

export interface SessionTable {
  token_hash: string
  person_id: string
  created_at: string
  last_seen_at: string
  expires_at: string
}

export interface OneTimeLinkTable {
  id: string
  token_hash: string
  kind: 'set-up' | 'invitation' | 'new-password'
  account_id: string | null
  person_id: string | null
  name: string | null
  email: string | null
  created_at: string
  expires_at: string
  used_at: string | null
}

export interface AccountTable {
  id: string
  company: string
  code: string
  region: string
  platform: string
  dynamic_addresses: number
  allow_global_include: number
  /** Overrides by staff (architecture D6, D10); null where the catalogue speaks. */
  include: string | null
  general_hosts: string | null
  office365_hosts: string | null
  rfi_ranges: string
  /** Grows with every change of anything below the account. */
  version: number
  created_at: string
  updated_at: string
}

export interface DomainTable {
  id: string
  account_id: string
  name: string
  is_primary: number
  code: string
  created_at: string
}

export interface OutboundAddressTable {
  id: string
  account_id: string
  address: string
  added_at: string
  removed_at: string | null
}

/** One check: never changed, never deleted but with its account. */
export interface EvidenceTable {
  id: string
  account_id: string
  domain_id: string
  /** `zone`: only what zone the domain lies in was found out, nothing judged. */
  kind: 'proof' | 'spf' | 'zone'
  asked_at: string
  rules_version: string
  outcome: string
  /** The verdict as codes, with all that the page shows. */
  result: string
  /** Every question with the raw replies in base64. */
  questions: string
  /** The zone that was found around the domain, with its name servers; null where none was. */
  zone: string | null
}

/** What a person said or did: append-only, the journey is its fold. */
export interface DecisionTable {
  id: string
  account_id: string
  domain_id: string | null
  kind: string
  data: string
  person_id: string
  person_name: string
  at: string
}

export interface RequestTable {
  id: string
  account_id: string
  reference: string
  created_at: string
  updated_at: string
}

export interface RequestEventTable {
  id: string
  /** Position within the request: the optimistic check against two people acting at once. */
  position: number
  request_id: string
  account_id: string
  kind: string
  data: string
  person_id: string
  person_name: string
  role: 'customer' | 'staff'
  at: string
}

export interface ShareTable {
  id: string
  account_id: string
  token_hash: string
  purpose: 'domain-proof' | 'spf' | 'connector'
  domain_id: string | null
  person_id: string
  person_name: string
  created_at: string
  expires_at: string
  revoked_at: string | null
}

/** What is asked again and again after a check that did not find everything right; gone once it is, or its time is over. */
export interface WatchTable {
  id: string
  account_id: string
  domain_id: string
  kind: WatchKind
  /** The last act of a person that it goes on from. */
  started_at: string
  /** A page that shows the domain is open until then, or was; null when none was since the start. */
  viewed_until: string | null
  /** When the zone's servers last answered on its behalf. */
  asked_at: string | null
  next_at: string
  ends_at: string
  /** What the zone's servers said when evidence was last written; null where nobody knows. */
  digest: string | null
  /** From then on a full check may say something new, although the zone's servers say the same. */
  recheck_at: string | null
  /** What the last check said, as text to compare; null where every check is news. */
  verdict: string | null
  /** How often in a row a foretold moment came and the check said the same. */
  rechecks: number
  /** How much evidence was written on its behalf since the last act of a person, and when last. */
  told: number
  told_at: string | null
  /** Whoever is asking just now, and until when others leave it alone. */
  lease_token: string | null
  lease_until: string | null
}

/** Counters of attempts in a window of time, so that limits hold across instances. */
export interface RateTable {
  key: string
  window_start: string
  count: number
}

export interface Database {
  person: PersonTable
  session: SessionTable
  one_time_link: OneTimeLinkTable
  account: AccountTable
  domain: DomainTable
  outbound_address: OutboundAddressTable
  evidence: EvidenceTable
  decision: DecisionTable
  request: RequestTable
  request_event: RequestEventTable
  share: ShareTable
  watch: WatchTable
  rate: RateTable
}
