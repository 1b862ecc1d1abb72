/** Google Workspace: a route to Mimecast, a route that stays inside, and a rule for each. */
import { guideCommon as words } from '../messages/en/guides/common.ts'
import { googleWorkspace as text } from '../messages/en/guides/google-workspace.ts'
import { compareHostsStep, hostValues, section, spfStep, step, testSteps, type Filled, type GuideBody } from './build.ts'
import type { GuideSection } from './guide.ts'
import { gmailRoutesPage, gmailRoutingPage, outboundArticle } from './guide-sources.ts'
import { listed, value } from './parts.ts'

/** Mimecast's choice among Google's receiving hosts (DOC-1710). */
export const googleInternalHosts = ['ASPMX.L.GOOGLE.COM', 'ALT1.ASPMX.L.GOOGLE.COM'] as const
const adminConsole = 'https://admin.google.com/'

const mimecastRoute = value(text.mimecastRoute, text.mimecastRouteLabel)
const internalRoute = value(text.internalRoute, text.internalRouteLabel)

export function createGoogleWorkspaceGuide(request: Filled): GuideBody {
  const { pairs, region } = request
  const [send, ...rest] = testSteps('google-workspace', pairs.general)
  return {
    id: 'google-workspace',
    title: text.title,
    lead: text.lead,
    asOf: gmailRoutesPage.date,
    permissions: text.permissions,
    duration: text.duration,
    sections: [
      section({ id: 'google-workspace.prepare', kind: 'prepare', title: words.prepareTitle }, [
        compareHostsStep('google-workspace.prepare.hosts', pairs.general, region),
        spfStep('google-workspace'),
        step('google-workspace.prepare.sign-in', text.top),
        step('google-workspace.prepare.existing', text.existing),
        step('google-workspace.prepare.gateway', text.outboundGateway),
      ]),
      routes(request),
      rules(),
      section({ id: 'google-workspace.test', kind: 'test', title: words.testTitle }, [
        send ?? null,
        ...rest,
        step('google-workspace.test.internal', text.testInternal),
      ]),
      section({ id: 'google-workspace.undo', kind: 'undo', title: words.undoTitle, lead: words.undoLead }, [
        step('google-workspace.undo.rules', text.undoOutbound),
        step('google-workspace.undo.routes', text.undoRoutes),
      ]),
    ],
    sources: [gmailRoutesPage, gmailRoutingPage, outboundArticle],
  }
}

function routes({ pairs }: Filled): GuideSection {
  const { hosts } = pairs.general
  const google = listed(googleInternalHosts.map((host, index) => value(host, text.googleHostLabel(index + 1))), words.and)
  return section({ id: 'google-workspace.routes', kind: 'screens', title: text.routesTitle }, [
    step('google-workspace.routes.open', text.openHosts(adminConsole)),
    step('google-workspace.routes.mimecast', text.mimecast(mimecastRoute, hostValues(hosts), text.shares(hosts.length))),
    step('google-workspace.routes.tls', text.tls),
    step('google-workspace.routes.internal', text.internal(internalRoute, google), text.internalNote),
  ])
}

const rules = (): GuideSection =>
  section({ id: 'google-workspace.rules', kind: 'screens', title: text.rulesTitle, lead: text.rulesLead }, [
    step('google-workspace.rules.outbound', text.outbound(mimecastRoute)),
    step('google-workspace.rules.internal', text.internalRule(internalRoute)),
    step('google-workspace.rules.wait', text.wait),
  ])
