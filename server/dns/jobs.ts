/**
 * The jobs on their way, found by what they ask. No Map and no keys: a key would have to be put together for each
 * question, and the tables that a Map leaves behind, growing and shrinking all the time, keep what they held from being
 * collected.
 */
import type { Question } from './answer.ts'
import type { Job } from './job.ts'

const rowCount = 1024

export interface Jobs {
  find(question: Question): Job | null
  add(job: Job): void
  remove(job: Job): void
  toList(): readonly Job[]
}

export function createJobs(): Jobs {
  const rows: (readonly Job[])[] = Array.from({ length: rowCount }, () => none)
  return {
    find({ name, type }) {
      for (const job of rows[rowOf(name)] ?? none) if (job.question.type === type && job.question.name === name) return job
      return null
    },
    add(job) {
      const row = rowOf(job.question.name)
      rows[row] = [...(rows[row] ?? none), job]
    },
    remove(job) {
      const row = rowOf(job.question.name)
      const others = (rows[row] ?? none).filter((one) => one !== job)
      rows[row] = others.length === 0 ? none : others
    },
    toList: () => rows.flat(),
  }
}

const none: readonly Job[] = []

/** Names differ in all places, so every octet counts. */
function rowOf(name: string): number {
  let hash = 0
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0
  return (hash ^ (hash >>> 10)) & (rowCount - 1)
}
