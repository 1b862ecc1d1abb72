/**
 * The shape of step-by-step instructions: data ready to render, with the account's own values already in their places.
 * How a page shows them, and which steps are ticked, is decided elsewhere.
 */
import type { PlatformKey } from '../catalogue/platforms.ts'
import type { Source } from '../catalogue/source.ts'

/** A piece of a step. Everything but `text` is the machine's or the vendor's, and is never translated. */
export type Part =
  | { kind: 'text'; text: string }
  /** For copying into a field. `label` says what it is, for the announcement after copying. */
  | { kind: 'value'; text: string; label: string }
  /** For copying into a shell, as it is. */
  | { kind: 'command'; text: string }
  /** For copying into a mail: several lines. */
  | { kind: 'message'; text: string }
  /** Names in the vendor's user interface, outermost first. Not `verified`: not compared with the vendor's present page. */
  | { kind: 'menu'; path: readonly string[]; verified: boolean }
  | { kind: 'link'; text: string; href: string }

export interface GuideStep {
  /** Stable for ever: ticks are remembered by it. */
  id: string
  parts: readonly Part[]
  /** What may surprise, beside the step. */
  note: readonly Part[] | null
}

export type SectionKind = 'prepare' | 'screens' | 'powershell' | 'message' | 'test' | 'undo'

export interface GuideSection {
  id: string
  kind: SectionKind
  title: string
  lead: string | null
  /** Sections that share a `choice` do the same thing in different ways: one of them is enough. */
  choice: string | null
  steps: readonly GuideStep[]
}

export type HostFamily = 'general' | 'office365'

/** The hosts of one family. Fits `SmartHostPair` of the contract; staff may have entered one, or more than two. */
export interface GuideHosts {
  hosts: readonly string[]
  /** False where the names are only a pattern: the guide then begins with comparing them (architecture D10). */
  checked: boolean
}

export interface Guide {
  /** Platform and variant, for instance `on-premises.2016.smtp-auth`. */
  id: string
  platform: PlatformKey
  title: string
  lead: string
  /** The day on which the menus were last compared with the vendor's pages. */
  asOf: string
  permissions: string
  /** How long it takes, with what has to be waited for. */
  duration: string
  whyTwoHosts: string
  /** The pairs that this guide uses, in the order of use. */
  hosts: readonly (GuideHosts & { family: HostFamily })[]
  sections: readonly GuideSection[]
  sources: readonly Source[]
}
