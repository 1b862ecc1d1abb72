import type { TestProject } from 'vitest/node'
import { noPostgres, startPostgres, type TestPostgres } from './postgres/server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which databases may be made, or the sentence that says why there is none. */
    postgres: { url: string } | { missing: string }
  }
}

/** Vitest calls this once for each project of a run; they share one PostgreSQL, and the last one out stops it. */
interface Shared {
  users: number
  postgres: Promise<TestPostgres | null>
}
const shelf = globalThis as typeof globalThis & { connectTestPostgres?: Shared | undefined }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') {
    project.provide('postgres', { url: given })
    return () => Promise.resolve()
  }
  const shared = (shelf.connectTestPostgres ??= { users: 0, postgres: startPostgres() })
  shared.users += 1
  const postgres = await shared.postgres
  project.provide('postgres', postgres === null ? { missing: noPostgres } : { url: postgres.url })
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    shelf.connectTestPostgres = undefined
    await postgres?.stop()
  }
}
