import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import Finding from '../../../src/components/Finding.vue'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
const lastOf = (slots: Record<string, string>) => mount(Finding, { props: { mark: 'right', title: 'It is there.' }, slots }).find('section').element.lastElementChild?.textContent.trim()

test('a finding with nothing to do and nothing more to see ends with its words', () => {
  expect(lastOf({})).toBe('It is there.')
})

test('what can be done stands at its foot', () => {
  expect(lastOf({ actions: '<a href="/">Go on</a>' })).toBe('Go on')
})
