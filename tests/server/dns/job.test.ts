import { expect, test } from 'vitest'
import { toUntold, type DnsOutcome } from '#core/dns/outcome.ts'
import { createAttemptLog } from '../../../server/dns/attempts.ts'
import { Job } from '../../../server/dns/job.ts'
import { createJobs } from '../../../server/dns/jobs.ts'
import { askInTurn } from '../../../server/dns/schedule.ts'
import { Stop } from '../../../server/dns/stop.ts'

const outcome = toUntold({ name: 'asked.example', type: 'TXT' }, 'aborted', 'for-the-test')
const patient = { deadlineMs: 5000, signal: undefined }

function createJob(name = 'asked.example', type: 'TXT' | 'A' = 'TXT') {
  const ends: (DnsOutcome | null)[] = []
  const job = new Job({ name, type }, createAttemptLog(() => 0), (_, found) => ends.push(found))
  return { job, ends }
}

test('everybody who waits for a job is told the same, and it ends once', async () => {
  const { job, ends } = createJob()
  const waiting = [job.wait(patient), job.wait(patient)]
  job.settle(outcome)
  job.settle(outcome)
  expect(await Promise.all(waiting)).toEqual([outcome, outcome])
  expect(ends).toEqual([outcome])
  expect(job.controller.aborted).toBe(true)
})

test('a bug is everybody’s to hear of who waits for the job', async () => {
  const { job, ends } = createJob()
  const waiting = [job.wait(patient), job.wait(patient)]
  job.fail(new Error('a bug'))
  for (const one of waiting) await expect(one).rejects.toThrow('a bug')
  expect(ends).toEqual([null])
})

test('the job goes on while one waits, and is stopped by the last who leaves', async () => {
  const { job, ends } = createJob()
  const controller = new AbortController()
  const leaving = job.wait({ ...patient, signal: controller.signal })
  const hasty = job.wait({ deadlineMs: 20, signal: undefined })
  controller.abort()
  expect(await leaving).toMatchObject({ kind: 'aborted', detail: 'by-caller' })
  expect(job.controller.aborted).toBe(false)
  expect(await hasty).toMatchObject({ kind: 'timeout', detail: 'still-in-line' })
  expect(job.controller.aborted).toBe(true)
  expect(ends).toEqual([null])
})

test('a bug in hearing what a server said is told like any other', async () => {
  const server = { address: '127.0.0.1', port: 1 }
  const conclusion = { kind: 'nodata', negativeTtlSeconds: null, cnames: [] } as const
  const bug = new Error('a bug')
  const told = await new Promise((resolve) => {
    askInTurn({
      order: [server],
      firstTryMs: 1000,
      signal: new Stop(),
      ask: () => Promise.resolve({ server, transport: 'udp', rttMs: 1, raw: null, reply: null, conclusion }),
      onTurn: () => undefined,
      onFailure: () => undefined,
      onSilent: () => undefined,
      onSettled: () => {
        throw bug
      },
      onBug: resolve,
    })
  })
  expect(told).toBe(bug)
})

test('a job on its way is found by name and type, among thousands, until it is removed', () => {
  const jobs = createJobs()
  const all = Array.from({ length: 3000 }, (_, i) => createJob(`n${i}.example`, i % 2 === 0 ? 'TXT' : 'A').job)
  for (const job of all) jobs.add(job)
  for (const job of all) expect(jobs.find({ ...job.question })).toBe(job)
  expect(jobs.find({ name: 'n1.example', type: 'TXT' })).toBeNull()
  for (const job of all.slice(0, 2999)) jobs.remove(job)
  expect(jobs.toList()).toEqual(all.slice(2999))
})

test('a stop tells functions and objects alike, each once, and none that has left', () => {
  const stop = new Stop()
  const heard: string[] = []
  const gone = { handleEvent: () => heard.push('gone') }
  stop.addEventListener('abort', () => heard.push('function'))
  stop.addEventListener('abort', gone)
  stop.addEventListener('abort', { handleEvent: () => heard.push('object') })
  stop.removeEventListener('abort', gone)
  stop.abort()
  stop.abort()
  expect(heard).toEqual(['function', 'object'])
})
