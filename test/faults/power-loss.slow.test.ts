/**
 * The power goes: everything after the last sync of a file may be lost, there, or there in part.
 * A journal of all that a real station wrote is made by a small library preloaded into it; each cut rebuilds the disk at a random moment.
 * HALLPASS_POWER_CUTS sets how many (60). The control run without a sync for each commit has to lose something.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDataFolder } from '../../src-main/station/data-folder.ts'
import { copyFolder, randomOf } from './damaged-folder.ts'
import { hallpass, hallpassProcess, type HallpassProcess } from './hallpass-process.ts'
import { afterPowerCut, readJournal } from './power-loss/disk.ts'
import { client } from './writers.ts'

const cuts_wanted = Number(process.env.HALLPASS_POWER_CUTS ?? 60)
const writes = 60
const at_once = 3
/** How likely an unsynced sector is on the disk, from none to all. */
const KEPT = [0, 0.1, 0.5, 0.9, 1]

const TENANT = 'bc'
const EXAMS = `/examRegistrations/${TENANT}`
const ignore = () => undefined
const folder = mkdtempSync(join(tmpdir(), 'hallpass-power-'))
const library = join(folder, 'journal.so')
const source = fileURLToPath(new URL('power-loss/journal.c', import.meta.url))
const weaken = pathToFileURL(fileURLToPath(new URL('power-loss/synchronous-normal.ts', import.meta.url))).href

const running: HallpassProcess[] = []

afterAll(async () => {
  for (const process of running) await process.kill()
  rmSync(folder, { recursive: true, force: true })
})

beforeAll(() => {
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-w', '-o', library, source, '-ldl', '-lpthread'])
})

interface Run {
  before: string
  journal: string
  key: string
  /** Word to how long the journal was when it was acknowledged. */
  told: Map<string, number>
}

/** A station that nobody answers writes until it is killed, with a quiet moment in the middle in which the log goes into the file. */
async function journaled(name: string, imports: readonly string[]): Promise<Run> {
  const data = join(folder, name)
  const before = join(folder, `${name}-before`)
  const journal = join(folder, `${name}.journal`)
  mkdirSync(data)
  const lines = [['exams', { id: 'e' }], ['examOfferings', { id: 'o' }], ['contacts', { id: 'c', name: 'Zoë' }]] as const
  writeFileSync(join(folder, 'seed.ndjson'), lines.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
  hallpass('import', join(folder, 'seed.ndjson'), '--data', data)
  const key = hallpass('keys', 'add', '--data', data, '--tenant', TENANT, '--scope', 'write')
  copyFolder(data, before)
  writeFileSync(journal, '')
  const environment = { LD_PRELOAD: library, HALLPASS_JOURNAL: journal, HALLPASS_JOURNAL_OF: `${data}/` }
  const station = await hallpassProcess('station', ['--data', data, '--upstream', 'http://127.0.0.1:9', '--upstream-key', 'k', '--site', 's'], { environment, imports })
  running.push(station)
  await station.ready()
  const to = client(station.url, key)
  const told = new Map<string, number>()
  const write = async (word: string) => {
    const answer = await to.send('POST', EXAMS, { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', notes: word })
    expect(answer?.status).toBe(200)
    told.set(word, statSync(journal).size)
  }
  for (let i = 0; i < writes; i += at_once) {
    await Promise.all(Array.from({ length: at_once }, (_, j) => write(`word-${i + j}`)))
    if (i === writes / 2) await untilCopied(journal)
  }
  await station.kill()
  return { before, journal, key: readFileSync(join(data, 'station.key'), 'utf8').trim(), told }
}

/** Waits until the file itself was written and synced again. */
async function untilCopied(journal: string): Promise<void> {
  const copied = () => {
    const steps = readJournal(journal)
    const last = steps.findLastIndex(({ name, kind }) => name === 'hallpass.db' && kind === 1)
    return last !== -1 && steps.slice(last).some(({ name, kind }) => name === 'hallpass.db' && kind === 3)
  }
  await expect.poll(copied, { timeout: 30_000, interval: 100 }).toBe(true)
}

/** @returns how many acknowledged writes are missing after each cut */
async function cutsOf({ before, journal, key, told }: Run, cuts: number, check: boolean): Promise<number[]> {
  const steps = readJournal(journal)
  const last = steps.at(-1)?.end ?? 0
  const lost: number[] = []
  for (let i = 0; i < cuts; i++) {
    const random = randomOf(i + 1)
    const position = Math.floor(random() * (last + 1))
    const to = join(folder, 'cut')
    afterPowerCut({ before, steps, position, to, random, kept: KEPT[i % KEPT.length] ?? 0.5 })
    // The control's disk may be worse than a power cut can make it; there what is left is taken.
    const open = openDataFolder({ folder: to, use: 'serve', key, ...(check ? {} : { damage: { refill: true, log: ignore, onDamage: ignore } }) })
    const records = await open.store.query({ tenant: TENANT, collection: 'examRegistrations', where: [], limit: 1_000 })
    const words = new Set(records.map(({ text }) => (JSON.parse(text) as { notes: string }).notes))
    const queued = new Set(open.store.outbox.waiting(1_000).map(({ input }) => /word-\d+/.exec(JSON.stringify(input))?.[0]))
    const missing = [...told].filter(([word, at]) => at <= position && !(words.has(word) && queued.has(word)))
    if (check) {
      expect(missing, `cut ${i} after ${position} bytes`).toEqual([])
      expect((await open.store.verify()).problems, `cut ${i} after ${position} bytes`).toEqual([])
      expect(queued.size, 'what is queued is in the records').toBe(words.size)
    }
    lost.push(missing.length)
    await open.close()
    rmSync(to, { recursive: true, force: true })
  }
  return lost
}

it(`keeps every acknowledged write through ${cuts_wanted} power cuts; the control without syncs loses some`, async () => {
  const run = await journaled('full', [])
  const lost = await cutsOf(run, cuts_wanted, true)
  const control = await cutsOf(await journaled('normal', [weaken]), 20, false)
  console.log(`${cuts_wanted} power cuts, ${lost.reduce((sum, n) => sum + n, 0)} of ${run.told.size} acknowledged writes lost; control: lost in ${control.filter((n) => n > 0).length} of 20 cuts, ${Math.max(...control)} writes at most`)
  expect(lost.length).toBe(cuts_wanted)
  expect(control.some((n) => n > 0), 'the control loses something').toBe(true)
}, 600_000)
