import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import FoundText from '../../../src/components/FoundText.vue'
import MachineText from '../../../src/components/MachineText.vue'
import WhereaboutsNote from '../../../src/components/WhereaboutsNote.vue'
import { doubled } from '../../helpers/source-fixtures.ts'

const show = (text: string) => mount(FoundText, { props: { text } })

test('a space in front has a sign for the eye, a name for who listens and a legend for both', () => {
  const found = show(' v=spf1 -all')
  const [sign] = found.findAll('[data-sign]')
  expect(sign?.get('[aria-hidden=true]').text()).toBe('␣')
  expect(sign?.get('.sr-only').text()).toBe('(space)')
  expect(found.text()).toContain('Signs for what cannot be seen: ␣ space.')
})

test('what is copied is what is shown: the name is left out', () => {
  const code = show(' v=spf1\u00c2\u00a0mx').get('code').element.cloneNode(true) as HTMLElement
  for (const name of code.querySelectorAll('.select-none')) name.remove()
  expect(code.textContent).toBe('␣v=spf1[U+00A0]mx')
})

test('a text without such characters is only itself', () => {
  const found = show('v=spf1 mx -all')
  expect([found.text(), found.find('[data-sign]').exists()]).toEqual(['v=spf1 mx -all', false])
})

test('the note about a record that went astray shows them in what was found', () => {
  const place = { zone: 'northwind.example', nameServers: [] }
  const note = mount(WhereaboutsNote, { props: { whereabouts: { ...doubled, cause: 'blank-in-front', found: ' v=spf1 -all' }, place, isRecordBelow: true } })
  expect(note.get('[data-sign]').text()).toContain('␣')
})

test('elsewhere spaces are kept as they came, so that copying keeps them too', () => {
  const code = mount(MachineText, { props: { text: 'a  b ' } })
  expect([code.text(), code.classes()]).toEqual(['a  b', ['whitespace-pre-wrap']])
})
