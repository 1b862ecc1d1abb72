/** A hybrid takes the servers' guide, the cloud's guide, or both, by the way that mail of cloud mailboxes leaves. */
import { hybrid as text } from '../messages/en/guides/hybrid.ts'
import type { Filled, GuideBody } from './build.ts'
import type { GuideSection } from './guide.ts'
import { office365AsOf, office365Sections, office365Sources } from './office-365.ts'
import { onPremisesSections, onPremisesSources, type Versioned } from './on-premises.ts'
import type { HybridPath } from './request.ts'

interface Half {
  permissions: string
  sections: GuideSection[]
  sources: GuideBody['sources']
}

const cloudHalf = (request: Filled): Half => ({
  permissions: text.cloudPermissions,
  sections: office365Sections(request).map((section) => ({ ...section, title: text.cloudTitle(section.title) })),
  sources: office365Sources,
})

const serversHalf = (request: Versioned): Half => ({
  permissions: text.serversPermissions,
  sections: onPremisesSections(request).map((section) => ({ ...section, title: text.serversTitle(section.title) })),
  sources: onPremisesSources(request),
})

/** What the answer to the first question leads to. The version is known wherever servers take part. */
export type HybridRequest =
  | { path: 'microsoft-365'; request: Filled }
  | { path: Exclude<HybridPath, 'microsoft-365'>; request: Versioned }

export function createHybridGuide(hybrid: HybridRequest): GuideBody {
  const halves = halvesOf(hybrid)
  const variant = hybrid.path === 'microsoft-365' ? [] : [hybrid.request.exchangeVersion, hybrid.request.authentication]
  return {
    id: ['hybrid', hybrid.path, ...variant].join('.'),
    title: text.title,
    lead: text.lead[hybrid.path],
    asOf: office365AsOf,
    permissions: halves.map(({ permissions }) => permissions).join(' '),
    duration: text.duration,
    sections: inOrder(halves.flatMap(({ sections }) => sections)),
    sources: [...new Set(halves.flatMap(({ sources }) => sources))],
  }
}

function halvesOf(hybrid: HybridRequest): Half[] {
  if (hybrid.path === 'microsoft-365') return [cloudHalf(hybrid.request)]
  const servers = serversHalf(hybrid.request)
  return hybrid.path === 'both' ? [servers, cloudHalf(hybrid.request)] : [servers]
}

/** The ways back stand at the end of the page, after both halves. */
function inOrder(sections: readonly GuideSection[]): GuideSection[] {
  const isUndo = ({ kind }: GuideSection): boolean => kind === 'undo'
  return [...sections.filter((section) => !isUndo(section)), ...sections.filter(isUndo)]
}
