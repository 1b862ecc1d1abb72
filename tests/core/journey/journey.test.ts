import { describe, expect, test } from 'vitest'
import { platformKeys } from '#core/catalogue/platforms.ts'
import { stepKeys, taskReasons, taskStates, type StepKey, type Task, type TaskReason } from '#core/contract/task.ts'
import { deriveTasks, spfStanding, whoActs, type DomainFacts, type JourneyFacts } from '#core/journey/journey.ts'

function domain(over: Partial<DomainFacts> = {}): DomainFacts {
  return {
    name: 'good.example', isPrimary: true, proven: false, lastProof: null, recordSeen: false, planSeen: false, planRefused: false,
    published: false, shared: false, spf: null, wasValid: false, ...over,
  }
}
const proven = (over: Partial<DomainFacts> = {}) => domain({ proven: true, ...over })
const second = (over: Partial<DomainFacts> = {}) => domain({ name: 'second.example', isPrimary: false, ...over })

function facts(over: Partial<JourneyFacts> = {}): JourneyFacts {
  return {
    platform: 'on-premises', dynamicAddresses: false, hasInclude: true, hasSmartHosts: true, started: true, domains: [domain()],
    addressCount: 2, addressesConfirmed: false, addressesChanged: false, addressesAsked: false, spfCheckSkipped: null,
    connectorTicks: 0, connectorShared: false, connectorConfirmed: false, ...over,
  }
}
/** Everything before the connector is settled. */
const ready = (over: Partial<JourneyFacts> = {}) =>
  facts({ domains: [proven({ published: true, spf: 'valid' })], addressesConfirmed: true, ...over })

const taskOf = (key: StepKey, made: JourneyFacts): Task => {
  const found = deriveTasks(made).find((task) => task.key === key)
  if (!found) throw new Error(`no task ${key}`)
  return found
}

type Row = [story: string, key: StepKey, made: JourneyFacts, expected: Partial<Task>]

const rows: Row[] = [
  ['nobody has read the start', 'start', facts({ started: false }), { state: 'not-started', reason: 'start.read', whoActs: 'customer' }],
  ['the start was read', 'start', facts(), { state: 'completed', reason: 'start.done', whoActs: 'nobody' }],

  ['before the start domains cannot be opened', 'domains', facts({ started: false }), { state: 'not-started', reason: 'needs.start', canOpen: false }],
  ['no code was looked for', 'domains', facts(), { state: 'not-started', reason: 'domains.publish-code', whoActs: 'customer' }],
  ['the code is not there yet', 'domains', facts({ domains: [domain({ lastProof: 'not-seen' })] }), { state: 'waiting-for-dns', reason: 'domains.not-seen-yet', whoActs: 'dns' }],
  ['another code is there', 'domains', facts({ domains: [domain({ lastProof: 'problem' })] }), { state: 'problem', reason: 'domains.wrong', whoActs: 'customer' }],
  ['of two domains the second has another code', 'domains', facts({ domains: [domain(), second({ lastProof: 'problem' })] }), { state: 'problem', reason: 'domains.wrong', params: { done: '0', all: '2', domain: 'second.example' } }],
  ['of two codes the second was looked for in vain', 'domains', facts({ domains: [domain(), second({ lastProof: 'not-seen' })] }), { reason: 'domains.not-seen-yet', params: { done: '0', all: '2', domain: 'second.example' } }],
  ['of two domains the second could not be asked about', 'domains', facts({ domains: [domain(), second({ lastProof: 'unavailable' })] }), { reason: 'domains.could-not-ask', params: { done: '0', all: '2', domain: 'second.example' } }],
  ['nobody could be asked', 'domains', facts({ domains: [domain({ lastProof: 'unavailable' })] }), { state: 'in-progress', reason: 'domains.could-not-ask' }],
  ['one of two is proven', 'domains', facts({ domains: [proven(), second()] }), { state: 'in-progress', reason: 'domains.some-left', params: { done: '1', all: '2', domain: 'second.example' } }],
  ['all are proven', 'domains', facts({ domains: [proven()] }), { state: 'completed', reason: 'domains.all-proven', whoActs: 'nobody' }],
  ['an account without any domain is not done', 'domains', facts({ domains: [] }), { state: 'not-started', reason: 'domains.publish-code' }],

  ['a shared platform has no addresses', 'addresses', facts({ platform: 'office-365', started: false }), { state: 'not-needed', reason: 'addresses.not-needed', canOpen: true }],
  ['addresses wait for a word', 'addresses', facts(), { state: 'not-started', reason: 'addresses.confirm' }],
  ['none are listed', 'addresses', facts({ addressCount: 0 }), { state: 'not-started', reason: 'addresses.none-listed' }],
  ['addresses are dynamic', 'addresses', facts({ dynamicAddresses: true, addressCount: 0 }), { state: 'not-started', reason: 'addresses.dynamic' }],
  ['staff was asked', 'addresses', facts({ addressesAsked: true, addressesConfirmed: true }), { state: 'waiting-for-somebody', reason: 'addresses.asked-staff', whoActs: 'staff' }],
  ['the list changed after it was confirmed', 'addresses', facts({ addressesChanged: true }), { state: 'in-progress', reason: 'addresses.changed' }],
  ['the list is confirmed', 'addresses', facts({ addressesConfirmed: true }), { state: 'completed', reason: 'addresses.confirmed' }],

  ['without a proven primary domain there is no record to make', 'spf-record', facts({ domains: [domain(), second({ proven: true })] }), { state: 'not-started', reason: 'needs.proven-domain', canOpen: false }],
  ['nobody has looked at the record', 'spf-record', facts({ domains: [proven()] }), { state: 'not-started', reason: 'spf-record.look' }],
  ['the record was looked up and nobody has said how mail leaves', 'spf-record', facts({ domains: [proven({ recordSeen: true })] }), { state: 'in-progress', reason: 'spf-record.answer' }],
  ['the plan was seen', 'spf-record', facts({ domains: [proven({ recordSeen: true, planSeen: true })] }), { state: 'in-progress', reason: 'spf-record.publish' }],
  ['one of two is published', 'spf-record', facts({ domains: [proven({ published: true }), second({ proven: true })] }), { state: 'in-progress', reason: 'spf-record.some-left' }],
  ['the region has no include', 'spf-record', facts({ domains: [proven()], hasInclude: false }), { state: 'waiting-for-somebody', reason: 'spf-record.no-include', whoActs: 'staff' }],
  ['the plan was refused', 'spf-record', facts({ domains: [proven({ planRefused: true })] }), { state: 'problem', reason: 'spf-record.refused' }],
  ['of two plans the second was refused', 'spf-record', facts({ domains: [proven(), second({ planRefused: true })] }), { reason: 'spf-record.refused', params: { done: '0', all: '2', domain: 'second.example' } }],
  ['a link was made before anybody said what to publish', 'spf-record', facts({ domains: [proven({ recordSeen: true, shared: true })] }), { state: 'in-progress', reason: 'spf-record.answer', whoActs: 'customer' }],
  ['the plan of a shared record is refused by now', 'spf-record', facts({ domains: [proven({ recordSeen: true, planSeen: true, planRefused: true, shared: true })] }), { state: 'problem', reason: 'spf-record.refused' }],
  ['the record was handed to a colleague', 'spf-record', facts({ domains: [proven({ planSeen: true, shared: true })] }), { state: 'completed', reason: 'spf-record.shared', whoActs: 'colleague' }],
  ['the record is published', 'spf-record', facts({ domains: [proven({ published: true })] }), { state: 'completed', reason: 'spf-record.published', whoActs: 'nobody' }],
  ['a record that is right already needs no publishing', 'spf-record', facts({ domains: [proven({ spf: 'valid' })] }), { state: 'completed', reason: 'spf-record.published' }],

  ['no record was checked', 'spf-check', facts({ domains: [proven()] }), { state: 'not-started', reason: 'spf-check.validate', optional: true }],
  ['a wrong record was looked at before publishing', 'spf-check', facts({ domains: [proven({ recordSeen: true, spf: 'wrong' })] }), { state: 'in-progress', reason: 'spf-check.validate', whoActs: 'customer' }],
  ['what was looked at was from before publishing', 'spf-check', facts({ domains: [proven({ recordSeen: true, spf: null, published: true })] }), { state: 'in-progress', reason: 'spf-check.validate' }],
  ['a published record is wrong', 'spf-check', facts({ domains: [proven({ spf: 'wrong', published: true })] }), { state: 'problem', reason: 'spf-check.wrong', params: { done: '0', all: '1', domain: 'good.example' } }],
  ['a record that was right is wrong now', 'spf-check', facts({ domains: [proven({ spf: 'wrong', wasValid: true })] }), { state: 'problem', reason: 'spf-check.wrong', whoActs: 'customer' }],
  ['nobody could be asked about the record', 'spf-check', facts({ domains: [proven({ spf: 'unavailable' })] }), { state: 'in-progress', reason: 'spf-check.could-not-ask' }],
  ['of two records the second could not be asked for', 'spf-check', facts({ domains: [proven(), second({ spf: 'unavailable' })] }), { reason: 'spf-check.could-not-ask', params: { done: '0', all: '2', domain: 'second.example' } }],
  ['one of two records is right', 'spf-check', facts({ domains: [proven({ spf: 'valid' }), second()] }), { state: 'in-progress', reason: 'spf-check.some-left' }],
  ['the check was skipped', 'spf-check', facts({ domains: [proven()], spfCheckSkipped: 'the agency does it' }), { state: 'not-started', reason: 'spf-check.skipped', params: { done: '0', all: '1', domain: 'good.example', because: 'the agency does it' }, whoActs: 'nobody' }],
  ['all records are right', 'spf-check', facts({ domains: [proven({ spf: 'valid' })] }), { state: 'completed', reason: 'spf-check.valid' }],

  ['unconfirmed addresses hold the connector up', 'connector', ready({ addressesConfirmed: false }), { state: 'not-started', reason: 'needs.addresses', canOpen: false }],
  ['an undecided record holds the connector up', 'connector', ready({ domains: [proven()] }), { state: 'not-started', reason: 'needs.spf-decision', canOpen: false }],
  ['a skipped check is a decision', 'connector', ready({ domains: [proven()], spfCheckSkipped: 'later' }), { state: 'not-started', reason: 'connector.follow', canOpen: true }],
  ['a step of the guide is ticked', 'connector', ready({ connectorTicks: 1 }), { state: 'in-progress', reason: 'connector.follow' }],
  ['no smart host is known', 'connector', ready({ hasSmartHosts: false }), { state: 'waiting-for-somebody', reason: 'connector.no-hosts', whoActs: 'staff' }],
  ['the provider has the link', 'connector', ready({ connectorShared: true }), { state: 'waiting-for-somebody', reason: 'connector.shared', whoActs: 'colleague' }],
  ['the connector is confirmed', 'connector', ready({ connectorConfirmed: true }), { state: 'completed', reason: 'connector.confirmed' }],

  ['the summary waits for the connector', 'summary', ready(), { state: 'not-started', reason: 'needs.connector', canOpen: false }],
  ['something is still open', 'summary', ready({ connectorConfirmed: true, addressesConfirmed: false }), { state: 'in-progress', reason: 'summary.open' }],
  ['all is done', 'summary', ready({ connectorConfirmed: true }), { state: 'completed', reason: 'summary.done' }],
  ['a skipped check does not hold the summary up', 'summary', ready({ connectorConfirmed: true, domains: [proven({ published: true })], spfCheckSkipped: 'later' }), { state: 'completed', reason: 'summary.done' }],
]

describe('the tasks of the journey', () => {
  test.each(rows)('when %s (%s)', (_story, key, made, expected) => {
    expect(taskOf(key, made)).toMatchObject(expected)
  })

  test('every state and every reason has its story above', () => {
    const told = rows.map(([, key, made]) => taskOf(key, made))
    expect(taskStates.filter((state) => !told.some((task) => task.state === state))).toEqual([])
    expect(taskReasons.filter((reason: TaskReason) => !told.some((task) => task.reason === reason))).toEqual([])
  })

  test.each(platformKeys)('%s has all seven tasks in their order, and ends', (platform) => {
    const done = deriveTasks(ready({ platform, connectorConfirmed: true }))
    expect(done.map(({ key }) => key)).toEqual(stepKeys)
    expect(done.at(-1)?.state).toBe('completed')
    expect(whoActs(done)).toBe('nobody')
  })

  test.each(platformKeys)('%s asks for addresses only where servers are the customer’s own', (platform) => {
    const { state } = taskOf('addresses', facts({ platform, started: true }))
    expect(state).toBe(platform === 'on-premises' || platform === 'hybrid' ? 'not-started' : 'not-needed')
  })

  test.each(platformKeys)('on %s a task that cannot be opened is not started and says what is missing', (platform) => {
    for (const made of [facts({ platform, started: false }), facts({ platform }), facts({ platform, domains: [proven()] })]) {
      for (const task of deriveTasks(made).filter(({ canOpen }) => !canOpen)) {
        expect(task.state).toBe('not-started')
        expect(task.reason).toMatch(/^needs\./u)
      }
    }
  })

  test('what was confirmed stays open to look at, whatever is missing again', () => {
    expect(taskOf('connector', facts({ connectorConfirmed: true }))).toMatchObject({ canOpen: true, state: 'completed' })
  })
})

describe('how a record stands', () => {
  test.each([
    [[], null],
    [['unavailable'], 'unavailable'],
    [['valid'], 'valid'],
    [['invalid'], 'wrong'],
    [['invalid', 'valid'], 'valid'],
    [['invalid', 'invalid', 'valid'], 'wrong'],
    [['valid', 'invalid', 'invalid'], 'valid'],
    [['unavailable', 'valid'], 'valid'],
    [['invalid', 'unavailable', 'valid'], 'valid'],
    [['unavailable', 'invalid', 'unavailable', 'invalid', 'valid'], 'wrong'],
  ] as const)('newest first, %j means %s', (outcomes, expected) => {
    expect(spfStanding(outcomes)).toBe(expected)
  })
})

describe('who acts', () => {
  test('what staff owes comes before what the customer can do', () => {
    expect(whoActs(deriveTasks(facts({ addressesAsked: true })))).toBe('staff')
  })
  test('else whoever has the first open task', () => {
    expect(whoActs(deriveTasks(facts({ started: false })))).toBe('customer')
    expect(whoActs(deriveTasks(facts({ domains: [domain({ lastProof: 'not-seen' })] })))).toBe('dns')
    expect(whoActs(deriveTasks(ready({ connectorShared: true })))).toBe('colleague')
  })
})
