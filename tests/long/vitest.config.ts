import { defineConfig } from 'vitest/config'
import { closingLineReporter } from '../helpers/closing-line-reporter.ts'

/** What takes longer than a person waits: kill -9 rounds, fuzzing, soak, other people's servers, a browser's long round. `.ci/run` runs it too. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/long/**/*.test.ts'],
    setupFiles: ['tests/helpers/setup.ts'],
    globalSetup: ['tests/helpers/global-setup.ts', 'tests/helpers/build-page.ts'],
    env: { TZ: 'UTC' },
    testTimeout: 600_000,
    hookTimeout: 120_000,
    reporters: ['default', closingLineReporter()],
  },
})
