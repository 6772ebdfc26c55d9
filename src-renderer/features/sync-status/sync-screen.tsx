/** What has not reached headquarters yet, and what needs a person. Nothing is ever dropped without being listed here. */
import { useEffect, useRef, useState } from 'react'
import { CircleAlert, CloudCheck, HardDrive, Send } from 'lucide-react'
import type { Waiting } from '../../../src-shared/desk.ts'
import type { ApiProblem } from '../../api/api-problem.ts'
import { asProblem } from '../../api/api-problem.ts'
import { sendNow, waiting } from '../../api/desk-api.ts'
import { lineHistory } from '../../api/paper-api.ts'
import { useLive } from '../../api/live-store.ts'
import { useRemote } from '../../api/use-remote.ts'
import { WaitingChart } from '../../ui/charts/waiting-chart.tsx'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { PrintButtons, printKeys } from '../../ui/print-buttons.tsx'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { usePrinter } from '../../ui/use-printer.ts'
import type { Target } from '../../ui/use-printer.ts'
import { ConflictCards } from './conflict-cards.tsx'
import { LineFacts } from './line-facts.tsx'
import { ParkedPage } from './parked-page.tsx'
import { RescueCard } from './rescue-card.tsx'
import { UpstreamLimits } from './upstream-limits.tsx'
import { WaitingList } from './waiting-list.tsx'
import styles from './sync.module.css'

/** Time passes without a live event. */
const history_again_ms = 60_000

export function SyncScreen({ zone, onOpen }: { zone: string; onOpen: (registration: string) => void }) {
  const { t } = useI18n()
  const remote = useRemote('waiting', waiting)
  const history = useRemote('line-history', lineHistory, history_again_ms).data
  const printer = usePrinter<true>(() => t('parked.title'))
  const [asked, setAsked] = useState<'sent' | ApiProblem | null>(null)
  const decided = useDecided(remote.data?.conflicts.length ?? null)
  const line = remote.data?.line ?? null
  // The badge counts what is read here.
  useEffect(() => {
    if (line) useLive.setState({ line })
  }, [line])
  const hasHq = remote.data !== null && remote.data.line.hq !== null

  function send(): void {
    sendNow().then(
      () => (setAsked('sent'), remote.reload()),
      (error: unknown) => setAsked(asProblem(error)),
    )
  }
  const listed = (remote.data?.conflicts.length ?? 0) + (remote.data?.items.length ?? 0) > 0
  const print = (target: Target) => printer.print(true, target)
  useKeys([
    ...(hasHq ? [{ key: 'n', cap: 'N', hint: t('sync.key.send'), run: send }] : []),
    ...(listed ? printKeys(t, print) : []),
  ])

  if (!remote.data && remote.problem && remote.problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('sync.failed')}>
        <p>{refusalText(remote.problem, t)}</p>
        <Button onPress={remote.reload}>{t('common.try-again')}</Button>
      </StateView>
    )
  }
  if (!remote.data || !line) return <Loading label={t('common.reading')} />
  const { items, conflicts } = remote.data
  return (
    <div className={styles['screen']}>
      <div className={styles['top']}>
        <LineFacts line={line} zone={zone} oldest={items[0]?.at ?? null} />
        {hasHq ? (
          <div className={styles['send']}>
            <Button icon={Send} keyCap="N" onPress={send}>
              {t('sync.send-now')}
            </Button>
            <p role="status">{asked === 'sent' ? (line.online ? t('sync.asked') : t('sync.asked-offline')) : asked ? refusalText(asked, t) : ''}</p>
          </div>
        ) : null}
      </div>
      {history && history.parts.length > 0 && hasHq ? (
        <div className={styles['health']}>
          <WaitingChart history={history} zone={zone} />
        </div>
      ) : null}
      <p role="status" className="unseen">
        {decided ? t('conflict.told', { n: conflicts.length }) : null}
      </p>
      {conflicts.length > 0 ? <ConflictCards conflicts={conflicts} zone={zone} onResolved={remote.reload} onOpen={onOpen} /> : null}
      <Rest waiting={remote.data} zone={zone} onOpen={onOpen} />
      {listed ? (
        <PrintButtons label={t('parked.print')} said={printer.said} onPrint={print} />
      ) : null}
      {printer.page ? <ParkedPage waiting={remote.data} zone={zone} /> : null}
      {line.limits ? <UpstreamLimits limits={line.limits} /> : null}
      {hasHq ? <RescueCard waiting={line.pending + conflicts.length > 0} onTaken={remote.reload} /> : null}
    </div>
  )
}

/** Whether the cards are fewer than they were: somebody has decided. */
function useDecided(cards: number | null): boolean {
  const before = useRef(cards)
  const [decided, setDecided] = useState(false)
  useEffect(() => {
    if (cards !== null && before.current !== null && cards !== before.current) setDecided(cards < before.current)
    before.current = cards
  }, [cards])
  return decided
}

function Rest({ waiting: { items, line, conflicts }, zone, onOpen }: { waiting: Waiting; zone: string; onOpen: (registration: string) => void }) {
  const { t } = useI18n()
  if (items.length > 0) return <WaitingList items={items} zone={zone} onOpen={onOpen} />
  if (conflicts.length > 0) return null
  if (line.hq === null) {
    return (
      <StateView icon={HardDrive} title={t('sync.alone')}>
        <p>{t('sync.alone-help')}</p>
      </StateView>
    )
  }
  return (
    <StateView icon={CloudCheck} title={line.online ? t('sync.all-sent') : t('sync.nothing-waiting')}>
      <p>{line.online ? t('sync.all-sent-help') : t('sync.offline-help')}</p>
    </StateView>
  )
}
