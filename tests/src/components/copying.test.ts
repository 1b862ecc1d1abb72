import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { mount } from '@vue/test-utils'
import { watch } from 'vue'
import CopyField from '../../../src/components/CopyField.vue'
import RecordToPublish from '../../../src/components/RecordToPublish.vue'
import { announcement } from '../../../src/components/announcer.ts'
import { toZoneLine } from '../../../src/components/record-forms.ts'
import { settle } from '../../helpers/mount-page.ts'
import { allByRole, byRole, text } from '../../helpers/screen.ts'
import { unmountAfterEach } from '../../helpers/unmount-after-each.ts'

unmountAfterEach()
const writeText = vi.fn((_text: string) => Promise.resolve())
const allow = (clipboard: unknown) => Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })

beforeEach(() => {
  writeText.mockReset().mockResolvedValue()
  allow({ writeText })
})
afterEach(() => allow(undefined))

const field = (value = 'eu-smtp-outbound-1.mimecast.com') => mount(CopyField, { props: { label: 'host', value }, attachTo: document.body })

describe('a field to copy', () => {
  test('it copies the value and says which one', async () => {
    field()
    byRole('button', 'Copy host').click()
    await settle()
    expect(writeText).toHaveBeenCalledWith('eu-smtp-outbound-1.mimecast.com')
    expect(announcement.value).toBe('Copied: host')
    expect(text()).toContain('Copied: host')
  })

  test('pressed twice it is announced twice', async () => {
    field()
    announcement.value = ''
    const said: string[] = []
    const stop = watch(announcement, (sentence) => said.push(sentence), { flush: 'sync' })
    for (let press = 0; press < 2; press += 1) {
      byRole('button', 'Copy host').click()
      await settle()
    }
    stop()
    // Emptied in between: a region that does not change is not read out.
    expect(said).toEqual(['Copied: host', '', 'Copied: host'])
  })

  test.each([
    ['the browser forbids it', () => writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'))],
    ['there is no clipboard', () => allow(undefined)],
  ])('where %s, the value is selected and the page says how to go on', async (_, forbid) => {
    forbid()
    field()
    byRole('button', 'Copy host').click()
    await settle()
    expect(getSelection()?.toString()).toBe('eu-smtp-outbound-1.mimecast.com')
    expect(text()).toContain('Selected: host')
  })

  test('what is invisible in a value is shown, and the value itself is copied', async () => {
    field('a\u202eb')
    expect(text()).toContain('a[U+202E]b')
    byRole('button', 'Copy host').click()
    await settle()
    expect(writeText).toHaveBeenCalledWith('a\u202eb')
  })
})

describe('a record to publish', () => {
  const props = { type: 'TXT', name: 'northwind.example', zone: 'northwind.example', value: 'v=spf1 ~all' } as const

  test('each field has its own button, and one button copies all', async () => {
    mount(RecordToPublish, { props, attachTo: document.body })
    expect(allByRole('button', /^Copy /u).length).toBeGreaterThanOrEqual(5)
    byRole('button', 'Copy all').click()
    await settle()
    const copied = writeText.mock.calls[0]?.[0] ?? ''
    for (const part of ['TXT', '@', 'northwind.example', 'v=spf1 ~all', '3600']) expect(copied).toContain(part)
  })

  test('the host stands there in both forms, each with the sentence that says who wants it', () => {
    mount(RecordToPublish, { props: { ...props, name: '_x.mail.northwind.example' }, attachTo: document.body })
    expect(text()).toContain('Most providers add northwind.example themselves.')
    expect(text()).toContain('_x.mail.northwind.example')
  })

  test('a long value is also there in its strings', () => {
    mount(RecordToPublish, { props: { ...props, strings: ['v=spf1 ', '~all'] }, attachTo: document.body })
    expect(text()).toContain('in 2 strings')
  })

  test('a zone line quotes text, escapes quotes and ends names with a dot', () => {
    const line = { name: 'a.example', ttl: 60, strings: [] }
    expect(toZoneLine({ ...line, type: 'TXT', value: 'say "hi" \\' })).toBe('a.example. 60 IN TXT "say \\"hi\\" \\\\"')
    expect(toZoneLine({ ...line, type: 'TXT', value: 'ab', strings: ['a', 'b'] })).toBe('a.example. 60 IN TXT "a" "b"')
    expect(toZoneLine({ ...line, type: 'CNAME', value: 'b.example' })).toBe('a.example. 60 IN CNAME b.example.')
  })
})
