/** The list when there is nothing in it: why, and what to do next. */
import { CircleAlert, SearchX, UserPlus, UsersRound } from 'lucide-react'
import type { ApiProblem } from '../../api/api-problem.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { Loading, StateView } from '../../ui/state-view.tsx'
import type { RosterQuestion } from './roster-pages.ts'
import { ask, refresh } from './roster-store.ts'

interface NobodyFoundProps {
  answered: boolean
  question: RosterQuestion
  problem: ApiProblem | null
  onEverywhere: () => void
  onWalkIn: () => void
}

export function NobodyFound({ answered, question, problem, onEverywhere, onWalkIn }: NobodyFoundProps) {
  const { t } = useI18n()
  if (problem && problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('roster.failed')}>
        <p>{refusalText(problem, t)}</p>
        <Button onPress={refresh}>{t('common.try-again')}</Button>
      </StateView>
    )
  }
  if (!answered) return <Loading label={t('common.reading')} />
  if (question.q !== '') {
    return (
      <StateView
        icon={SearchX}
        title={t('roster.no-match', { text: question.q })}
        actions={
          <>
            {question.event === null ? null : (
              <Button kind="primary" keyCap="Enter" onPress={onEverywhere}>
                {t('roster.look-everywhere')}
              </Button>
            )}
            <Button icon={UserPlus} keyCap="Ctrl Enter" onPress={onWalkIn}>
              {t('walk-in.open')}
            </Button>
          </>
        }
      >
        {question.event === null ? <p>{t('roster.no-match-anywhere')}</p> : null}
      </StateView>
    )
  }
  if (question.filter !== 'all') {
    return (
      <StateView icon={UsersRound} title={t(`roster.empty.${question.filter}`)}>
        <Button onPress={() => ask({ filter: 'all' })}>{t('roster.show-all')}</Button>
      </StateView>
    )
  }
  return (
    <StateView icon={UsersRound} title={t('roster.empty.all')}>
      <p>{t('roster.empty-help')}</p>
    </StateView>
  )
}
