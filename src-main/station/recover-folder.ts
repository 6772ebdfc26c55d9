/** A damaged database: set aside, never deleted, and a fresh one made of what can be read, which headquarters fills again. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { resourceOf } from '../../src-shared/resources/index.ts'
import { PAIRED_HUB } from './hub/paired-hub.ts'
import { DATABASE_FILE, syncFile, syncFolder } from './key-file.ts'
import { openDatabase } from './store/sqlite/database.ts'
import { readCheck } from './store/sqlite/file-check.ts'
import { damageOf } from './store/sqlite/file-health.ts'
import { makeMeta } from './store/sqlite/meta.ts'
import { openPageFile } from './store/sqlite/salvage/page-file.ts'
import { salvageInto, type Salvaged } from './store/sqlite/salvage/salvage.ts'
import { verifyFile } from './store/sqlite/verify-file.ts'
import { StoreError } from './store/store-error.ts'
import { RECOVERED, recoveredSentence, type Recovered } from './store/recovered.ts'

/** What is noted when the folder is opened; see file-check.ts. */
export const CHECK_FILE = 'hallpass.check'
/** There while a damage is known and not yet dealt with: every page is looked at before the next start. */
const MARK_FILE = 'hallpass.damaged'
const RECOVERING_FILE = 'hallpass.db.recovering'
const COMPANIONS = ['-shm', '-wal', ''] as const
const private_mode = 0o600

interface Mark {
  why: string
  /** The name under which the damaged file is kept, once that is decided. */
  kept?: string
}

/** Notes that a page could not be read, so that the next start looks at all of them. */
export function markDamaged(folder: string, why: string): void {
  const known = readMark(folder)
  writeMark(folder, { ...known, why: known?.why ?? why })
}

/** A database that took the place of a damaged one needs neither note. */
export function forgetDamage(folder: string): void {
  for (const name of [MARK_FILE, CHECK_FILE]) rmSync(join(folder, name), { force: true })
}

/** What is known to be wrong with the folder's database, or seen at a quick look; the rest of a sentence, null where it is nothing. @throws StoreError wrong-key */
export function quickDamage(folder: string, key: string): string | null {
  return readMark(folder)?.why ?? damageOf(join(folder, DATABASE_FILE), key, readCheck(join(folder, CHECK_FILE)), false)
}

/** Whether the folder's database needs a closer look. @throws StoreError wrong-key */
export function looksDamaged(folder: string, key: string): boolean {
  return quickDamage(folder, key) !== null
}

export interface HealOptions {
  folder: string
  key: string
  /** True where a headquarters is at hand that fills the database again. */
  refill: boolean
  /** False for short commands: they refuse what only a start may recover. */
  mayRecover: boolean
  log: (line: string) => void
  now: Date
}

/**
 * Sees to a database that looks damaged. The caller holds the folder for `replace`.
 * @throws StoreError damaged where nothing may be made anew; then nothing was changed. wrong-key
 */
export function healFolder(options: HealOptions): void {
  const { folder, key, log } = options
  const mark = readMark(folder)
  if (mark?.kept !== undefined && existsSync(join(folder, mark.kept)) && existsSync(join(folder, DATABASE_FILE))) return finish(folder)
  const why = wholeDamage(folder, key, mark)
  if (why !== null) return recover(options, why, mark?.kept)
  if (mark) log(`${join(folder, DATABASE_FILE)} was read whole after "${mark.why}": nothing in it is damaged.`)
  finish(folder)
}

/** The damage with every page and the structure looked at; null where it is sound. */
function wholeDamage(folder: string, key: string, mark: Mark | undefined): string | null {
  if (mark?.kept !== undefined) return mark.why
  const file = join(folder, DATABASE_FILE)
  const found = damageOf(file, key, readCheck(join(folder, CHECK_FILE)), true)
  if (found !== null || !existsSync(file)) return found
  const [problem] = verifyFile(file, key).problems
  return problem === undefined ? null : `is damaged (${problem.replace(/\.$/, '')})`
}

function recover({ folder, key, refill, mayRecover, log, now }: HealOptions, why: string, begun: string | undefined): void {
  const kept = begun ?? freeName(folder, now)
  const incoming = join(folder, RECOVERING_FILE)
  const { salvaged, follows } = fill(folder, key, kept, incoming)
  if (!mayRecover || (!refill && !follows)) {
    removeDatabase(incoming)
    throw refusal(folder, why, salvaged)
  }
  const recovered: Recovered = { ...salvaged, why, kept, at: now.toISOString() }
  note(incoming, key, recovered)
  writeMark(folder, { why, kept })
  // The log before its file: beside a fresh database it would be taken for that one's.
  for (const companion of COMPANIONS) move(join(folder, DATABASE_FILE + companion), join(folder, kept + companion))
  syncFolder(folder)
  renameSync(incoming, join(folder, DATABASE_FILE))
  finish(folder)
  log(recoveredSentence(recovered))
}

/** Makes the fresh file of what can be read. @returns what that was, and whether the desk remembers whom to ask for everything again: its headquarters, or the hub of its site */
function fill(folder: string, key: string, kept: string, incoming: string): { salvaged: Salvaged; follows: boolean } {
  removeDatabase(incoming)
  // An earlier attempt may have ended between the renames.
  const file = join(folder, existsSync(join(folder, kept)) ? kept : DATABASE_FILE)
  const log = [join(folder, `${kept}-wal`), join(folder, `${DATABASE_FILE}-wal`)].find((path) => existsSync(path))
  const source = openPageFile(file, key, { broken: true, log, knownSalt: readCheck(join(folder, CHECK_FILE))?.salt })
  const db = openDatabase(incoming, key)
  try {
    // Nothing of it counts until it is whole and on disk.
    db.pragma('journal_mode=MEMORY')
    db.pragma('synchronous=OFF')
    const salvaged = salvageInto(db, incoming, resourceOf, source)
    const meta = makeMeta(db)
    return { salvaged, follows: meta.get('upstream') !== undefined || meta.get(PAIRED_HUB) !== undefined }
  } catch (error) {
    db.close()
    removeDatabase(incoming)
    throw error
  } finally {
    source.close()
    db.close()
  }
}

function note(incoming: string, key: string, recovered: Recovered): void {
  const db = openDatabase(incoming, key)
  makeMeta(db).set(RECOVERED, JSON.stringify(recovered))
  db.close()
  for (const companion of ['-wal', '-shm']) rmSync(incoming + companion, { force: true })
  syncFile(incoming)
}

function refusal(folder: string, why: string, { waiting }: Salvaged): StoreError {
  const queue = waiting === 0 ? '' : ` ${waiting} writes that wait for headquarters can be read in it: start with --upstream, --upstream-key and --site to have them sent and everything else fetched again.`
  return new StoreError('damaged', `${join(folder, DATABASE_FILE)} ${why}. Nothing was started and nothing was changed. Put the last backup in its place with "hallpass restore FILE --data ${folder} --force"; the damaged file is kept beside it.${queue}`)
}

function finish(folder: string): void {
  rmSync(join(folder, MARK_FILE), { force: true })
  rmSync(join(folder, CHECK_FILE), { force: true })
  syncFolder(folder)
}

function move(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}

function removeDatabase(file: string): void {
  for (const companion of COMPANIONS) rmSync(file + companion, { force: true })
}

function readMark(folder: string): Mark | undefined {
  const file = join(folder, MARK_FILE)
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Mark
  } catch {
    return { why: 'is damaged' }
  }
}

function writeMark(folder: string, mark: Mark): void {
  const file = join(folder, MARK_FILE)
  writeFileSync(`${file}.next`, `${JSON.stringify(mark)}\n`, { mode: private_mode })
  syncFile(`${file}.next`)
  renameSync(`${file}.next`, file)
  syncFolder(dirname(file))
}

/** "hallpass-damaged-2026-11-22T16-00-00.db", with a number after it where that is taken. */
function freeName(folder: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '-')
  for (let i = 1; ; i++) {
    const name = `hallpass-damaged-${time}${i === 1 ? '' : `-${i}`}.db`
    if (!existsSync(join(folder, name)) && !existsSync(join(folder, `${name}-wal`))) return basename(name)
  }
}
