#!/usr/bin/env node
// Builds the page and the server into dist/. What it says goes to standard error, so that commands which build on the
// way keep standard output for their result.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const firstLoadBudget = 60 * 1024

const say = (text) => process.stderr.write(`${text}\n`)

/** @returns {AsyncGenerator<string>} every file below a folder */
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

export async function buildServer({ force = false } = {}) {
  if (!force && !isStale('dist/server/main.js', ['server'])) return
  say('Building the server …')
  const { build } = await vite()
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { ssr: true } })
}

export async function buildPage({ force = false } = {}) {
  if (!force && !isStale('dist/page/index.html', ['src', 'index.html', 'public'])) return
  say('Building the page …')
  const { build } = await vite()
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  compress(join(root, 'dist/page'))
  reportFirstLoad(join(root, 'dist/page'))
}

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
