/** The last scan or key, in one large word: what happened to which sheet, and whose it was. */
import { Ban, CircleAlert, CircleCheckBig, CircleHelp, HandHelping, Printer, ScanBarcode, Trash2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime } from '../../ui/time.ts'
import type { Outcome, OutcomeWord } from './outcome.ts'
import tone from '../../ui/tone.module.css'
import styles from './paper-cards.module.css'

const LOOK: Record<OutcomeWord, { icon: LucideIcon; tone: 'done' | 'wait' | 'stop' | 'plain' }> = {
  returned: { icon: CircleCheckBig, tone: 'done' },
  'turned-up': { icon: CircleCheckBig, tone: 'done' },
  already: { icon: CircleAlert, tone: 'wait' },
  missing: { icon: CircleHelp, tone: 'stop' },
  destroyed: { icon: Trash2, tone: 'plain' },
  gone: { icon: CircleAlert, tone: 'stop' },
  found: { icon: CircleHelp, tone: 'plain' },
  'no-paper': { icon: CircleHelp, tone: 'plain' },
  unknown: { icon: CircleAlert, tone: 'stop' },
  failed: { icon: CircleAlert, tone: 'stop' },
  printed: { icon: Printer, tone: 'plain' },
  void: { icon: Ban, tone: 'stop' },
  'handed-out': { icon: HandHelping, tone: 'done' },
  voided: { icon: Ban, tone: 'plain' },
}

export function OutcomeCard({ outcome, zone }: { outcome: Outcome | null; zone: string }) {
  const { t, locale } = useI18n()
  const look = outcome ? LOOK[outcome.word] : null
  const Icon = look?.icon ?? ScanBarcode
  const { returned_at, returned_to } = outcome?.sheet ?? {}
  return (
    <section className={`${styles['outcome']} ${tone[look?.tone ?? 'plain']} ${look ? '' : styles['idle']}`} aria-label={t('paper.last')}>
      <Icon aria-hidden size={44} />
      <div role="status" aria-atomic>
        <p className={styles['word']}>{outcome ? t(`paper.word.${outcome.word}`, { n: outcome.n }) : t('paper.ready')}</p>
        {outcome?.code ? <p className={styles['big-code']}>{outcome.code}</p> : null}
        {outcome?.who ? (
          <p className={styles['whose']}>
            <bdi>{outcome.who}</bdi>
            {outcome.seat ? `, ${t('in.seat', { seat: outcome.seat })}` : ''}
            {outcome.left === null ? '' : ` · ${outcome.left > 0 ? t('paper.left', { n: outcome.left }) : t('paper.none-left')}`}
          </p>
        ) : null}
        {outcome?.elsewhere ? <p>{t('paper.elsewhere')}</p> : null}
        {outcome?.word === 'already' && returned_at ? <p>{t('paper.back-since', { time: clockTime(returned_at, zone, locale), who: returned_to ?? '–' })}</p> : null}
        {outcome?.word === 'unknown' ? <p>{t('paper.unknown-help')}</p> : null}
        {outcome?.message ? <p>{outcome.message}</p> : null}
        {outcome ? null : <p>{t('paper.ready-help')}</p>}
      </div>
    </section>
  )
}
