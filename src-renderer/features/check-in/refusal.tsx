/** Why a write did not happen, in a sentence, and what is so now. */
import { CircleAlert } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import band from '../../ui/band.module.css'
import tones from '../../ui/tone.module.css'
import type { CommandRun } from './use-command.ts'

export function Refusal({ refused, candidate }: { refused: CommandRun['refused']; candidate: Candidate }) {
  const { t } = useI18n()
  if (!refused) return null
  return (
    <p className={`${band['band']} ${tones['stop']}`} role="alert">
      <CircleAlert aria-hidden size={24} />
      <span>{refusalText(refused.problem, t) ?? t('refusal.unknown', { name: candidate.name })}</span>
    </p>
  )
}
