import { PassThrough, Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createLineWriter } from '../../../server/cli/line-writer.ts'

it('sends all lines of a turn at once, in order', async () => {
  const chunks: string[] = []
  const write = createLineWriter(new Writable({ write: (chunk: Buffer, _encoding, done) => (chunks.push(String(chunk)), done()) }))
  expect(await Promise.all(['a\n', 'b\n', 'c\n'].map(write))).toEqual([true, true, true])
  expect(chunks).toEqual(['a\nb\nc\n'])
})

it('waits for a reader that is slow, without a listener for each line', async () => {
  const stream = new PassThrough({ highWaterMark: 4 })
  const write = createLineWriter(stream)
  const listeners = stream.listenerCount('drain')
  let taken = 0
  const waiting: Promise<unknown>[] = []
  for (let i = 0; i < 30; i++) {
    waiting.push(write('a line\n').then((isHeard) => (taken += Number(isHeard))))
    await new Promise(setImmediate)
  }
  expect(taken).toBe(0)
  expect(stream.listenerCount('drain')).toBe(listeners)
  stream.resume()
  await Promise.all(waiting)
  expect(taken).toBe(30)
})

it('says so when nobody reads any more, also to those who wait', async () => {
  const stream = new PassThrough({ highWaterMark: 4 })
  const write = createLineWriter(stream)
  const waiting = write('a line\n')
  await new Promise(setImmediate)
  stream.destroy(new Error('closed by the reader'))
  expect(await waiting).toBe(false)
  expect(await write('another\n')).toBe(false)
})
