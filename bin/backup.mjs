#!/usr/bin/env node
// Copies the SQLite database while Connect runs, page by page, into one file that can be put back as it is.
import { DatabaseSync, backup } from '@photostructure/sqlite'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const target = process.argv[2]
const source = join(process.env.DATA_DIR ?? 'data', 'connect.sqlite')

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

if (target === undefined) refuse('Name the file to write: npm run backup -- connect-backup.sqlite')
if (existsSync(target)) refuse(`${target} exists already. Name a new file, so that no older backup is lost.`)
if (!existsSync(source)) refuse(`There is no database at ${source}. Set DATA_DIR to the folder that Connect uses.`)

const database = new DatabaseSync(source, { readOnly: true })
const pages = await backup(database, target)
database.close()
process.stdout.write(`Copied ${source} to ${target}: ${pages} pages\n`)
