/** The paper of a sitting as the list shows it: filtered by what is typed, and walked sheet by sheet. Pure. */
import type { PaperHolder, PaperSheet, SheetState } from '../../../src-shared/desk/paper.ts'
import { foldText } from '../../ui/fold-text.ts'

export type PaperFilter = 'all' | 'out' | 'missing' | 'printed'

const SHOWN: Record<PaperFilter, readonly SheetState[]> = { all: ['issued', 'returned', 'missing', 'destroyed', 'printed', 'void'], out: ['issued'], missing: ['missing'], printed: ['printed', 'void'] }

/** A holder with the sheets of theirs that are shown. */
export interface ShownHolder extends PaperHolder {
  shown: PaperSheet[]
}

export interface Marked {
  holder: PaperHolder
  sheet: PaperSheet
}

/** Holders and sheets that match; where a person matches, all of their sheets do. */
export function filterHolders(holders: readonly PaperHolder[], text: string, filter: PaperFilter): ShownHolder[] {
  const words = foldText(text).split(/\s+/).filter((word) => word !== '')
  const code = plainCode(text)
  const found: ShownHolder[] = []
  for (const holder of holders) {
    const kept = holder.sheets.filter(({ state }) => SHOWN[filter].includes(state))
    const about = foldText([holder.name, holder.sort_name, holder.code, holder.seat ?? ''].join(' '))
    const shown = words.every((word) => about.includes(word)) ? kept : kept.filter((sheet) => code !== '' && plainCode(sheet.code).includes(code))
    if (shown.length > 0) found.push({ ...holder, shown })
  }
  return found
}

/** The sheets that are shown, in the order of the list. */
export function sheetsInOrder(holders: readonly ShownHolder[]): Marked[] {
  return holders.flatMap((holder) => holder.shown.map((sheet) => ({ holder, sheet })))
}

/** How many sheets of a holder are in a state. */
export function countState(sheets: readonly PaperSheet[], state: SheetState): number {
  return sheets.filter((sheet) => sheet.state === state).length
}

/** A code without what people leave out or confuse: hyphens, O for 0, I and L for 1. */
function plainCode(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '').replaceAll('O', '0').replace(/[IL]/g, '1')
}
