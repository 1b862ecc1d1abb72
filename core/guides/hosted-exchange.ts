/** Hosted Exchange: the customer changes nothing, the provider does. The guide is a letter and the knowledge behind it. */
import { readingDate } from '../catalogue/source.ts'
import { guideCommon as words } from '../messages/en/guides/common.ts'
import { hostedExchange as text } from '../messages/en/guides/hosted-exchange.ts'
import { compareHostsStep, section, step, testSteps, type Filled, type GuideBody } from './build.ts'
import { connectorArticle } from './guide-sources.ts'
import { message } from './parts.ts'

export function createHostedExchangeGuide({ domains, pairs, region }: Filled): GuideBody {
  const letter = message(text.letter({ domains, hosts: pairs.general.hosts }))
  return {
    id: 'hosted-exchange',
    title: text.title,
    lead: text.lead,
    asOf: readingDate,
    permissions: text.permissions,
    duration: text.duration,
    sections: [
      section({ id: 'hosted-exchange.prepare', kind: 'prepare', title: text.whyTitle, lead: text.whyLead }, [
        compareHostsStep('hosted-exchange.prepare.hosts', pairs.general, region),
        step('hosted-exchange.prepare.shared', text.shared),
        step('hosted-exchange.prepare.by-sender', text.bySender),
        step('hosted-exchange.prepare.tool', text.needsTool),
      ]),
      section({ id: 'hosted-exchange.message', kind: 'message', title: text.messageTitle }, [
        step('hosted-exchange.message.send', text.copy(letter)),
        step('hosted-exchange.message.addresses', text.addresses),
        step('hosted-exchange.message.date', text.date),
      ]),
      section({ id: 'hosted-exchange.test', kind: 'test', title: words.testTitle }, testSteps('hosted-exchange', pairs.general)),
      section({ id: 'hosted-exchange.undo', kind: 'undo', title: words.undoTitle, lead: words.undoLead }, [
        step('hosted-exchange.undo.ask', text.undo),
      ]),
    ],
    sources: [connectorArticle],
  }
}
