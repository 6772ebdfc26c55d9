/** The sheet that Enter and M work on: whose it is, where it is, and since when. */
import { Ban, CircleHelp, CloudUpload, HandHelping, Undo2 } from 'lucide-react'
import type { PaperSheet } from '../../../src-shared/desk/paper.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useI18n } from '../../ui/i18n.ts'
import type { Translate } from '../../ui/i18n.ts'
import type { Locale } from '../../ui/preferences.ts'
import { clockTime } from '../../ui/time.ts'
import { SHEET_LOOK } from './sheet-look.ts'
import type { Marked } from './sheet-list.ts'
import paper from './paper.module.css'
import styles from './paper-cards.module.css'

interface MarkedSheetProps {
  marked: Marked
  zone: string
  busy: boolean
  onReturn: () => void
  onMissing: () => void
  onHandOut: () => void
  onVoid: () => void
}

export function MarkedSheet({ marked: { holder, sheet }, zone, busy, onReturn, onMissing, onHandOut, onVoid }: MarkedSheetProps) {
  const { t, locale } = useI18n()
  const { icon, tone } = SHEET_LOOK[sheet.state]
  const out = sheet.state === 'issued'
  return (
    <section className={styles['marked']} aria-label={t('paper.marked')}>
      <div aria-live="polite" className={styles['facts']}>
        <p className={styles['big-code']}>{sheet.code}</p>
        <p className={styles['whose']}>
          <bdi>{holder.name === '' ? t('paper.spare') : holder.name}</bdi>
          {holder.seat ? `, ${t('in.seat', { seat: holder.seat })}` : ''}
        </p>
        <p className={styles['chips']}>
          <Chip icon={icon} tone={tone}>
            {t(`paper.state.${sheet.state}`)}
          </Chip>
          {sheet.waiting ? (
            <Chip icon={CloudUpload} tone="wait">
              {t('sync-state.waiting')}
            </Chip>
          ) : null}
        </p>
        <ul className={styles['note']}>
          {historyOf(sheet, zone, locale, t).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {sheet.state === 'printed' && holder.registration === null ? <li>{t('paper.spare-help')}</li> : null}
          {sheet.void_reason === null ? null : <li>{sheet.void_reason}</li>}
        </ul>
      </div>
      {out || sheet.state === 'missing' ? (
        <div className={paper['actions']} data-enter>
          <Button kind="primary" icon={Undo2} keyCap="Enter" onPress={onReturn} disabled={busy}>
            {out ? t('paper.return') : t('paper.turned-up')}
          </Button>
          {out ? (
            <Button icon={CircleHelp} keyCap="M" onPress={onMissing} disabled={busy}>
              {t('paper.missing')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {sheet.state === 'printed' ? (
        <div className={paper['actions']} {...(holder.registration === null ? {} : { 'data-enter': true })}>
          {holder.registration === null ? null : (
            <Button kind="primary" icon={HandHelping} keyCap="Enter" onPress={onHandOut} disabled={busy}>
              {t('paper.hand-out')}
            </Button>
          )}
          <Button icon={Ban} keyCap="V" onPress={onVoid} disabled={busy}>
            {t('paper.void')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** Who did what with the sheet, and when. */
function historyOf(sheet: PaperSheet, zone: string, locale: Locale, t: Translate): string[] {
  const steps = [
    { key: 'paper.history.printed', at: sheet.printed_at, who: sheet.printed_by },
    { key: 'paper.history.void', at: sheet.voided_at, who: sheet.voided_by },
    { key: 'paper.history.issued', at: sheet.issued_at, who: sheet.issued_by },
    { key: 'paper.history.missing', at: sheet.missing_at, who: sheet.missing_by },
    { key: 'paper.history.returned', at: sheet.returned_at, who: sheet.returned_to },
    { key: 'paper.history.destroyed', at: sheet.destroyed_at, who: sheet.destroyed_by },
  ] as const
  return steps.flatMap(({ key, at, who }) => (at === null ? [] : [t(key, { time: clockTime(at, zone, locale), who: who ?? '–' })]))
}
