/**
 * Loaded before the program (`node --import`): makes the process die, or an error appear, at one exact place. It wraps what the program
 * uses from outside: SQLite's statements, `fetch` and the file system. Where a file named by HALLPASS_FAILPOINT appears, the next call that
 * fits what it says fires, once.
 */
import Database from 'better-sqlite3'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { Failpoint } from './failpoint.ts'

const order = process.env.HALLPASS_FAILPOINT ?? ''
/** Of the transaction under way: the failpoint is at its end. */
let atCommit: Failpoint | undefined

function armed(): Failpoint | undefined {
  return fs.existsSync(order) ? (JSON.parse(fs.readFileSync(order, 'utf8')) as Failpoint) : undefined
}

function fire({ does }: Failpoint): void {
  fs.rmSync(order)
  atCommit = undefined
  if (does === 'die') process.kill(process.pid, 'SIGKILL')
  else throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
}

/** Runs a call with what is planted at it. */
function at<T>(seam: Failpoint['seam'], text: string, args: readonly unknown[], run: () => T): T {
  const point = armed()
  const fits = point?.seam === seam && text.includes(point.call) && (point.with === undefined || args.some((arg) => String(arg).includes(point.with ?? '')))
  if (!point || !fits) return run()
  if (point.when === 'before') fire(point)
  const result = run()
  if (point.when === 'after') fire(point)
  else if (point.when.endsWith('commit')) atCommit = point
  return result
}

/** The end of a transaction in which the call was made. */
function commit<T>(run: () => T): T {
  const point = atCommit
  if (point?.when === 'before the commit') fire(point)
  const result = run()
  if (point?.when === 'after the commit') fire(point)
  return result
}

const memory = new Database(':memory:')
const statements = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Record<'run' | 'get', (this: { source: string }, ...args: unknown[]) => unknown>
memory.close()
for (const name of ['run', 'get'] as const) {
  const original = statements[name]
  statements[name] = function (...args) {
    const run = () => original.apply(this, args)
    if (this.source === 'COMMIT') return commit(run)
    if (this.source === 'ROLLBACK') atCommit = undefined
    return at('statement', this.source, args, run)
  }
}
const exec = Database.prototype.exec
Database.prototype.exec = function (sql) {
  return at('statement', sql, [], () => exec.call(this, sql))
}

const fetchIt = globalThis.fetch
globalThis.fetch = async (url, options) => {
  const point = armed()
  const fits = point?.seam === 'fetch' && String(url).includes(point.call)
  if (point && fits && point.when === 'before') fire(point)
  const answer = await fetchIt(url, options)
  if (point && fits && point.when === 'after') fire(point)
  return answer
}

const { linkSync } = fs
fs.linkSync = (existing, path) => at('file', 'linkSync', [], () => linkSync(existing, path))
syncBuiltinESMExports()
