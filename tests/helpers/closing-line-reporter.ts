import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run's output in the one line that other tools read: `N passed, N failed`. */
export function closingLineReporter(): Reporter {
  return {
    onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<unknown>) {
      let passed = 0
      let failed = unhandledErrors.length
      let skipped = 0
      for (const module of modules) {
        // A file that could not even be loaded counts as one failure.
        if (module.errors().length > 0) failed += 1
        // So does a block whose hook failed: vitest only skips its tests.
        for (const suite of module.children.allSuites()) failed += suite.errors().length > 0 ? 1 : 0
        for (const test of module.children.allTests()) {
          const { state } = test.result()
          if (state === 'passed') passed += 1
          else if (state === 'failed') failed += 1
          else skipped += 1
        }
      }
      const tail = skipped > 0 ? `, ${String(skipped)} skipped` : ''
      process.stdout.write(`${String(passed)} passed, ${String(failed)} failed${tail}\n`)
    },
  }
}
