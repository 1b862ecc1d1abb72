import { expect, test } from 'vitest'
import { createRoom, type Room, type Work } from '../../../server/cli/room.ts'

const limits = { perServer: 2, inAll: 6, text: 100, slowMs: 20 }

function createWork(server: string, size = 1) {
  let end = (): void => undefined
  let isBegun = false
  const work: Work = {
    server,
    size,
    begin() {
      isBegun = true
      return new Promise((resolve) => (end = resolve))
    },
  }
  return { work, end: () => end(), isBegun: () => isBegun }
}

const take = (room: Room, server: string, size?: number) => {
  const one = createWork(server, size)
  let isRead = false
  const read = room.take(one.work).then(() => (isRead = true))
  return { ...one, read, isRead: () => isRead }
}
const soon = () => new Promise(setImmediate)

test('while a server gets its work done, no more is read for it than it can begin', async () => {
  const room = createRoom({ ...limits, slowMs: 60_000 })
  const [first, second] = [take(room, 'a'), take(room, 'a')]
  await soon()
  expect([first.isRead(), second.isRead()]).toEqual([true, false])
  first.end()
  await second.read
  second.end()
  await room.empty()
})

test('work for a slow server steps aside, and what comes behind it is begun', async () => {
  const room = createRoom(limits)
  const slow: ReturnType<typeof take>[] = []
  for (let i = 0; i < 3; i++) {
    const one = take(room, 'slow')
    slow.push(one)
    await one.read
  }
  const other = take(room, 'other')
  await other.read
  expect([...slow, other].map(({ isBegun }) => isBegun())).toEqual([true, true, false, true])
  slow[0]?.end()
  await expect.poll(() => slow[2]?.isBegun()).toBe(true)
  for (const { end } of [...slow, other]) end()
  await room.empty()
})

test('no more is taken in than the room holds, in number and in text', async () => {
  for (const [count, size] of [[6, 1], [2, 50]] as const) {
    const room = createRoom(limits)
    const taken = Array.from({ length: count }, (_, i) => take(room, `s${i}`, size))
    await soon()
    expect(taken.map(({ isRead }) => isRead())).toEqual(taken.map((_, i) => i < count - 1))
    for (const { end } of taken) end()
    await room.empty()
  }
})

test('work that fails is told to who reads and to who waits for the end', async () => {
  const room = createRoom(limits)
  await room.take({ server: 'a', size: 1, begin: () => Promise.reject(new Error('a bug')) })
  await expect(room.empty()).rejects.toThrow('a bug')
})
