#!/usr/bin/env node
// Builds what is missing (words on standard error only), then runs the check: standard output is for its result.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildServer, root } from './build.mjs'

await buildServer()
await import(pathToFileURL(join(root, 'dist/server/connect-check.js')).href)
