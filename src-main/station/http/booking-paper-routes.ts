/** Scrap paper: looked up, issued, returned, destroyed and missing. */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { issueScrapPaperBody, sheetsBody } from '../../../src-shared/commands/scrap-paper.ts'
import { printedSheetList, printSheetsBody, voidSheetsBody } from '../../../src-shared/commands/printed-sheets.ts'
import { scrapSheet } from '../../../src-shared/commands/booking-shapes.ts'
import { destroyScrapPaper } from '../commands/booking/destroy-scrap-paper.ts'
import { issueScrapPaper } from '../commands/booking/issue-scrap-paper.ts'
import { missScrapPaper } from '../commands/booking/miss-scrap-paper.ts'
import { printSheets } from '../commands/booking/print-sheets.ts'
import { returnScrapPaper } from '../commands/booking/return-scrap-paper.ts'
import { voidScrapPaper } from '../commands/booking/void-scrap-paper.ts'
import { sheetsOf } from './booking-reads.ts'
import { answers, EVENT, readerOf, runWith } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route, type Operation } from './route.ts'

const sheetList = Type.Object({ Count: Type.Integer(), Items: Type.Array(scrapSheet) })
const sheetId = Type.String({ minLength: 1, maxLength: 128 })

const MOVES = [
  ['issue', 'issueScrapPaper', 'Give a candidate sheets, with new codes or with those given', issueScrapPaperBody, runWith(issueScrapPaper)],
  ['return', 'returnScrapPaper', 'Take sheets back', sheetsBody, runWith(returnScrapPaper)],
  ['destroy', 'destroyScrapPaper', 'Note that returned sheets were destroyed', sheetsBody, runWith(destroyScrapPaper)],
  ['missing', 'missScrapPaper', 'Note that issued sheets cannot be found', sheetsBody, runWith(missScrapPaper)],
] as const satisfies readonly (readonly [string, string, string, NonNullable<Operation['body']>, Operation['handle']])[]

const PRINTED = [
  ['print', 'printSheets', 'Make the codes of sheets to print, for candidates or spare ones', printSheetsBody, runWith(printSheets)],
  ['void', 'voidScrapPaper', 'Note that sheets are spoilt before anybody had them', voidSheetsBody, runWith(voidScrapPaper)],
] as const satisfies readonly (readonly [string, string, string, NonNullable<Operation['body']>, Operation['handle']])[]

export function mountScrapPaper(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET', path: '/api/events/scrap-paper', operationId: 'scrapPaper', tag: 'Booking: events', access: 'read',
    summary: 'Look up scrap paper',
    query: { id: { description: "A sheet's printed code, an event or a registration", required: true, schema: sheetId } },
    responses: answers(sheetList),
    handle: async (call) => ({ status: 200, body: await sheetsOf(readerOf(deps, call), call.query.id ?? '') }),
  })
  for (const [segment, operationId, summary, body, handle] of MOVES) {
    route(app, deps, {
      method: 'POST', path: `/api/events/{event}/scrap-paper/${segment}`, operationId, tag: 'The desk', extension: true, access: 'write',
      summary, body, params: EVENT,
      responses: answers(sheetList, { 404: { description: 'Event, registration or sheet not found' }, 409: { description: 'A code is in use, or a sheet is not where this needs it' } }),
      handle,
    })
  }
  for (const [segment, operationId, summary, body, handle] of PRINTED) {
    route(app, deps, {
      method: 'POST', path: `/api/events/{event}/scrap-paper/${segment}`, operationId, tag: 'The desk', extension: true, access: 'write',
      summary, body, params: EVENT,
      responses: answers(printedSheetList, { 404: { description: 'Event or registration not found' }, 409: { description: 'The paper is closed, or somebody has the sheet' } }),
      handle,
    })
  }
}
