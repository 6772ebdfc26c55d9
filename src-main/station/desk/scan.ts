/** What a scanned or typed code is: a sheet, a candidate, a registration or an event. */
import { sameSeat } from '../../../src-shared/commands/rooms.ts'
import type { Scan } from '../../../src-shared/desk.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { isCancelled } from '../commands/booking/registration-view.ts'
import { sheetCodeSpellings } from '../commands/booking/sheet-codes.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { dayAt, zoneOf } from '../commands/booking/time-zone.ts'
import type { Loaded } from '../commands/command.ts'
import { loadRooms, roomOf } from '../commands/rooms/load-rooms.ts'
import { foldText } from '../store/fold-text.ts'
import type { DeskView } from './desk-view.ts'

/** More registrations than this never carry one candidate's code. */
const namesakes_max = 500

export async function scanned(view: DeskView, given: string): Promise<Scan> {
  const code = given.trim()
  if (code === '') return {}
  for (const spelling of new Set([code, ...sheetCodeSpellings(code)])) {
    const sheet = (await view.reader.get('scrapSheets', spelling)) ?? (await view.reader.get('printedSheets', spelling))
    if (sheet) return withEvent(spelling, (await loadEvent(view.reader, textOf(sheet.doc, 'EventIdentifier')))?.key.id)
  }
  for (const id of new Set([code, code.toLowerCase(), code.toUpperCase()])) {
    if (await view.reader.get('bookingRegistrations', id)) return { registration: id }
    const event = await loadEvent(view.reader, id)
    if (event) return { event: event.key.id }
  }
  const registration = await registrationOfCode(view, code)
  if (registration !== undefined) return { registration }
  const seat = await seatOfCode(view, code)
  return seat === undefined ? {} : { seat }
}

function withEvent(sheet: string, sheet_event: string | undefined): Scan {
  return sheet_event === undefined ? { sheet } : { sheet, sheet_event }
}

/** The registration that the candidate most likely came for: today's here, else the nearest; one that stands before a cancelled one. */
async function registrationOfCode(view: DeskView, code: string): Promise<string | undefined> {
  const found = await withCode(view, code)
  const ranked: { id: string; rank: number[] }[] = []
  for (const registration of found) ranked.push({ id: registration.key.id, rank: await rankOf(view, registration) })
  return ranked.sort((one, other) => compare(one.rank, other.rank) || (one.id < other.id ? -1 : 1))[0]?.id
}

async function withCode({ reader }: DeskView, code: string): Promise<Loaded[]> {
  const ask = (where: { field: string; in: string[] } | { field: string; contains: string }) => reader.query({ collection: 'bookingRegistrations', where: [where], limit: namesakes_max })
  const exact = await ask({ field: 'LearnerCode', in: [...new Set([code, code.toUpperCase(), code.toLowerCase()])] })
  if (exact.length > 0) return exact
  const near = await ask({ field: 'LearnerCode', contains: code })
  return near.filter(({ doc }) => foldText(textOf(doc, 'LearnerCode') ?? '') === foldText(code))
}

/** Smaller is likelier. */
async function rankOf(view: DeskView, { doc }: Loaded): Promise<number[]> {
  const event = await loadEvent(view.reader, textOf(doc, 'EventIdentifier'))
  const start = textOf(event?.doc, 'EventStart')
  const today = dayAt(start, zoneOf(event?.doc, view.venue)) === view.today
  const here = (textOf(event?.doc, 'EventVenue') ?? view.site) === view.site
  const away = Math.abs(Date.parse(start ?? '') - Date.parse(view.now))
  return [Number(!event), Number(!today), Number(isCancelled(doc)), Number(!here), Number.isNaN(away) ? Number.MAX_VALUE : away]
}

function compare(one: readonly number[], other: readonly number[]): number {
  return one.map((value, i) => value - (other[i] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** The code on a seat is its name, perhaps with the word before it. */
async function seatOfCode({ reader, site }: DeskView, code: string): Promise<string | undefined> {
  const name = sameSeat(code.replace(/^seat[\s:-]+/i, ''))
  const rooms = await loadRooms(reader, site)
  return rooms.flatMap(({ doc }) => roomOf(doc).Places).find(({ Seat }) => sameSeat(Seat) === name)?.Seat
}
