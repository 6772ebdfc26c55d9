/**
 * The least that a first sync can be: a raw HTTP stream of JSON lines, inserted in bulk into a fresh encrypted file.
 * `node raw-sync.ts URL FILE`
 */
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import Database from 'better-sqlite3'
import { KEY } from './fixtures.ts'

const [url = '', file = ''] = process.argv.slice(2)
const page_cache_kib = 131_072

const db = new Database(file)
db.pragma(`cipher='sqlcipher'`)
db.pragma(`key="x'${KEY}'"`)
db.pragma(`cache_size=-${page_cache_kib}`)
db.pragma('journal_mode=WAL')
db.pragma('synchronous=FULL')
db.exec('CREATE TABLE record (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL)')
const insert = db.prepare('INSERT INTO record (id, doc) VALUES (?, ?)')

const { body } = await fetch(url)
if (!body) throw new Error('no stream')
db.exec('BEGIN IMMEDIATE')
for await (const line of createInterface({ input: Readable.fromWeb(body as ReadableStream) })) {
  insert.run((JSON.parse(line) as { id: string }).id, line)
}
db.exec('COMMIT')
db.close()
process.stdout.write('{"url":"done"}\n')
