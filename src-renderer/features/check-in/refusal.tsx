/** Why a write did not happen, in a sentence, and what is so now. */
import { CircleAlert } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import type { ApiCode } from '../../api/api-problem.ts'
import { useI18n } from '../../ui/i18n.ts'
import type { CommandRun } from './use-command.ts'
import styles from './person.module.css'

const WORDED = ['unreachable', 'forbidden', 'locked', 'storage', 'busy'] as const satisfies ApiCode[]

export function Refusal({ refused, candidate }: { refused: CommandRun['refused']; candidate: Candidate }) {
  const { t } = useI18n()
  if (!refused) return null
  const { code, message } = refused.problem
  const worded = WORDED.find((one) => one === code)
  return (
    <p className={styles['refusal']} role="alert">
      <CircleAlert aria-hidden size={24} />
      <span>
        {worded ? t(`refusal.${worded}`) : message || t('refusal.unknown', { name: candidate.name })}
      </span>
    </p>
  )
}
