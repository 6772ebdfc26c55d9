/** How a score stands, as far as this person may know. */
import { CircleCheck, CircleDashed, CircleSlash, CircleX, Hourglass, Split, UserCheck } from 'lucide-react'
import type { ScoreRow } from '../../../src-shared/desk/scores.ts'
import { Chip } from '../../ui/chip.tsx'
import type { Tone } from '../../ui/chip.tsx'
import { useI18n } from '../../ui/i18n.ts'

const LOOKS = {
  none: { icon: CircleDashed, tone: 'plain' },
  mine: { icon: Hourglass, tone: 'wait' },
  theirs: { icon: UserCheck, tone: 'note' },
  third: { icon: Split, tone: 'stop' },
  differs: { icon: Split, tone: 'stop' },
  without: { icon: CircleSlash, tone: 'plain' },
} as const

export function ScoreStateChip({ row }: { row: ScoreRow }) {
  const { t } = useI18n()
  const corrected = row.corrected ? ` · ${t('scores.corrected')}` : ''
  if (row.state === 'final') {
    const tone: Tone = row.result === 'failed' ? 'stop' : 'done'
    return (
      <Chip icon={row.result === 'failed' ? CircleX : CircleCheck} tone={tone}>
        {t(row.result === null ? 'scores.state.final' : `scores.state.${row.result}`)}
        {corrected}
      </Chip>
    )
  }
  const { icon, tone } = LOOKS[row.state]
  return (
    <Chip icon={icon} tone={tone}>
      {t(`scores.state.${row.state}`)}
    </Chip>
  )
}
