import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import EvidenceDetails from '../../../src/components/EvidenceDetails.vue'
import { WholeWords } from '../../../src/components/WholeWords.ts'

const show = (text: string) => mount({ components: { WholeWords }, template: '<p><WholeWords :text="text" /></p>', data: () => ({ text }) })
const boxes = (text: string) => show(text).findAll('p > span').map((box) => box.element.textContent)

test('nothing is added to the text', () => {
  const text = 'The TXT record _connect-challenge.long-name.example holds  “v=spf1 -all” (C-NCHR-WDYA).'
  expect((show(text).element as HTMLElement).textContent).toBe(text)
})

test('hosts, records and references are boxes, words of a language are none', () => {
  expect(boxes('Publish it at _spf.customer-42.eu. Then check again (C-NCHR-WDYA).')).toEqual(['_spf.customer-42.eu.', '(C-NCHR-WDYA).'])
})

test('the ending of a record is not cut off its hyphen', () => {
  expect(boxes('v=spf1 mx -all')).toEqual(['v=spf1', '-all'])
  expect(boxes('"v=spf1 ~all" or -mx')).toEqual(['"v=spf1', '~all"', '-mx'])
})

test('a longer word than a line is broken before a dot or after another sign, and beside a hyphen never', () => {
  const box = show('include:_spf.customer-42.eu').get('p > span')
  expect(box.element.innerHTML.split('<wbr>').map((part) => part.replace(/<[^>]+>/gu, ''))).toEqual(['include:', '_spf', '.customer-42', '.eu'])
  expect(box.findAll('span').map((pair) => [pair.classes(), pair.text()])).toEqual([[['whitespace-nowrap'], 'r-4']])
})

test('a time to keep is said as elsewhere on the page', () => {
  const asked = [{ name: 'a.example', type: 'TXT', outcome: 'answer', server: null, ttlSeconds: 300 }]
  const text = mount(EvidenceDetails, { props: { at: '2026-11-21T18:04:12.000Z', asked } }).text()
  expect(text).toContain('may be kept for 5 minutes')
})
