/** The sign and the colour of each state of a sheet; the word comes with it. */
import { Ban, CircleCheck, CircleHelp, FileText, Printer, Trash2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { SheetState } from '../../../src-shared/desk/paper.ts'
import type { Tone } from '../../ui/chip.tsx'

export const SHEET_LOOK: Record<SheetState, { icon: LucideIcon; tone: Tone }> = {
  issued: { icon: FileText, tone: 'wait' },
  returned: { icon: CircleCheck, tone: 'done' },
  missing: { icon: CircleHelp, tone: 'stop' },
  destroyed: { icon: Trash2, tone: 'plain' },
  printed: { icon: Printer, tone: 'plain' },
  void: { icon: Ban, tone: 'plain' },
}
