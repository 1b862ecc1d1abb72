import { buildPage } from '../../bin/build.mjs'

/** The journeys walk on the built page, as people do; it is built once a run, where it is older than its sources. */
export async function setup(): Promise<void> {
  const before = process.env['NODE_ENV']
  // Under the test runner's own value Vue's larger development build would be packed.
  process.env['NODE_ENV'] = 'production'
  try {
    await buildPage()
  } finally {
    process.env['NODE_ENV'] = before
  }
}
