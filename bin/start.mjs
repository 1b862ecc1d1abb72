#!/usr/bin/env node
// Builds what is missing, then serves the product, or with --demo the whole of it offline.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildPage, buildServer, root } from './build.mjs'

await buildServer()
await buildPage()
if (process.exitCode) process.exit()
const entry = process.argv.includes('--demo') ? 'demo.js' : 'main.js'
await import(pathToFileURL(join(root, 'dist/server', entry)).href)
