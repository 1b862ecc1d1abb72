import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import AppButton from '../../../src/components/AppButton.vue'
import ErrorSummary from '../../../src/components/ErrorSummary.vue'
import RadioGroup from '../../../src/components/RadioGroup.vue'
import TextField from '../../../src/components/TextField.vue'
import type { FormError } from '../../../src/components/form-errors.ts'
import { byRole, text } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()

describe('an error summary', () => {
  const show = (first: FormError[]) => {
    const errors = ref(first)
    mount(
      defineComponent(() => () => [
        h(ErrorSummary, { errors: errors.value }),
        h(TextField, { id: 'name', label: 'Domain', modelValue: '', error: errors.value[0]?.text }),
      ]),
      { attachTo: document.body },
    )
    return errors
  }

  test('it takes the focus, even for one error, and again for the next', async () => {
    const errors = show([])
    errors.value = [{ field: 'name', text: 'Enter a domain.' }]
    await nextTick()
    await nextTick()
    expect(document.activeElement?.getAttribute('role')).toBe('alert')
    byRole('textbox', 'Domain').focus()
    errors.value = [{ field: 'name', text: 'Enter another domain.' }]
    await nextTick()
    await nextTick()
    expect(document.activeElement?.getAttribute('role')).toBe('alert')
  })

  test('its link leads to the field, which says the same words', async () => {
    show([{ field: 'name', text: 'Enter a domain.' }])
    await nextTick()
    byRole('link', 'Enter a domain.').click()
    const field = byRole('textbox', 'Domain')
    expect(document.activeElement).toBe(field)
    expect(field.getAttribute('aria-invalid')).toBe('true')
    const described = field.getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(described)?.textContent).toBe('Enter a domain.')
  })

  test('without errors there is nothing', () => {
    show([])
    expect(document.querySelector('[role=alert]')).toBeNull()
  })
})

test('a busy button stays focusable, says so, and does not act twice', async () => {
  const presses: string[] = []
  const wrapper = mount(AppButton, { props: { busy: true, onClick: () => presses.push('press') }, slots: { default: 'Check now' }, attachTo: document.body })
  const button = byRole('button', 'Check now')
  button.click()
  expect(presses).toEqual([])
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(button.hasAttribute('disabled')).toBe(false)
  await wrapper.setProps({ busy: false })
  button.click()
  expect(presses).toEqual(['press'])
})

test('a question names its choices, and the first carries the id that a summary leads to', () => {
  mount(RadioGroup, {
    props: { id: 'path', legend: 'Which way?', options: [{ value: 'a', label: 'One' }, { value: 'b', label: 'Two', hint: 'rarely' }], modelValue: '' },
    attachTo: document.body,
  })
  expect(byRole('group', 'Which way?')).toBeTruthy()
  expect(byRole('radio', 'One').id).toBe('path')
  expect(byRole('radio', 'Two').getAttribute('name')).toBe('path')
  expect(text()).toContain('rarely')
})
