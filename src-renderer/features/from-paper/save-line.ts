/** Writes one line of the printed list: the admission, the seat, the sheets, each a write of its own, marked as from paper. */
import { command, sheetsOf } from '../../api/desk-api.ts'
import { sheetsFromPaper } from '../../api/door-api.ts'
import type { Entry, Sheets } from './paper-row.ts'

/** What of a line is written already: another attempt after a refusal does not write it again. */
export interface Written {
  door: boolean
  codes: string[] | null
  returned: boolean
}
export const NOTHING_WRITTEN: Written = { door: false, codes: null, returned: false }

/** @param note keeps what was written, step by step */
export async function saveLine(event: string, registration: string, entry: Entry, written: Written, note: (written: Written) => void): Promise<void> {
  let now = written
  const did = (step: Partial<Written>) => {
    now = { ...now, ...step }
    note(now)
  }
  if (!now.door) {
    await atTheDoor(registration, entry)
    did({ door: true })
  }
  const at = entry.at === null ? {} : { At: entry.at }
  if (entry.issued && now.codes === null) {
    const { Items } = await sheetsFromPaper(event, 'issue', { RegistrationIdentifier: registration, ...at, ...('count' in entry.issued ? { Count: entry.issued.count } : { SheetCodes: entry.issued.codes }) })
    did({ codes: Items.map(({ SheetCode }) => SheetCode) })
  }
  if (entry.returned && !now.returned) {
    const SheetCodes = await codesBack(registration, entry.returned, now.codes)
    await sheetsFromPaper(event, 'return', { RegistrationIdentifier: registration, SheetCodes })
    did({ returned: true })
  }
}

async function atTheDoor(registration: string, { absent, at, seat }: Entry): Promise<void> {
  if (absent) await command(registration, 'mark-absent', { FromPaper: true })
  else if (at !== null) await command(registration, 'check-in', { At: at, FromPaper: true, ...(seat === null ? {} : { Seat: seat }) })
  else if (seat !== null) await command(registration, 'assign-seat', { Seat: seat })
}

/** A number of sheets means the first of those that the candidate has. */
async function codesBack(registration: string, returned: Sheets, given: string[] | null): Promise<string[]> {
  if ('codes' in returned) return returned.codes
  const out = given ?? (await sheetsOf(registration)).Items.filter(({ Status }) => Status === 'Issued').map(({ SheetCode }) => SheetCode)
  return out.slice(0, returned.count)
}
