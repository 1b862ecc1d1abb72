// The engines beside ours: installed on demand into bench/peers, never into the product.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../peers', import.meta.url))
const say = (text) => process.stderr.write(`${text}\n`)

export const peerNames = ['mailauth', 'mailauth-4', 'haraka-plugin-spf', 'spf-check']

export function installPeers() {
  if (peerNames.every((name) => existsSync(`${folder}/node_modules/${name}`))) return
  say('Installing the other engines into bench/peers …')
  const { status } = spawnSync('npm', ['install', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('the other engines could not be installed')
}

export function versionOf(name) {
  return JSON.parse(readFileSync(`${folder}/node_modules/${name}/package.json`, 'utf8')).version
}

let node22

/** mailauth 7 wants Node 22.19: this Node if it is one, else one from npm, else null. */
export function nodeFor(name) {
  if (name !== 'mailauth' || Number(process.versions.node.split('.')[0]) >= 22) return process.execPath
  if (node22 === undefined) {
    say('Taking Node 22 from npm for mailauth 7 …')
    const { status, stdout } = spawnSync('npx', ['-y', '-p', 'node@22', 'node', '-p', 'process.execPath'], { encoding: 'utf8' })
    node22 = status === 0 ? stdout.trim() : null
  }
  return node22
}
