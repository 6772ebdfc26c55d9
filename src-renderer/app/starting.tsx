/** The window before the station has answered for the first time. */
import { CircleAlert } from 'lucide-react'
import type { ApiProblem } from '../api/api-problem.ts'
import { Button } from '../ui/button.tsx'
import { useI18n } from '../ui/i18n.ts'
import { refusalText } from '../ui/refusal-text.ts'
import { Loading, StateView } from '../ui/state-view.tsx'

export function Starting({ problem, onAgain }: { problem: ApiProblem | null; onAgain: () => void }) {
  const { t } = useI18n()
  return (
    <main>
      <h1 className="unseen">Hallpass</h1>
      {problem && problem.code !== 'unreachable' ? (
        <StateView icon={CircleAlert} tone="stop" title={t('starting.failed')}>
          <p>{refusalText(problem, t)}</p>
          <Button onPress={onAgain}>{t('common.try-again')}</Button>
        </StateView>
      ) : (
        <Loading label={t('starting.waiting')} />
      )}
    </main>
  )
}
