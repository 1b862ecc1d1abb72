/** The list of steps: names, the seven states, and for each reason what happens next. Who acts is a word beside it. */
import type { StepKey, Task, TaskReason, TaskState } from '../../contract/task.ts'

/** In the list. The title on the page itself is longer. */
export const stepNames = {
  start: 'Start',
  domains: 'Domains',
  addresses: 'Outbound addresses',
  'spf-record': 'SPF record',
  'spf-check': 'Validate SPF',
  connector: 'Connector',
  summary: 'Summary',
} as const satisfies Record<StepKey, string>

export const stepTitles = {
  start: 'Set up your outbound email',
  domains: 'Validate your domains',
  addresses: 'Confirm your outbound IP addresses',
  'spf-record': 'Your SPF record',
  'spf-check': 'Validate your SPF record',
  connector: 'Create the connector',
  summary: 'Summary of your outbound email',
} as const satisfies Record<StepKey, string>

export const stateLabels = {
  'not-started': 'Not started',
  'in-progress': 'In progress',
  'waiting-for-somebody': 'Waiting for somebody else',
  'waiting-for-dns': 'Waiting for DNS',
  problem: 'There is a problem',
  completed: 'Completed',
  'not-needed': 'Not needed',
} as const satisfies Record<TaskState, string>

export const actorLabels = {
  customer: 'Your turn',
  colleague: 'Your colleague’s turn',
  staff: 'The implementation team’s turn',
  dns: 'DNS needs time',
  nobody: 'Nothing to do',
} as const satisfies Record<Task['whoActs'], string>

/** The same for staff, who looks at somebody else's set-up. */
export const actorLabelsForStaff = {
  customer: 'The customer',
  colleague: 'A colleague of the customer',
  staff: 'Implementation team',
  dns: 'Nobody, DNS needs time',
  nobody: 'Nobody',
} as const satisfies Record<Task['whoActs'], string>

type Params = Readonly<Record<string, string>>
const ofAll = ({ done = '0', all = '0' }: Params) => `${done} of ${all}`
const theDomain = ({ domain = '' }: Params) => (domain === '' ? 'your domain' : domain)

/** What happens next, in at most two sentences. */
export const reasonTexts = {
  'start.read': () => 'Read what you need before you begin. It takes about two minutes.',
  'start.done': () => 'You have read what is needed.',
  'domains.publish-code': (params) => `Publish the code for ${theDomain(params)} in DNS, then check.`,
  'domains.not-seen-yet': (params) => `The code for ${theDomain(params)} is not in DNS yet. Check again once it is published.`,
  'domains.wrong': (params) => `The last look for the code of ${theDomain(params)} found a problem. The step says what to change.`,
  'domains.could-not-ask': (params) => `We got no clear answer from the name servers of ${theDomain(params)}. Check again.`,
  'domains.some-left': (params) => `${ofAll(params)} domains are validated. Next: ${theDomain(params)}.`,
  'domains.all-proven': ({ all = '0' }) => (all === '1' ? 'Your domain is validated.' : `All ${all} domains are validated.`),
  'addresses.not-needed': () => 'Your mail leaves from shared servers. There are no addresses of your own to confirm.',
  'addresses.dynamic': () => 'Your addresses change. Your server signs in to Mimecast instead.',
  'addresses.confirm': () => 'Compare the listed addresses with your mail servers, then confirm them.',
  'addresses.none-listed': () => 'No address is listed yet. Tell the implementation team which ones you send from.',
  'addresses.asked-staff': () => 'You asked for a change. The implementation team answers, then you confirm.',
  'addresses.changed': () => 'The list has changed since you confirmed it. Look at it and confirm again.',
  'addresses.confirmed': () => 'You have confirmed the addresses.',
  'spf-record.look': (params) => `Look up the present record of ${theDomain(params)}.`,
  'spf-record.answer': (params) => `One question about ${theDomain(params)} is open. Your answer decides the record.`,
  'spf-record.publish': (params) => `Publish the new record for ${theDomain(params)}, then say so.`,
  'spf-record.some-left': (params) => `${ofAll(params)} domains are done. Next: ${theDomain(params)}.`,
  'spf-record.no-include': () => 'The implementation team must enter the SPF include for your region.',
  'spf-record.shared': () => 'You have shared the record. Your colleague publishes it.',
  'spf-record.published': () => 'Each record is right, or was said to be published.',
  'spf-record.refused': (params) => `We cannot propose a record for ${theDomain(params)} yet. The step says why.`,
  'spf-check.validate': (params) => `Validate the record of ${theDomain(params)} once it is published.`,
  'spf-check.wrong': (params) => `The record of ${theDomain(params)} is not right yet. The step says what to change.`,
  'spf-check.could-not-ask': (params) => `We got no clear answer from the name servers of ${theDomain(params)}. Validate again.`,
  'spf-check.some-left': (params) => `${ofAll(params)} records are valid. Next: ${theDomain(params)}.`,
  'spf-check.skipped': ({ because = '' }) => `Skipped, because: ${because}`,
  'spf-check.valid': ({ all = '0' }) => (all === '1' ? 'Your record is valid.' : `All ${all} records are valid.`),
  'connector.follow': () => 'Follow the instructions for your Exchange type, then confirm.',
  'connector.no-hosts': () => 'The implementation team must enter the smart hosts for your region.',
  'connector.shared': () => 'You have shared the instructions. Your colleague builds the connector, then you confirm.',
  'connector.confirmed': () => 'You have confirmed that the connector is built.',
  'summary.open': () => 'See what is done and what is left.',
  'summary.done': () => 'Everything is set up.',
  'needs.start': () => 'First read what you need, in “Start”.',
  'needs.proven-domain': () => 'First validate your primary domain, in “Domains”.',
  'needs.addresses': () => 'First confirm your addresses, in “Outbound addresses”.',
  'needs.spf-decision': () => 'First validate your SPF record, or skip that with a reason.',
  'needs.connector': () => 'First build and confirm the connector.',
} satisfies Record<TaskReason, (params: Params) => string>

export function taskReasonText(reason: TaskReason, params: Params): string {
  const sentence: (params: Params) => string = reasonTexts[reason]
  return sentence(params)
}

/** Where what is missing can be done; null when nothing is. */
export const missingStep: Partial<Record<TaskReason, StepKey>> = {
  'needs.start': 'start',
  'needs.proven-domain': 'domains',
  'needs.addresses': 'addresses',
  'needs.spf-decision': 'spf-check',
  'needs.connector': 'connector',
}

export const taskWords = {
  yourSetUp: 'Your set-up',
  listLabel: 'Steps of your set-up',
  current: 'You are here',
  cannotStart: 'This step cannot start yet',
  after: (step: string) => `After “${step}”`,
  goThere: (step: string) => `Go to “${step}”`,
  progress: (done: number, all: number) => `${String(done)} of ${String(all)} done`,
} as const
