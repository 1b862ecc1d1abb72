import { expect, it } from 'vitest'
import { platformKeys } from '#core/catalogue/platforms.ts'
import { exchangeVersions } from '#core/contract/journey.ts'
import { createGuide } from '#core/guides/create-guide.ts'

const hosts = { hosts: ['a.example', 'b.example'], checked: false }

function idsOf(): string[] {
  const guides = platformKeys.flatMap((platform) =>
    exchangeVersions.flatMap((exchangeVersion) =>
      (['address', 'smtp-auth'] as const).map((authentication) =>
        createGuide({ platform, region: 'eu', smartHosts: { general: hosts, office365: hosts }, authentication, exchangeVersion, hybridPath: 'both', domains: ['a.example'] }),
      ),
    ),
  )
  return [...new Set(guides.flatMap((outcome) => (outcome.ok ? outcome.guide.sections.flatMap(({ steps }) => steps.map(({ id }) => id)) : [])))].sort()
}

it('a step keeps its id, because ticks are remembered by it', () => {
  expect(idsOf()).toMatchInlineSnapshot(`
    [
      "google-workspace.prepare.existing",
      "google-workspace.prepare.gateway",
      "google-workspace.prepare.hosts",
      "google-workspace.prepare.sign-in",
      "google-workspace.prepare.spf",
      "google-workspace.routes.internal",
      "google-workspace.routes.mimecast",
      "google-workspace.routes.open",
      "google-workspace.routes.tls",
      "google-workspace.rules.internal",
      "google-workspace.rules.outbound",
      "google-workspace.rules.wait",
      "google-workspace.test.headers",
      "google-workspace.test.internal",
      "google-workspace.test.refused",
      "google-workspace.test.send",
      "google-workspace.undo.routes",
      "google-workspace.undo.rules",
      "hosted-exchange.message.addresses",
      "hosted-exchange.message.date",
      "hosted-exchange.message.send",
      "hosted-exchange.prepare.by-sender",
      "hosted-exchange.prepare.hosts",
      "hosted-exchange.prepare.shared",
      "hosted-exchange.prepare.tool",
      "hosted-exchange.test.headers",
      "hosted-exchange.test.refused",
      "hosted-exchange.test.send",
      "hosted-exchange.undo.ask",
      "office-365.powershell.connect",
      "office-365.powershell.create",
      "office-365.powershell.enable",
      "office-365.powershell.list",
      "office-365.powershell.old",
      "office-365.powershell.stamp",
      "office-365.powershell.validate",
      "office-365.prepare.existing",
      "office-365.prepare.hosts",
      "office-365.prepare.spf",
      "office-365.prepare.tenant",
      "office-365.screens.create",
      "office-365.screens.name",
      "office-365.screens.old",
      "office-365.screens.open",
      "office-365.screens.routing",
      "office-365.screens.scenario",
      "office-365.screens.security",
      "office-365.screens.use",
      "office-365.screens.validation",
      "office-365.test.headers",
      "office-365.test.refused",
      "office-365.test.send",
      "office-365.undo.old",
      "office-365.undo.powershell",
      "office-365.undo.screens",
      "on-premises.powershell.create",
      "on-premises.powershell.enable",
      "on-premises.powershell.list",
      "on-premises.powershell.old",
      "on-premises.powershell.servers",
      "on-premises.powershell.user",
      "on-premises.prepare.addresses",
      "on-premises.prepare.existing",
      "on-premises.prepare.firewall",
      "on-premises.prepare.hosts",
      "on-premises.prepare.hybrid",
      "on-premises.prepare.spf",
      "on-premises.prepare.user",
      "on-premises.screens.authentication",
      "on-premises.screens.hosts",
      "on-premises.screens.name",
      "on-premises.screens.old",
      "on-premises.screens.open",
      "on-premises.screens.port",
      "on-premises.screens.servers",
      "on-premises.screens.space",
      "on-premises.test.headers",
      "on-premises.test.queue",
      "on-premises.test.refused",
      "on-premises.test.send",
      "on-premises.test.tls",
      "on-premises.undo.new",
      "on-premises.undo.old",
    ]
  `)
})

it('an id fits the contract’s line of a hundred characters', () => {
  expect(idsOf().filter((id) => id.length > 100 || !/^[a-z0-9.-]+$/u.test(id))).toEqual([])
})
