import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import DiffView from '../../../src/components/DiffView.vue'
import RecordView from '../../../src/components/RecordView.vue'
import { toMarkedTerms } from '../../../src/components/record-marks.ts'

const second = 'v=spf1 ip4:193.0.6.139 include:eu._netblocks.mimecast.com ~all'
const mark = { span: [23, 57], word: 'must come first', tone: 'wrong' } as const

describe('a record that is shown', () => {
  test('keeps every term whole, with a space between for copying', () => {
    const view = mount(RecordView, { props: { record: second, label: 'Record' } })
    expect(view.text().replace(/\s+/gu, ' ')).toBe(second)
  })

  test('marks the term of a finding by an element and a word, not by colour alone', () => {
    const view = mount(RecordView, { props: { record: second, label: 'Record', marks: [mark] } })
    expect(view.findAll('mark').map((term) => term.text())).toEqual(['include:eu._netblocks.mimecast.com'])
    expect(view.text()).toContain('must come first')
  })

  test('is a group with a name, in no language and from left to right', () => {
    const group = mount(RecordView, { props: { record: second, label: 'SPF record of one.example' } }).get('[role=group]')
    expect(group.attributes()).toMatchObject({ 'aria-label': 'SPF record of one.example', translate: 'no', dir: 'ltr' })
  })

  test('shows hostile text as text, with what would be invisible written out', () => {
    const record = 'v=spf1 <img/onerror=alert(1)> a\u202Eb\u0000c ~all'
    const view = mount(RecordView, { props: { record, label: 'Record' } })
    expect(view.find('img').exists()).toBe(false)
    expect(view.text()).toContain('<img/onerror=alert(1)>')
    expect(view.text()).toContain('a[U+202E]b[U+0000]c')
  })

  test('says so when there is no text at all', () => {
    expect(mount(RecordView, { props: { record: '', label: 'Record' } }).text()).toBe('no text')
  })
})

describe('the terms of a record with marks', () => {
  test('a mark keeps its place when characters before it are written out', () => {
    const record = 'v=spf1 a\u200B include:x'
    const terms = toMarkedTerms(record, [{ span: [10, 19], word: 'here', tone: 'wrong' }])
    expect(terms.map(({ text, words }) => [text, words])).toEqual([['v=spf1', []], ['a[U+200B]', []], ['include:x', ['here']]])
  })

  test('a mark over two terms marks both and is worded once', () => {
    const terms = toMarkedTerms('v=spf1 a mx ~all', [{ span: [7, 11], word: 'here', tone: 'note' }])
    expect(terms.map(({ tone, words }) => [tone, words])).toEqual([[null, []], ['note', ['here']], ['note', []], [null, []]])
  })

  test('a mark at the end of the record belongs to the last term', () => {
    const terms = toMarkedTerms('v=spf1 mx', [{ span: [9, 9], word: 'no ending', tone: 'note' }])
    expect(terms.at(-1)?.words).toEqual(['no ending'])
  })

  test('a tab does not part terms, as SPF knows no other separator than the space', () => {
    expect(toMarkedTerms('v=spf1\ta mx').map(({ text }) => text)).toEqual(['v=spf1[U+0009]a', 'mx'])
  })
})

describe('old and new side by side', () => {
  const diff = (before: string[], after: string, changes: { kind: 'move' | 'insert' | 'replace' | 'drop' | 'join'; term: string }[]) =>
    mount(DiffView, { props: { before, after, changes } })

  test('a term that moves is marked on both sides', () => {
    const view = diff([second], 'v=spf1 include:eu._netblocks.mimecast.com ip4:193.0.6.139 ~all', [
      { kind: 'move', term: 'include:eu._netblocks.mimecast.com' },
    ])
    expect(view.findAll('mark').map((term) => term.text())).toEqual(['include:eu._netblocks.mimecast.com', 'include:eu._netblocks.mimecast.com'])
    expect(view.find('ins').exists()).toBe(false)
    expect(view.find('del').exists()).toBe(false)
  })

  test('what goes is deleted text, what comes is inserted text', () => {
    const view = diff(['v=spf1 include:us._netblocks.mimecast.com mx ~all'], 'v=spf1 include:eu._netblocks.mimecast.com ~all', [])
    expect(view.findAll('del').map((term) => term.text())).toEqual(['include:us._netblocks.mimecast.com', 'mx'])
    expect(view.findAll('ins').map((term) => term.text())).toEqual(['include:eu._netblocks.mimecast.com'])
    expect(view.text()).toContain('goes')
    expect(view.text()).toContain('new')
  })

  test('case, a plus and the dot of the root are no change', () => {
    const view = diff(['v=spf1 +Include:EU._netblocks.mimecast.com. ~all'], 'v=spf1 include:eu._netblocks.mimecast.com ~all', [])
    expect(view.find('ins, del').exists()).toBe(false)
  })

  test('two records that become one are both shown, each with its number', () => {
    const view = diff(['v=spf1 mx ~all', 'v=spf1 a ~all'], 'v=spf1 include:eu._netblocks.mimecast.com mx a ~all', [{ kind: 'join', term: 'v=spf1 a ~all' }])
    expect(view.findAll('[role=group]').map((group) => group.attributes('aria-label'))).toEqual([
      'Published now, record 1 of 2', 'Published now, record 2 of 2', 'To publish',
    ])
  })
})
