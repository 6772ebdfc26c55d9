/** What was typed and scanned to give sheets: a number of new ones, or the codes that are printed on them. Pure. */
import { scrap_sheets_issue_max } from '../../../src-shared/limits.ts'
import type { NewSheets } from '../../api/desk-api.ts'

/** What a candidate is given unless somebody says otherwise. */
export const sheets_default = 4

export type SheetsAsked = NewSheets | { wrong: 'empty' | 'too-many' } | { wrong: 'twice'; code: string }

/** A short number is how many; anything else is a code. Once a sheet was scanned, everything is. */
export function readSheets(text: string, scanned: readonly string[]): SheetsAsked {
  const typed = text.split(/[\s,;]+/).filter((part) => part !== '')
  const [only, ...others] = typed
  if (scanned.length === 0 && only !== undefined && others.length === 0 && isCount(only)) {
    return Number(only) > scrap_sheets_issue_max ? { wrong: 'too-many' } : { Count: Number(only) }
  }
  const codes = [...scanned, ...typed].map((code) => code.toUpperCase())
  const twice = codes.find((code, at) => codes.indexOf(code) !== at)
  if (twice !== undefined) return { wrong: 'twice', code: twice }
  if (codes.length === 0) return { wrong: 'empty' }
  return codes.length > scrap_sheets_issue_max ? { wrong: 'too-many' } : { SheetCodes: codes }
}

/** Whether a text is a number of sheets rather than a code: "4", not "07141". */
export function isCount(text: string): boolean {
  return /^[1-9]\d?$/.test(text.trim())
}
