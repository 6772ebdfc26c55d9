/** The station as the desk uses it: one function a question or a write. */
import type { AttachmentMark, ImageType } from '../../src-shared/attachments.ts'
import type { StoredDeskSettings } from '../../src-shared/commands/desk-settings.ts'
import type { ScrapSheet } from '../../src-shared/commands/booking-shapes.ts'
import type { Candidate, DeskState, DeskUser, Roster, RosterFilter, Scan, Session, SignOff, SittingsOfDay, Waiting } from '../../src-shared/desk.ts'
import type { Paper } from '../../src-shared/desk/paper.ts'
import type { Room, SaveRoomInput } from '../../src-shared/commands/rooms.ts'
import type { DeskSettings } from '../../src-shared/desk/settings.ts'
import type { Clock } from '../../src-shared/desk/clock.ts'
import type { Rooms, SeatHistory, SeatMap, SeatOutcome, SeatPlan } from '../../src-shared/desk/seats.ts'
import type { Certificates, ProgramTemplate } from '../../src-shared/desk/certificates.ts'
import type { Scores } from '../../src-shared/desk/scores.ts'
import type { Incidents } from '../../src-shared/desk/incidents.ts'
import type { Line } from '../../src-shared/ipc.ts'
import type { Readiness } from '../../src-shared/readiness.ts'
import { call, get, write } from './client.ts'

export type RegistrationCommand = 'check-in' | 'undo-check-in' | 'assign-seat' | 'release-seat' | 'mark-absent' | 'cancel' | 'register-again' | 'start-break' | 'end-break' | 'undo-break' | 'desk-grant' | 'desk-revoke' | 'report-incident' | 'assign-locker' | 'return-locker'
export type ClockChange = 'stop' | 'resume' | 'give' | 'undo'
export type IncidentChange = 'report' | 'withdraw'
export type SheetMove = 'return' | 'missing' | 'destroy'
export type NewSheets = { Count: number } | { SheetCodes: string[] }
export type Choice = 'mine' | 'theirs'

export interface RosterQuery {
  event: string | null
  q: string
  filter: RosterFilter
  offset: number
  limit: number
}

export const deskState = (): Promise<DeskState> => get('/desk/state')
export const join = (site: { address: string; key: string; site: string }): Promise<DeskState> => call('POST', '/desk/join', site)
export const loadDemo = (): Promise<DeskState> => call('POST', '/desk/demo', {})
export const users = (): Promise<DeskUser[]> => get('/desk/users')
export const signIn = (user_id: string, pin: string): Promise<Session> => call('POST', '/desk/sign-in', { user_id, pin })
export const signOut = (): Promise<unknown> => call('POST', '/desk/sign-out', {})
export const sittings = (date: string): Promise<SittingsOfDay> => get('/desk/sittings', { date })
export const roster = (query: RosterQuery): Promise<Roster> => get('/desk/roster', { ...query })
export const candidate = (registration: string): Promise<Candidate> => get(`/desk/candidates/${encodeURIComponent(registration)}`)
export const scan = (code: string): Promise<Scan> => get('/desk/scan', { code })
export const waiting = (): Promise<Waiting> => get('/desk/waiting')
export const readiness = (): Promise<Readiness> => get('/desk/readiness')
export const makeBackup = (): Promise<{ file: string }> => call('POST', '/desk/backup', {})
export const line = (): Promise<Line> => get('/desk/line')

/** The registration as it now stands. */
export interface CommandAnswer {
  RegistrationIdentifier: string
}

/** A command on one registration. */
export const command = (registration: string, name: RegistrationCommand, input: Record<string, unknown>): Promise<CommandAnswer> =>
  write(`/api/registrations/${encodeURIComponent(registration)}/commands/${name}`, input)

interface Sheets {
  Count: number
  Items: ScrapSheet[]
}

export const paper = (event: string): Promise<Paper> => get('/desk/paper', { event })
/** Sheets by a printed code, an event or a registration. */
export const sheetsOf = (id: string): Promise<Sheets> => get('/api/events/scrap-paper', { id })
export const issueSheets = (event: string, registration: string, sheets: NewSheets): Promise<Sheets> =>
  write(`/api/events/${encodeURIComponent(event)}/scrap-paper/issue`, { RegistrationIdentifier: registration, ...sheets })
export const moveSheets = (event: string, move: SheetMove, codes: readonly string[]): Promise<Sheets> =>
  write(`/api/events/${encodeURIComponent(event)}/scrap-paper/${move}`, { SheetCodes: codes })

export const resolveConflict = (id: string, choice: Choice): Promise<unknown> => write(`/sync/conflicts/${encodeURIComponent(id)}/resolve`, { choice })
export interface SavedRescue {
  name: string
  /** Base64. */
  file: string
  phrase: string
  writes: number
  cards: number
}

export const saveRescue = (): Promise<SavedRescue> => call('POST', '/sync/rescue/save', {})
export const loadRescue = (file: string, phrase: string): Promise<{ writes: number }> => call('POST', '/sync/rescue/load', { file, phrase })
export const sendNow = (): Promise<unknown> => call('POST', '/sync/now', {})

export const clock = (event: string): Promise<Clock> => get('/desk/clock', { event })
export const changeClock = (event: string, change: ClockChange, input: Record<string, unknown>): Promise<unknown> => write(`/api/events/${encodeURIComponent(event)}/clock/${change}`, input)
export const scores = (event: string): Promise<Scores> => get('/desk/scores', { event })
export const certificates = (event: string): Promise<Certificates> => get('/desk/certificates', { event })
export const certificateTemplates = (): Promise<{ programs: ProgramTemplate[] }> => get('/desk/certificate-templates')
export const certificatePreview = (program: string, Template: string): Promise<{ html: string }> => call('POST', '/desk/certificate-preview', { program, Template })
export const setCertificateTemplate = (program: string, Template: string | null): Promise<unknown> => write(`/desk/certificate-templates/${encodeURIComponent(program)}`, Template === null ? {} : { Template })
/** One person's entry of a score. @param path the exam registration's, as ScoreRow has it */
export const enterScore = (path: string, score: number): Promise<unknown> => write(`${path}/score-entry`, { score })
export const correctScore = (path: string, input: { score: number; reason: string; SignOff?: string }): Promise<unknown> => write(`${path}/score-correction`, input)
/** A second person's PIN for the word that one write of this person may carry. */
export const signOff = (user_id: string, pin: string): Promise<SignOff> => call('POST', '/desk/sign-off', { user_id, pin })
export const incidents = (event: string): Promise<Incidents> => get('/desk/incidents', { event })
/** An image that the window made. */
export interface Taken {
  MediaType: ImageType
  /** Base64. */
  Data: string
}

export const keepAttachment = (registration: string, Kind: 'photo' | 'signature', image: Taken): Promise<unknown> => write(`/api/registrations/${encodeURIComponent(registration)}/attachments`, { Kind, ...image })
export const keepIncidentPhoto = (event: string, incident: string, image: Taken): Promise<unknown> => write(`/api/events/${encodeURIComponent(event)}/incidents/photo`, { IncidentIdentifier: incident, ...image })
/** An address at which an image can be shown. */
export const attachmentImage = async ({ id, media_type }: AttachmentMark): Promise<string> => `data:${media_type};base64,${await get<string>(`/desk/attachments/${encodeURIComponent(id)}`)}`
export const deskSettings = (venue: string): Promise<DeskSettings> => get(`/api/venues/${encodeURIComponent(venue)}/desk-settings`)
export const setDeskSettings = (venue: string, settings: StoredDeskSettings): Promise<DeskSettings> => write(`/api/venues/${encodeURIComponent(venue)}/desk-settings`, settings)
export const changeIncident = (event: string, change: IncidentChange, input: Record<string, unknown>): Promise<unknown> => write(`/api/events/${encodeURIComponent(event)}/incidents/${change}`, input)

export const seatMap = (event: string): Promise<SeatMap> => get('/desk/seats', { event })
export const seatPlan = (event: string): Promise<SeatPlan> => get('/desk/seats/plan', { event })
/** @param date YYYY-MM-DD @param time HH:MM, both at the venue */
export const seatHistory = (seat: string, date: string, time: string | undefined): Promise<SeatHistory> => get('/desk/seats/history', { seat, date, ...(time === undefined ? {} : { time }) })
export type SeatMoveInput = { RegistrationIdentifier: string } & ({ Seat: string } | { Release: string })
export const placeSeats = (moves: readonly SeatMoveInput[]): Promise<{ Items: SeatOutcome[] }> => write('/desk/seats/place', { Moves: moves })
export const rooms = (): Promise<Rooms> => get('/desk/seats/rooms')
/** @param room null for a new one */
export const saveRoom = (room: string | null, changes: Omit<SaveRoomInput, 'room' | 'venue'>): Promise<Room> => write(`/desk/seats/rooms${room === null ? '' : `/${encodeURIComponent(room)}`}`, changes)
export const removeRoom = (room: string): Promise<unknown> => write(`/desk/seats/rooms/${encodeURIComponent(room)}/remove`, {})
