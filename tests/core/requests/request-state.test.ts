import { describe, expect, test } from 'vitest'
import { requestEventKinds, requestStates, type RequestEvent, type RequestState } from '#core/contract/requests.ts'
import { foldRequestState, isWithStaff } from '#core/requests/request-state.ts'

type Step = Pick<RequestEvent, 'kind' | 'role'>
const by = (role: Step['role'], kind: Step['kind']): Step => ({ role, kind })

const sent = by('customer', 'sent')
const seen = by('staff', 'seen')
const answer = by('staff', 'message')
const reply = by('customer', 'message')
const changed = by('staff', 'addresses-changed')
const closed = by('staff', 'closed')

/** A shortest way to each state. */
const ways: Record<RequestState, Step[]> = {
  sent: [sent],
  seen: [sent, seen],
  answered: [sent, answer],
  'customer-replied': [sent, answer, reply],
  'addresses-changed': [sent, changed],
  closed: [sent, closed],
}

/** State after one more event: the whole table. */
const table: Record<RequestState, Record<'seen' | 'answer' | 'reply' | 'changed' | 'closed', RequestState>> = {
  sent: { seen: 'seen', answer: 'answered', reply: 'sent', changed: 'addresses-changed', closed: 'closed' },
  seen: { seen: 'seen', answer: 'answered', reply: 'seen', changed: 'addresses-changed', closed: 'closed' },
  answered: { seen: 'answered', answer: 'answered', reply: 'customer-replied', changed: 'addresses-changed', closed: 'closed' },
  'customer-replied': { seen: 'customer-replied', answer: 'answered', reply: 'customer-replied', changed: 'addresses-changed', closed: 'closed' },
  'addresses-changed': { seen: 'addresses-changed', answer: 'answered', reply: 'customer-replied', changed: 'addresses-changed', closed: 'closed' },
  closed: { seen: 'closed', answer: 'closed', reply: 'closed', changed: 'closed', closed: 'closed' },
}
const steps = { seen, answer, reply, changed, closed }

describe('the state of a request', () => {
  test.each(requestStates)('%s is reached by its events', (state) => {
    expect(foldRequestState(ways[state])).toBe(state)
  })

  test.each(requestStates.flatMap((state) => (Object.keys(steps) as (keyof typeof steps)[]).map((step) => [state, step] as const)))(
    'after %s comes %s',
    (state, step) => {
      expect(foldRequestState([...ways[state], steps[step]])).toBe(table[state][step])
    },
  )

  test('a request without a word beyond its sending is sent', () => {
    expect(foldRequestState([])).toBe('sent')
  })

  test('every kind of event by every side leads to a known state', () => {
    for (const state of requestStates) {
      for (const kind of requestEventKinds) {
        for (const role of ['customer', 'staff'] as const) {
          expect(requestStates).toContain(foldRequestState([...ways[state], by(role, kind)]))
        }
      }
    }
  })

  test('the next word is staff’s until staff has spoken, and again when the customer replies', () => {
    expect(requestStates.filter(isWithStaff)).toEqual(['sent', 'seen', 'customer-replied'])
  })
})
