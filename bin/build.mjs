#!/usr/bin/env node
// Builds the page and the server into dist/. What it says goes to standard error, so that commands which build on the
// way keep standard output for their result.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const firstLoadBudget = 60 * 1024

const say = (text) => process.stderr.write(`${text}\n`)

/** Every file below a folder. */
function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

function newest(paths) {
  let latest = 0
  for (const path of paths.map((name) => join(root, name)).filter(existsSync)) {
    for (const file of statSync(path).isDirectory() ? filesBelow(path) : [path]) latest = Math.max(latest, statSync(file).mtimeMs)
  }
  return latest
}

/** True when the product is not there or older than what it is made from. */
function isStale(product, sources) {
  const path = join(root, product)
  return !existsSync(path) || statSync(path).mtimeMs < newest([...sources, 'core', 'package.json', 'package-lock.json', 'vite.config.ts'])
}

async function vite() {
  try {
    return await import('vite')
  } catch (error) {
    if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
    say('Connect has to be built first, and the build tools are not installed. Run "npm ci" without NODE_ENV=production and without --omit=dev.')
    process.exit(1)
  }
}

/** A build that died leaves its lock behind; none takes this long. */
const lockLivesMs = 120_000

/**
 * One build of a product at a time: several commands may find it missing at once, and a build empties its folder first.
 * Whoever waited looks again whether anything is left to do.
 */
async function buildOnce(product, sources, force, build) {
  const lock = join(root, 'dist', `.building-${product.split('/')[1]}`)
  if (!force && !existsSync(lock) && !isStale(product, sources)) return
  mkdirSync(dirname(lock), { recursive: true })
  while (!takeLock(lock)) await wait(100)
  try {
    if (force || isStale(product, sources)) await build(await vite())
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** Making a folder is atomic: it succeeds for one process alone. */
function takeLock(lock) {
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (since !== undefined && Date.now() - since > lockLivesMs) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

export const buildServer = ({ force = false } = {}) =>
  buildOnce('dist/server/main.js', ['server'], force, async ({ build }) => {
    say('Building the server …')
    await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { ssr: true } })
  })

export const buildPage = ({ force = false } = {}) =>
  buildOnce('dist/page/index.html', ['src', 'index.html', 'public'], force, async ({ build }) => {
    say('Building the page …')
    await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
    compress(join(root, 'dist/page'))
    reportFirstLoad(join(root, 'dist/page'))
  })

/** The server has no compressor at run time: every text file stands beside its compressed forms. */
function compress(folder) {
  for (const path of [...filesBelow(folder)].filter((file) => /\.(?:js|css|html|svg|txt)$/.test(file))) {
    const content = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(content))
  }
}

/** What a browser loads before it can show the first page: the entry, what it imports at once, and its styles. */
function reportFirstLoad(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))
  const entry = Object.keys(manifest).find((name) => manifest[name].isEntry)
  const seen = new Set()
  const visit = (name) => {
    const chunk = manifest[name]
    if (seen.has(chunk.file)) return
    seen.add(chunk.file)
    for (const style of chunk.css ?? []) seen.add(style)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  visit(entry)
  const total = [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0)
  say(`First load: ${(total / 1024).toFixed(1)} kB gzip of JavaScript and CSS, of ${firstLoadBudget / 1024} kB allowed`)
  if (total > firstLoadBudget) {
    say('The first load is over its budget.')
    process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildServer({ force: true })
  await buildPage({ force: true })
}
