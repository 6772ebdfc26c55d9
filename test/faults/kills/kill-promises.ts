/** What must hold once a fleet is idle again: every acknowledged write is at headquarters once, in order, and all hold the same bytes. */
import { page_rows_max } from '../../../src-shared/limits.ts'
import type { Client, Told } from '../writers.ts'
import { TENANT } from './fleet.ts'
import { toldOf, type Clients, type RoundTold } from './round-writers.ts'

interface Exam {
  number: number
  notes?: string
  notices?: { notice_id: string }[]
  sys_version: number
  last_name?: string
  first_name?: string
}

/** @throws with the first promise that is broken */
export async function checkRound({ hq, ...stations }: Clients, shared: string, told: RoundTold): Promise<void> {
  for (const { strange } of toldOf(told)) holds(strange.length === 0, `answers that no kill explains: ${strange.join('; ')}`)
  const exams = await recordsOf(hq, 'examRegistrations')
  const made = [...exams.values()].map((text) => JSON.parse(text) as Exam)
  // Numbers are given in the order in which headquarters took the creates.
  const created = made.sort((a, b) => a.number - b.number).flatMap(({ notes }) => notes ?? [])
  told.creates.forEach((writer) => checkWords(created, writer))
  const record = JSON.parse(exams.get(shared) ?? '{}') as Exam
  checkShared(record, told)
  const bookings = await recordsOf(hq, 'bookingRegistrations')
  for (const id of told.checkIns.acknowledged) holds(/"CheckedInAt":"/.test(bookings.get(id) ?? ''), `the check-in of ${id} is not at headquarters`)
  for (const [name, at] of Object.entries(stations)) {
    holds(await sameRecords(at, exams, 'examRegistrations'), `${name} holds other exam registrations than headquarters`)
    holds(await sameRecords(at, bookings, 'bookingRegistrations'), `${name} holds other bookings than headquarters`)
    const { Items } = JSON.parse((await at.get('/sync/conflicts')).text) as { Items: unknown[] }
    holds(Items.length === 0, `conflicts at ${name} that nobody made: ${JSON.stringify(Items)}`)
  }
}

function checkShared(record: Exam, told: RoundTold): void {
  const notices = (record.notices ?? []).map(({ notice_id }) => notice_id)
  told.notices.forEach((writer) => checkWords(notices, writer))
  const known = new Set(told.notices.flatMap(({ acknowledged, uncertain }) => [...acknowledged, ...uncertain]))
  holds(notices.every((word) => known.has(word)), 'a notice that nobody wrote')
  for (const name of ['last_name', 'first_name'] as const) checkLast(record[name], told.fields[name])
  const [least, most] = Object.values(told.fields).reduce(([low, high], { acknowledged, uncertain }) => [low + acknowledged.length, high + acknowledged.length + uncertain.length], [1 + notices.length, 1 + notices.length])
  holds(record.sys_version >= (least ?? 0) && record.sys_version <= (most ?? 0), `sys_version ${record.sys_version}, where ${least} to ${most} changes were made: a write came twice`)
}

/** One writer's words: each acknowledged one once, no uncertain one twice, in the order in which they were written. */
function checkWords(found: readonly string[], { acknowledged, uncertain }: Told): void {
  const own = new Set([...acknowledged, ...uncertain])
  const seen = found.filter((word) => own.has(word))
  holds(new Set(seen).size === seen.length, `twice: ${seen.filter((word, i) => seen.indexOf(word) !== i).join(', ')}`)
  holds(acknowledged.every((word) => seen.includes(word)), `lost: ${acknowledged.filter((word) => !seen.includes(word)).join(', ')}`)
  const numbers = seen.map(numberOf)
  const late = numbers.findIndex((number, i) => i > 0 && number <= (numbers[i - 1] ?? 0))
  holds(late === -1, `out of order: ${seen[late]} after ${seen[late - 1]}`)
}

/** The last write that was acknowledged stands, or a later one whose answer was lost. */
function checkLast(stands: string | undefined, { acknowledged, uncertain }: Told): void {
  const last = acknowledged.at(-1)
  if (stands === undefined) return holds(last === undefined, `lost: ${last}`)
  holds([...acknowledged, ...uncertain].includes(stands), `${stands} was written by nobody`)
  holds(last === undefined || numberOf(stands) >= numberOf(last), `${stands} stands, though ${last} was written after it`)
}

const numberOf = (word: string) => Number(word.split('-').at(-1))

async function sameRecords(at: Client, expected: ReadonlyMap<string, string>, collection: string): Promise<boolean> {
  const own = await recordsOf(at, collection)
  return own.size === expected.size && [...own].every(([id, text]) => expected.get(id) === text)
}

/** Every record of a collection, page by page. */
export async function recordsOf(from: Client, collection: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let key = ''
  do {
    const answer = await from.get(`/${collection}/${TENANT}?limit=${page_rows_max}${key && `&exclusiveStartKey=${encodeURIComponent(key)}`}`)
    if (answer.status !== 200) throw new Error(`${collection}: ${answer.status} ${answer.text}`)
    for (const item of JSON.parse(answer.text) as { id: string }[]) found.set(item.id, JSON.stringify(item))
    key = answer.nextKey
  } while (key)
  return found
}

function holds(isTrue: boolean, otherwise: string): void {
  if (!isTrue) throw new Error(otherwise)
}
