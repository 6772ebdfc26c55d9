/**
 * The leanest server that does the same work: Fastify and better-sqlite3 on an encrypted file, nothing else.
 * No validation, no guards, no audit log, no queue; one constant key. What Hallpass costs is measured against it.
 * `node lean-server.ts FILE RECORDS KEY`
 */
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import Fastify from 'fastify'
import { applyPatch, type Operation } from 'rfc6902'
import type { Doc } from '../../src-main/station/store/store.ts'
import { examRegistrations, KEY, TENANT } from './fixtures.ts'

const [file = '', records = '0', apiKey = ''] = process.argv.slice(2)
const page_cache_kib = 131_072

const db = new Database(file)
db.pragma(`cipher='sqlcipher'`)
db.pragma(`key="x'${KEY}'"`)
db.pragma(`cache_size=-${page_cache_kib}`)
db.pragma('journal_mode=WAL')
db.pragma('synchronous=FULL')
db.exec(`
  CREATE TABLE record (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, offering TEXT, student TEXT, name TEXT, doc TEXT NOT NULL);
  CREATE VIRTUAL TABLE search USING fts5(t, content='', tokenize='trigram remove_diacritics 1');
`)
let numbered = Number(records)

const byId = db.prepare('SELECT doc FROM record WHERE id = ?').pluck()
const byOffering = db.prepare(`SELECT count(*) AS n, '[' || ifnull(group_concat(doc, ','), '') || ']' AS items FROM (SELECT doc FROM record WHERE offering = ? ORDER BY id LIMIT ?)`)
const byName = db.prepare(`SELECT '[' || ifnull(group_concat(doc, ','), '') || ']' FROM (SELECT doc FROM record WHERE pk IN (SELECT rowid FROM search WHERE search MATCH ?) ORDER BY id LIMIT ?)`).pluck()
const byStudent = db.prepare(`SELECT count(*) AS n, '[' || ifnull(group_concat(doc, ','), '') || ']' AS items FROM (SELECT doc FROM record WHERE student = ? ORDER BY id LIMIT 100)`)
const firstPage = db.prepare(`SELECT '[' || ifnull(group_concat(doc, ','), '') || ']' FROM (SELECT doc FROM record ORDER BY id LIMIT ?)`).pluck()
const byIds = db.prepare(`SELECT '[' || ifnull(group_concat(doc, ','), '') || ']' FROM (SELECT doc FROM record WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 100)`).pluck()
const insert = db.prepare('INSERT INTO record (id, offering, student, name, doc) VALUES (?, ?, ?, ?, ?)')
const index = db.prepare('INSERT INTO search (rowid, t) VALUES (?, ?)')
const update = db.prepare('UPDATE record SET doc = ? WHERE id = ?')

const patch = db.transaction((id: string, directives: Operation[]): string | undefined => {
  const text = byId.get(id) as string | undefined
  if (text === undefined) return undefined
  const doc = JSON.parse(text) as Record<string, unknown>
  const failed = applyPatch(doc, directives).find((error) => error !== null)
  if (failed) throw failed
  doc.sys_version = Number(doc.sys_version) + 1
  const after = JSON.stringify(doc)
  update.run(after, id)
  return after
}).immediate

const create = db.transaction((doc: Doc): string => {
  const made = { id: randomUUID(), ...doc, number: ++numbered, sys_version: 1 }
  store(made)
  return JSON.stringify(made)
}).immediate

const put = db.transaction((id: string, doc: Doc): string | undefined => {
  const text = byId.get(id) as string | undefined
  if (text === undefined) return undefined
  const before = JSON.parse(text) as Doc
  const after = JSON.stringify({ ...doc, id, number: before.number, sys_version: Number(before.sys_version) + 1 })
  update.run(after, id)
  return after
}).immediate

fill()

const app = Fastify()
app.addHook('onRequest', (request, reply, done) => {
  if (request.headers.authorization === apiKey) done()
  else void reply.code(401).send()
})
app.get<{ Params: { id: string }; Querystring: { fields?: string } }>(`/examRegistrations/${TENANT}/:id`, (request, reply) => json(reply, picked(byId.get(request.params.id) as string | undefined, request.query.fields)))
app.get<{ Querystring: { limit: string } }>(`/examRegistrations/${TENANT}`, (request, reply) => json(reply, firstPage.get(Number(request.query.limit)) as string))
app.get<{ Params: { student: string } }>(`/examRegistrations/${TENANT}/student/:student`, (request, reply) => {
  const { n, items } = byStudent.get(request.params.student) as { n: number; items: string }
  return json(reply, `{"Count":${n},"Items":${items}}`)
})
app.post<{ Body: Doc }>(`/examRegistrations/${TENANT}`, (request, reply) => json(reply, create(request.body)))
app.put<{ Params: { id: string }; Body: Doc }>(`/examRegistrations/${TENANT}/:id`, (request, reply) => json(reply, put(request.params.id, request.body)))
app.get<{ Params: { offering: string }; Querystring: { limit: string } }>(`/examRegistrations/${TENANT}/examOffering/:offering`, (request, reply) => {
  const { n, items } = byOffering.get(request.params.offering, Number(request.query.limit)) as { n: number; items: string }
  return json(reply, `{"Count":${n},"Items":${items}}`)
})
app.post<{ Body: { name?: string; ids?: string[] }; Querystring: { limit?: string } }>(`/examRegistrations/${TENANT}/search`, (request, reply) => {
  const { name, ids } = request.body
  const items = ids ? byIds.get(JSON.stringify(ids)) : byName.get(`"${name}"`, Number(request.query.limit ?? 100))
  return json(reply, `{"Items":${items as string}}`)
})
app.patch<{ Params: { id: string }; Body: Operation[] }>(`/examRegistrations/${TENANT}/:id`, (request, reply) => json(reply, patch(request.params.id, request.body)))

function json(reply: { code(status: number): { send(): unknown }; header(name: string, value: string): { send(body: string): unknown } }, text: string | undefined): unknown {
  return text === undefined ? reply.code(404).send() : reply.header('content-type', 'application/json; charset=utf-8').send(text)
}

function picked(text: string | undefined, fields: string | undefined): string | undefined {
  if (text === undefined || fields === undefined) return text
  const doc = JSON.parse(text) as Doc
  return JSON.stringify(Object.fromEntries(['id', ...fields.split(',')].map((field) => [field, doc[field]])))
}

function store(doc: Doc): void {
  const { lastInsertRowid } = insert.run(doc.id, doc.exam_offering_id, doc.student_id, doc.name, JSON.stringify(doc))
  index.run(lastInsertRowid, doc.name)
}

function fill(): void {
  db.transaction(() => {
    for (const { key, doc } of examRegistrations(Number(records))) if (key.collection === 'examRegistrations') store(doc)
  })()
  db.exec('CREATE INDEX by_offering ON record (offering, id); CREATE INDEX by_student ON record (student, id)')
}

process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
process.stdout.write(`${JSON.stringify({ ready: true, url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)
