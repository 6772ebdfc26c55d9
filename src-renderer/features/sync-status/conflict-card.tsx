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
import { recordRows, type RecordRow } from './record-rows.ts'
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
  // A registration that headquarters refused is nowhere.
  const isHere = conflict.candidate !== null && conflict.collection === 'bookingRegistrations' && !(rejected && conflict.theirs === null)
  const what = conflict.field ? fieldWord(conflict.field, t) : null
  const whom = conflict.collection === 'scrapSheets' ? t('conflict.sheet', { code: conflict.record_id }) : (conflict.candidate ?? conflict.record_id)
  const cap = (key: string) => (marked ? { keyCap: key } : {})
  const did = conflict.command ? commandWord(conflict.command, t) : t('value.nothing')
  const text = (value: unknown) => valueText(value, zone, locale, t)
  const record = recordRows(conflict.mine, conflict.theirs)
  const rowsOf = (rows: readonly RecordRow[] = []) => rows.map(({ field, value }) => ({ name: fieldWord(field, t), value: text(value) }))
  const by = (who: string | null, at: string | null) => [who, at ? clockTime(at, zone, locale) : null].filter(Boolean).join(', ')
  return (
    <article id={`conflict-${conflict.id}`} className={`${styles['card']} ${rejected ? styles['rejected'] : ''} ${marked ? styles['marked'] : ''}`}>
      <header>
        <Icon aria-hidden size={22} />
        <h3>
          {rejected ? t('conflict.rejected', { whom }) : what ? t('conflict.of', { what, whom }) : <bdi>{whom}</bdi>}
        </h3>
        {isHere ? (
          <button type="button" className={styles['link']} onClick={() => onOpen(conflict.record_id)}>
            {t('conflict.open')}
          </button>
        ) : null}
      </header>
      {rejected && conflict.command ? <p>{did}</p> : null}
      {rejected && conflict.message ? <p className={styles['message']}>{sentenceText(conflict.message, t) ?? `“${conflict.message}”`}</p> : null}
      <div className={styles['sides']}>
        <Side title={t('conflict.mine')} by={by(conflict.mine_by, conflict.mine_at)} rows={rowsOf(record?.mine)} value={record ? did : text(conflict.mine)}>
          <Button {...cap('1')} disabled={busy} onPress={() => onChoose('mine')}>
            {rejected ? t('conflict.send-again') : t('conflict.keep')}
          </Button>
        </Side>
        <Side title={t('conflict.theirs')} by={by(conflict.theirs_by, conflict.theirs_at)} rows={rowsOf(record?.theirs)} value={rejected ? t('conflict.not-taken') : record ? t('value.nothing') : text(conflict.theirs)} done>
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

interface SideProps {
  title: string
  by: string
  /** What this side has of a record. */
  rows: { name: string; value: string }[]
  /** In large letters, where there are no rows. */
  value: string
  done?: boolean
  children: ReactNode
}

function Side({ title, by, rows, value, done = false, children }: SideProps) {
  return (
    <div className={`${styles['side']} ${done ? styles['theirs'] : ''}`}>
      <p>
        {title}
        {by ? ` · ${by}` : ''}
      </p>
      {rows.length === 0 ? (
        <p className={styles['value']}>
          <bdi>{value}</bdi>
        </p>
      ) : (
        <dl className={styles['rows']}>
          {rows.map((row) => (
            <div key={row.name}>
              <dt>{row.name}</dt>
              <dd>
                <bdi>{row.value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </div>
  )
}
