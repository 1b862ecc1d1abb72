#!/usr/bin/env node
// Builds what is missing (words on standard error only), then runs the check: standard output is for its result.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildServer, root } from './build.mjs'

// A build that fails and a crash end with 1, which would say "invalid".
const haveNoVerdict = () => (process.exitCode = 2)
process.on('uncaughtExceptionMonitor', () => process.once('exit', haveNoVerdict))
process.once('exit', haveNoVerdict)
await buildServer()
process.off('exit', haveNoVerdict)
await import(pathToFileURL(join(root, 'dist/server/connect-check.js')).href)
