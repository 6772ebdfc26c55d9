/** The station as the door uses it: who somebody may be, registering, transferring, importing a roster. */
import type { DeskTransfer, RegisterAtDeskInput } from '../../src-shared/commands/register-at-desk.ts'
import type { FormChoice, KnownPerson, RosterImportAnswer, RosterImportRow, TransferTargets } from '../../src-shared/desk/door.ts'
import { call, get, write } from './client.ts'

export interface WhoAsked {
  name: string
  code: string
  email: string
  birth_date: string
  event: string
}

export const peopleLike = (asked: WhoAsked): Promise<{ people: KnownPerson[] }> => get('/desk/people', { ...asked })
export const forms = (event: string | null): Promise<{ forms: FormChoice[] }> => get('/desk/forms', { event })
export const transferTargets = (event: string): Promise<TransferTargets> => get('/desk/transfer-targets', { event })

const commandPath = (registration: string, name: string) => `/api/registrations/${encodeURIComponent(registration)}/commands/${name}`

export const registerAtDesk = ({ registration, ...input }: RegisterAtDeskInput): Promise<{ RegistrationIdentifier: string }> => write(commandPath(registration, 'register-at-desk'), input)
export const transferAtDesk = (registration: string, to: DeskTransfer): Promise<{ EventIdentifier: string | null }> => write(commandPath(registration, 'desk-transfer'), to)

interface SheetsWritten {
  Items: { SheetCode: string }[]
}
/** Sheets that were given or taken back by hand, and are entered now. */
export const sheetsFromPaper = (event: string, move: 'issue' | 'return', input: Record<string, unknown>): Promise<SheetsWritten> =>
  write(`/api/events/${encodeURIComponent(event)}/scrap-paper/${move}`, { ...input, FromPaper: true })

export interface RosterImport {
  event?: string
  assessment?: string
  source: string
  rows: RosterImportRow[]
}

export const checkRoster = (rows: RosterImport): Promise<RosterImportAnswer> => call('POST', '/desk/roster-import', { ...rows, check: true })
export const importRoster = (rows: RosterImport): Promise<RosterImportAnswer> => write('/desk/roster-import', rows)
