/** The answer to "could we open?" from all that it rests on: icon, tone and words. */
import { CircleAlert, CircleCheck, OctagonAlert } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Readiness } from '../../../src-shared/readiness.ts'
import type { Translate } from '../../ui/i18n.ts'

interface Answer {
  icon: LucideIcon
  tone: 'stop' | 'wait' | 'done'
  text: string
}

export function answerOf({ checks }: Readiness, t: Translate): Answer {
  const stops = checks.filter(({ state }) => state === 'stop').length
  const looks = checks.filter(({ state }) => state === 'attention').length
  if (stops > 0) return { icon: OctagonAlert, tone: 'stop', text: t('ready.no') }
  if (looks > 0) return { icon: CircleAlert, tone: 'wait', text: t('ready.look', { n: looks }) }
  return { icon: CircleCheck, tone: 'done', text: t('ready.yes') }
}
