/** Two sides of one field, who and when; or one write that headquarters refused, in its own words. */
import { CircleAlert, GitCompareArrows, PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Choice } from '../../api/desk-api.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { sentenceText } from '../../ui/refusal-text.ts'
import { clockTime } from '../../ui/time.ts'
import type { Conflict } from './conflict-cards.tsx'
import { FixForm } from './fix-form.tsx'
import { commandWord, fieldWord, valueText } from './words.ts'
import styles from './sync.module.css'

interface ConflictCardProps {
  conflict: Conflict
  zone: string
  marked: boolean
  busy: boolean
  failed: string | null
  onChoose: (choice: Choice) => void
  /** The values of the refused write are being corrected. */
  fixing: boolean
  onFix: () => void
  onFixed: (value: object | null) => void
  onLeave: () => void
  onOpen: (registration: string) => void
}

export function ConflictCard({ conflict, zone, marked, busy, failed, fixing, onChoose, onFix, onFixed, onLeave, onOpen }: ConflictCardProps) {
  const { t, locale } = useI18n()
  const rejected = conflict.kind === 'rejected'
  const Icon = rejected ? CircleAlert : GitCompareArrows
  const what = conflict.field ? fieldWord(conflict.field, t) : null
  const whom = conflict.collection === 'scrapSheets' ? t('conflict.sheet', { code: conflict.record_id }) : (conflict.candidate ?? conflict.record_id)
  const cap = (key: string) => (marked ? { keyCap: key } : {})
  const by = (who: string | null, at: string | null) => [who, at ? clockTime(at, zone, locale) : null].filter(Boolean).join(', ')
  return (
    <article id={`conflict-${conflict.id}`} className={`${styles['card']} ${rejected ? styles['rejected'] : ''} ${marked ? styles['marked'] : ''}`}>
      <header>
        <Icon aria-hidden size={22} />
        <h3>
          {rejected ? t('conflict.rejected', { whom }) : what ? t('conflict.of', { what, whom }) : <bdi>{whom}</bdi>}
        </h3>
        {conflict.candidate && conflict.collection === 'bookingRegistrations' ? (
          <button type="button" className={styles['link']} onClick={() => onOpen(conflict.record_id)}>
            {t('conflict.open')}
          </button>
        ) : null}
      </header>
      {rejected && conflict.command ? <p>{commandWord(conflict.command, t)}</p> : null}
      {rejected && conflict.message ? <p className={styles['message']}>{sentenceText(conflict.message, t) ?? `“${conflict.message}”`}</p> : null}
      <div className={styles['sides']}>
        <Side title={t('conflict.mine')} by={by(conflict.mine_by, conflict.mine_at)} value={valueText(conflict.mine, zone, locale, t)}>
          <Button {...cap('1')} disabled={busy} onPress={() => onChoose('mine')}>
            {rejected ? t('conflict.send-again') : t('conflict.keep')}
          </Button>
        </Side>
        <Side title={t('conflict.theirs')} by={by(conflict.theirs_by, conflict.theirs_at)} value={rejected && conflict.theirs === null ? t('conflict.not-taken') : valueText(conflict.theirs, zone, locale, t)} done>
          <Button kind="done" {...cap('2')} disabled={busy} onPress={() => onChoose('theirs')}>
            {rejected ? t('conflict.let-go') : t('conflict.keep')}
          </Button>
        </Side>
      </div>
      {rejected && fixing ? (
        <FixForm fields={conflict.fix ?? []} busy={busy} onSend={onFixed} onClose={onLeave} />
      ) : rejected && (conflict.fix?.length ?? 0) > 0 ? (
        <div>
          <Button icon={PencilLine} {...cap('F')} disabled={busy} onPress={onFix}>
            {t('fix.open')}
          </Button>
        </div>
      ) : rejected ? (
        <p>{t('fix.none')}</p>
      ) : null}
      {failed ? (
        <p role="alert" className={styles['error']}>
          {failed}
        </p>
      ) : null}
    </article>
  )
}

function Side({ title, by, value, done = false, children }: { title: string; by: string; value: string; done?: boolean; children: ReactNode }) {
  return (
    <div className={`${styles['side']} ${done ? styles['theirs'] : ''}`}>
      <p>
        {title}
        {by ? ` · ${by}` : ''}
      </p>
      <p className={styles['value']}>
        <bdi>{value}</bdi>
      </p>
      {children}
    </div>
  )
}
