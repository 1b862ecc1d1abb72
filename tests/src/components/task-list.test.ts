import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { taskStates, type Task } from '#core/contract/task.ts'
import { stateLabels } from '#core/messages/en/tasks.ts'
import StatusMark from '../../../src/components/StatusMark.vue'
import TaskList from '../../../src/components/TaskList.vue'
import { makeAccount, makeDomain, makeJourney } from '../../helpers/journeys.ts'
import { allByRole, byRole, text } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()

function show(tasks: Task[], props: { size?: 'wide' | 'narrow'; current?: Task['key']; forStaff?: boolean } = {}) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:step?', component: { render: () => null } }] })
  mount(TaskList, { props: { tasks, to: (step) => `/${step}`, ...props }, global: { plugins: [router] }, attachTo: document.body })
}

describe('the list of steps', () => {
  test('a step that cannot start is no link and names what is missing', () => {
    show(makeJourney().tasks, { size: 'wide' })
    expect(allByRole('link').map((link) => link.textContent)).toEqual(['Start', 'Domains', 'Outbound addresses'])
    expect(document.querySelector('[data-task=spf-record]')?.textContent).toContain('First validate your primary domain')
  })

  test('beside a step it says shortly which one comes first', () => {
    show(makeJourney().tasks)
    expect(document.querySelector('[data-task=spf-record]')?.textContent).toContain('After “Domains”')
  })

  test('the present step is marked, and only that one', () => {
    show(makeJourney().tasks, { current: 'domains' })
    expect(document.querySelectorAll('[aria-current=step]')).toHaveLength(1)
    expect(byRole('link', /Domains/u).getAttribute('aria-current')).toBe('step')
  })

  test('who acts is said beside the state, to staff in other words', () => {
    const { tasks } = makeJourney({ started: null })
    show(tasks, { size: 'wide' })
    expect(text()).toContain('Your turn')
    document.body.innerHTML = ''
    show(tasks, { size: 'wide', forStaff: true })
    expect(text()).toContain('The customer')
  })

  test('a platform without addresses of its own has that step marked as not needed, and it can be read', () => {
    show(makeJourney({ account: makeAccount({ platform: 'office-365' }) }).tasks, { size: 'wide' })
    expect(document.querySelector('[data-task=addresses]')?.textContent).toContain('Not needed')
    expect(byRole('link', 'Outbound addresses')).toBeTruthy()
  })

  test('a hostile domain name shows what is invisible in it', () => {
    show(makeJourney({ domains: [makeDomain('a\u202e.example', 0)] }).tasks, { size: 'wide' })
    expect(text()).toContain('[U+202E]')
  })
})

test('each of the seven states has a word and a shape of its own', () => {
  const shapes = taskStates.map((mark) => {
    const wrapper = mount(StatusMark, { props: { mark } })
    expect(wrapper.text()).toBe(stateLabels[mark])
    expect(wrapper.find('svg').attributes('aria-hidden')).toBe('true')
    return wrapper.find('svg').html()
  })
  expect(new Set(shapes).size).toBe(taskStates.length)
})
