import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { apiInsideVite } from './server/http/vite-dev.ts'
import { closingLineReporter } from './tests/helpers/closing-line-reporter.ts'

/** These start a PostgreSQL, or use the one of TEST_DATABASE_URL. */
const withDatabase = new Set(['server'])

const project = (name: string, include: string[], environment: 'node' | 'jsdom' = 'node', more: { globalSetup?: string[]; testTimeout?: number; isolate?: boolean } = {}) => ({
  extends: true as const,
  test: { name, include, environment, globalSetup: withDatabase.has(name) ? ['tests/helpers/global-setup.ts'] : [], ...more },
})

export default defineConfig(({ isSsrBuild }) => ({
  // No component here uses the options API: without it the page is 4 kB smaller.
  plugins: [vue({ features: { optionsAPI: false } }), tailwindcss(), apiInsideVite()],
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node20',
        rollupOptions: {
          input: {
            main: 'server/main.ts',
            demo: 'server/demo/main.ts',
            'connect-check': 'server/cli/main.ts',
          },
        },
      }
    : { outDir: 'dist/page', manifest: true },
  server: { port: Number(process.env['PORT'] ?? 3000), host: process.env['HOST'] ?? '127.0.0.1' },
  test: {
    setupFiles: ['tests/helpers/setup.ts'],
    env: { TZ: 'UTC' },
    // One more than the cores of a small machine: half of the server's tests wait for time to go by.
    maxWorkers: 3,
    // Generous: a busy machine is no failure. What has to be fast says so itself.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', closingLineReporter()],
    projects: [
      // Pure: what one file did cannot reach another, and modules are read once for all.
      project('core', ['tests/core/**/*.test.ts'], 'node', { isolate: false }),
      // No module of the server keeps anything: what lives is created, and closed by who created it.
      project('server', ['tests/server/**/*.test.ts'], 'node', { isolate: false }),
      // Each file has a document of its own, but modules are read once for all: what a page keeps is kept in a store.
      project('src', ['tests/src/**/*.test.ts'], 'jsdom', { isolate: false }),
      // In a browser on the built page, with a SQLite file of each product's own.
      project('journeys', ['tests/journeys/**/*.test.ts'], 'node', { globalSetup: ['tests/helpers/build-page.ts'], testTimeout: 90_000 }),
      project('rules', ['tests/*.test.ts']),
    ],
  },
}))
