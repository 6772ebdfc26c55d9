/** Codes that no sheet has, handed out or only printed. */
import type { CommandContext, GuardedReader } from '../command.ts'
import { codeFromId } from './sheet-codes.ts'

export async function newSheetCodes(reader: GuardedReader, count: number, context: CommandContext): Promise<string[]> {
  const codes: string[] = []
  while (codes.length < count) {
    const code = codeFromId(context.newId())
    if (!codes.includes(code) && !(await reader.get('scrapSheets', code)) && !(await reader.get('printedSheets', code))) codes.push(code)
  }
  return codes
}
