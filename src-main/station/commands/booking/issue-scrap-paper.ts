/** Gives a candidate numbered sheets, with new codes or with those that are printed on them. */
import { issueScrapPaperInput, type IssueScrapPaperInput } from '../../../../src-shared/commands/scrap-paper.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { refuse, type Clash, type Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded, type RecordChange } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { siteOf } from '../site-of.ts'
import { enteredNow } from './check-in-history.ts'
import { loadEvent } from './load-event.ts'
import { loadRegistration, registrationCancelled, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { isCancelled } from './registration-view.ts'
import { refuseClosedPaper, refuseClosedSitting } from './closings.ts'
import { newSheetCodes } from './new-sheet-codes.ts'
import { sheetCode, sheetCodeSpellings } from './sheet-codes.ts'
import { sheetList } from './sheet-view.ts'
import { textOf } from './stored-values.ts'

interface State {
  event: Loaded | undefined
  found: LoadedRegistration | undefined
  codes: string[]
  /** Sheets that have one of these codes already. */
  used: Loaded[]
  /** Those that were printed here, or are void. */
  printed: Loaded[]
}

export const issueScrapPaper = defineCommand({
  name: 'issue-scrap-paper',
  input: issueScrapPaperInput,
  lane: ({ RegistrationIdentifier }: IssueScrapPaperInput) => `registration/${RegistrationIdentifier}`,
  async load(reader: GuardedReader, input: IssueScrapPaperInput, context: CommandContext): Promise<State> {
    const codes = input.SheetCodes ? await asPrinted(reader, input.SheetCodes) : await newSheetCodes(reader, input.Count ?? 0, context)
    const used: Loaded[] = []
    const printed: Loaded[] = []
    for (const code of new Set(codes)) {
      const sheet = await reader.get('scrapSheets', code)
      if (sheet) used.push(sheet)
      const made = await reader.get('printedSheets', code)
      if (made) printed.push(made)
    }
    return { event: await loadEvent(reader, input.event), found: await loadRegistration(reader, input.RegistrationIdentifier), codes, used, printed }
  },
  decide({ event, found, codes, used, printed }: State, input: IssueScrapPaperInput, context: CommandContext): Decision {
    const refused = checkRequest(input, codes)
    if (refused) return refused
    if (!event) return refuseFor('event-unknown', {})
    if (!found) return registrationNotFound()
    if (found.event?.key.id !== event.key.id) return refuseFor('paper-of-other-event', {})
    if (isCancelled(found.registration.doc)) return registrationCancelled()
    const closed = refuseClosedSitting(event.doc, context) ?? refuseClosedPaper(event.doc, context)
    if (closed) return closed
    const [first] = used
    if (first && !context.pushed) return inUse(first, input)
    const wrong = printed.flatMap((sheet) => checkPrinted(sheet, event, input, context) ?? [])
    if (wrong[0] && !context.pushed) return wrong[0]

    // At headquarters the sheets whose codes are free are in the candidate's hands all the same.
    const free = codes.filter((code) => !used.some(({ key }) => key.id === code))
    return {
      changes: free.map((code) => newSheet(code, found, event, input, context)),
      touches: [found.registration.key],
      clashes: [...used.map((sheet) => codeClash(sheet, input)), ...wrong.flatMap(({ clash }) => clash ?? [])],
      answer: (docs) => sheetList(docs),
      relay: { command: 'issue-scrap-paper', input: { event: input.event, RegistrationIdentifier: input.RegistrationIdentifier, SheetCodes: codes, ...onPaper(input) } },
    }
  },
})

function checkRequest({ Count, SheetCodes }: IssueScrapPaperInput, codes: readonly string[]): Refusal | undefined {
  if ((Count === undefined) === (SheetCodes === undefined)) {
    return refuse('invalid', 'Give either Count or SheetCodes.', { errors: [{ path: '/Count', message: 'is required unless SheetCodes is given' }] })
  }
  const twice = codes.findIndex((code, i) => codes.indexOf(code) !== i)
  if (twice === -1) return undefined
  return refuseFor('sheet-twice', { code: codes[twice] ?? '' }, { errors: [{ path: `/SheetCodes/${twice}`, message: 'is in the list twice' }] })
}

/** A code typed without its hyphens is that of the sheet printed here. */
async function asPrinted(reader: GuardedReader, given: readonly string[]): Promise<string[]> {
  const codes: string[] = []
  for (const one of given) {
    let code = sheetCode(one)
    for (const spelling of sheetCodeSpellings(one)) if (await reader.get('printedSheets', spelling)) code = spelling
    codes.push(code)
  }
  return codes
}

/** A void sheet is given to nobody, and one with a name on it to nobody else. At headquarters it is in somebody's hands: that is listed. */
function checkPrinted({ key, doc }: Loaded, event: Loaded, { RegistrationIdentifier }: IssueScrapPaperInput, { actor, at }: CommandContext): Refusal | undefined {
  const owner = textOf(doc, 'RegistrationIdentifier')
  const clash = (field: string, mine: unknown): Clash => ({ collection: 'printedSheets', record_id: key.id, field, mine, theirs: textOf(doc, field), theirs_by: textOf(doc, 'VoidedBy') ?? actor.name, theirs_at: textOf(doc, 'VoidedAt') ?? at })
  if (textOf(doc, 'VoidedAt') !== null) return refuseFor('sheet-void', { code: key.id }, { extra: { SheetCode: key.id }, clash: clash('VoidedAt', null) })
  if (textOf(doc, 'EventIdentifier') !== event.key.id) return refuseFor('sheet-elsewhere', { code: key.id })
  if (owner === null || owner === RegistrationIdentifier) return undefined
  return refuseFor('sheet-printed-for', { code: key.id, holder: textOf(doc, 'LearnerName') ?? owner }, { extra: { SheetCode: key.id } })
}

function newSheet(code: string, { registration }: LoadedRegistration, event: Loaded, { At, FromPaper }: IssueScrapPaperInput, context: CommandContext): RecordChange {
  const sheet: Doc = {
    id: code,
    EventIdentifier: event.key.id,
    RegistrationIdentifier: registration.key.id,
    ...(registration.doc.LearnerName === undefined ? {} : { LearnerName: registration.doc.LearnerName }),
    Status: 'Issued',
    IssuedAt: toInstant(At) ?? context.at,
    IssuedBy: context.actor.name,
    ...(FromPaper === true ? { IssuedFromPaper: enteredNow(context) } : {}),
  }
  return { key: { tenant: context.tenant, collection: 'scrapSheets', id: code }, after: sheet, site: siteOf('scrapSheets', sheet, undefined, event.doc) }
}

function onPaper({ At, FromPaper }: IssueScrapPaperInput): Pick<IssueScrapPaperInput, 'At' | 'FromPaper'> {
  return { ...(At === undefined ? {} : { At }), ...(FromPaper === undefined ? {} : { FromPaper }) }
}

function inUse(sheet: Loaded, input: IssueScrapPaperInput): Refusal {
  const holder = textOf(sheet.doc, 'LearnerName') ?? textOf(sheet.doc, 'RegistrationIdentifier') ?? 'someone else'
  return refuseFor('sheet-in-use', { code: sheet.key.id, holder }, { extra: { SheetCode: sheet.key.id }, clash: codeClash(sheet, input) })
}

function codeClash({ key, doc }: Loaded, { RegistrationIdentifier }: IssueScrapPaperInput): Clash {
  return {
    collection: 'scrapSheets', record_id: key.id, field: 'RegistrationIdentifier', mine: RegistrationIdentifier, theirs: textOf(doc, 'RegistrationIdentifier'),
    theirs_by: textOf(doc, 'IssuedBy'), theirs_at: textOf(doc, 'IssuedAt'),
  }
}
