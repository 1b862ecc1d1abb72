import { defineConfig } from 'vitest/config'
import { closingLineReporter } from '../helpers/closing-line-reporter.ts'

export default defineConfig({
  test: {
    include: ['tests/conformance/**/*.test.ts'],
    env: { TZ: 'UTC' },
    reporters: ['default', closingLineReporter()],
  },
})
