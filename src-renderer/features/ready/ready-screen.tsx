/** "Could we open with the internet off?": the answer in large type, then each thing it rests on and what to do. */
import { useState } from 'react'
import { CircleAlert, Printer, Save } from 'lucide-react'
import type { Readiness } from '../../../src-shared/readiness.ts'
import { asProblem } from '../../api/api-problem.ts'
import { makeBackup, readiness } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { Loading, StateView } from '../../ui/state-view.tsx'
import tones from '../../ui/tone.module.css'
import { usePrinter } from '../../ui/use-printer.ts'
import { answerOf } from './answer.ts'
import { CheckRow } from './check-row.tsx'
import styles from './ready.module.css'
import { TestPage } from './test-page.tsx'

/** What is checked changes slowly, and nothing live tells of a disk that fills. */
const read_again_ms = 15_000

export function ReadyScreen({ site, zone, onOpen }: { site: string; zone: string; onOpen: (place: 'sync') => void }) {
  const { t } = useI18n()
  const remote = useRemote('readiness', readiness, read_again_ms)
  const printer = usePrinter<'test'>(() => t('ready.test-page'))
  const print = () => printer.print('test', 'paper')
  const [said, setSaid] = useState<{ text: string; failed: boolean } | null>(null)

  function backUp(): void {
    makeBackup().then(
      () => (setSaid({ text: t('ready.backup.made'), failed: false }), remote.reload()),
      (error: unknown) => setSaid({ text: refusalText(asProblem(error), t) ?? t('common.failed'), failed: true }),
    )
  }
  useKeys([
    { key: 'b', cap: 'B', hint: t('ready.key.backup'), run: backUp },
    { key: 'p', cap: 'P', hint: t('ready.key.print'), run: print },
    { key: 'w', run: () => onOpen('sync') },
  ])
  if (!remote.data && remote.problem && remote.problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('ready.failed')}>
        <p>{refusalText(remote.problem, t)}</p>
        <Button onPress={remote.reload}>{t('common.try-again')}</Button>
      </StateView>
    )
  }
  if (!remote.data) return <Loading label={t('common.reading')} />
  return (
    <div className={styles['screen']}>
      <Answer readiness={remote.data} />
      <ul className={styles['checks']}>
        {remote.data.checks.map((check) => (
          <CheckRow key={check.code} check={check} zone={zone} onOpenSync={() => onOpen('sync')} />
        ))}
        <li className={styles['check']}>
          <Printer aria-hidden size={24} className={styles['unknown']} />
          <div>
            <p className={styles['name']}>{t('ready.printer')}</p>
            <p>{t('ready.printer.help')}</p>
          </div>
        </li>
      </ul>
      <div className={styles['actions']}>
        <Button icon={Save} keyCap="B" onPress={backUp}>
          {t('ready.backup.make')}
        </Button>
        <Button icon={Printer} keyCap="P" onPress={print}>
          {t('ready.printer.test')}
        </Button>
        <p role="status" className={said?.failed ? styles['failed'] : ''}>
          {said?.text ?? ''}
        </p>
      </div>
      {printer.page ? <TestPage readiness={remote.data} site={site} zone={zone} /> : null}
    </div>
  )
}

function Answer({ readiness }: { readiness: Readiness }) {
  const { t } = useI18n()
  const { icon: Icon, tone, text } = answerOf(readiness, t)
  return (
    <header className={`${styles['answer']} ${tones[tone]}`}>
      <Icon aria-hidden size={40} />
      <div>
        <p className={styles['question']}>{t('ready.question')}</p>
        <p className={styles['verdict']}>{text}</p>
      </div>
    </header>
  )
}
