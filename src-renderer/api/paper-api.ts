/** The end of a sitting, printed sheets and what pictures show, as the desk asks the station for them. */
import type { PrintedSheet } from '../../src-shared/commands/printed-sheets.ts'
import type { Arrivals } from '../../src-shared/desk/arrivals.ts'
import type { LineHistory } from '../../src-shared/desk/line-history.ts'
import { get, write } from './client.ts'

export type ClosingChange = 'close-paper' | 'reopen-paper' | 'close-sitting' | 'reopen-sitting'

const SEGMENTS: Record<ClosingChange, string> = { 'close-paper': 'scrap-paper/close', 'reopen-paper': 'scrap-paper/reopen', 'close-sitting': 'close', 'reopen-sitting': 'reopen' }

export const changeClosing = (event: string, change: ClosingChange, input: { Reason?: string; SignOff?: string }): Promise<unknown> => write(`/api/events/${encodeURIComponent(event)}/${SEGMENTS[change]}`, input)

interface PrintedSheets {
  Count: number
  Items: PrintedSheet[]
}

/** New codes for sheets that are about to be printed. @param registrations for whom; null for spare sheets */
export const printSheets = (event: string, registrations: readonly string[] | null, Count: number): Promise<PrintedSheets> =>
  write(`/api/events/${encodeURIComponent(event)}/scrap-paper/print`, { ...(registrations ? { Registrations: registrations } : {}), Count })
export const voidSheets = (event: string, SheetCodes: readonly string[], Reason: string): Promise<PrintedSheets> => write(`/api/events/${encodeURIComponent(event)}/scrap-paper/void`, { SheetCodes, Reason })

/** Sends a refused write again with some of its values corrected. */
export const resendCorrected = (id: string, value: object): Promise<unknown> => write(`/sync/conflicts/${encodeURIComponent(id)}/resolve`, { choice: 'value', value })

export const arrivals = (event: string): Promise<Arrivals> => get('/desk/arrivals', { event })
export const lineHistory = (): Promise<LineHistory> => get('/desk/line-history')
