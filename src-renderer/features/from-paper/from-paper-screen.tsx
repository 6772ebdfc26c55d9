/** After a total failure: the printed list, filled in by hand, is typed in. */
import { useCallback, useRef, useState } from 'react'
import { CircleAlert, Users } from 'lucide-react'
import type { Sitting } from '../../../src-shared/desk.ts'
import { roster, sittings as sittingsOf } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { focusOn, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { Loading, StateView } from '../../ui/state-view.tsx'
import entry from '../../ui/entry-table.module.css'
import { LineRow } from './line-row.tsx'
import { LINE_FIELDS } from './paper-row.ts'
import styles from './from-paper.module.css'

/** Rows on the screen; the search finds the others. */
const shown_rows = 200

const day_ms = 86_400_000
const dayBefore = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) - days * day_ms).toISOString().slice(0, 10)

interface FromPaperScreenProps {
  event: string | null
  /** Today's and tomorrow's; null while they are being read. */
  sittings: Sitting[] | null
  /** Today, YYYY-MM-DD: what failed may have been the days before. */
  day: string
  onPick: (event: string | null) => void
}

export function FromPaperScreen({ event, sittings, day, onPick }: FromPaperScreenProps) {
  const { t } = useI18n()
  const yesterday = useRemote(`sittings/${dayBefore(day, 1)}`, () => sittingsOf(dayBefore(day, 1)))
  const earlier = useRemote(`sittings/${dayBefore(day, 2)}`, () => sittingsOf(dayBefore(day, 2)))
  if (!sittings || !yesterday.data || !earlier.data) return <Loading label={t('common.reading')} />
  const all = [...sittings, ...yesterday.data.sittings, ...earlier.data.sittings]
  const sitting = all.find(({ id }) => id === event)
  if (!sitting) return <SittingCards title={t('from-paper.pick')} sittings={all} note={({ counts }) => t('from-paper.note', { n: counts.total })} onPick={onPick} />
  return <FromPaperGrid key={sitting.id} sitting={sitting} onLeave={() => onPick(null)} />
}

function FromPaperGrid({ sitting, onLeave }: { sitting: Sitting; onLeave: () => void }) {
  const { t } = useI18n()
  const [q, setQ] = useState('')
  const body = useRef<HTMLTableSectionElement>(null)
  const { data, problem, reload } = useRemote(`from-paper/${sitting.id}/${q}`, () => roster({ event: sitting.id, q: q.trim(), filter: 'all', offset: 0, limit: shown_rows }))

  /** The same column of the next row; from outside, the first time field. */
  const move = useCallback((from: HTMLElement | null, step: 1 | -1): void => {
    const fields = [...(body.current?.querySelectorAll<HTMLInputElement>('input[data-field=time]:not([readonly])') ?? [])]
    const rows = fields.map((field) => field.closest('tr'))
    const at = from === null ? -1 : rows.indexOf(from.closest('tr'))
    const next = from === null ? fields[0] : fields[at + step]
    next?.focus()
    next?.select()
  }, [])
  const saved = useCallback(() => reload(), [reload])
  useKeys([
    { key: 'Enter', hint: t('from-paper.key.next'), run: () => move(null, 1) },
    { key: 'Enter', hint: t('from-paper.key.next'), in_text: true, shown_only: true, run: () => undefined },
    { key: '/', hint: t('roster.key.search'), run: () => focusOn(SEARCH_ID) },
    { key: 'Escape', cap: 'Esc', hint: t('from-paper.key.leave'), in_text: true, run: onLeave },
  ])
  const entered = data ? data.counts.all - data.counts['to-come'] : 0
  return (
    <div className={entry['screen']}>
      <header className={styles['head']}>
        <p>{t('from-paper.help')}</p>
        <p role="status">
          <b>{data && q === '' ? t('from-paper.progress', { n: entered, all: data.counts.all }) : ''}</b>
        </p>
        <SearchField
          label={t('from-paper.search')}
          text={q}
          onText={setQ}
          onKeyDown={(pressed) => {
            if (pressed.key !== 'Enter' && pressed.key !== 'ArrowDown') return
            pressed.preventDefault()
            move(null, 1)
          }}
        />
      </header>
      {data && data.total > 0 ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard
        <div className={entry['scroll']} tabIndex={0} role="region" aria-label={t('from-paper.table')}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('from-paper.col.name')}</th>
                {LINE_FIELDS.map((field) => (
                  <th key={field} scope="col">
                    {t(`from-paper.col.${field}`)}
                  </th>
                ))}
                <th scope="col">{t('from-paper.col.state')}</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {data.rows.map((row) => (
                <LineRow key={row.id} row={row} sitting={sitting} onSaved={saved} onMove={move} />
              ))}
            </tbody>
          </table>
          {data.total > shown_rows ? <p className={entry['rest']}>{t('from-paper.rest', { n: shown_rows })}</p> : null}
        </div>
      ) : data ? (
        <StateView icon={Users} title={q === '' ? t('from-paper.nobody') : t('roster.no-match', { text: q })} />
      ) : problem && problem.code !== 'unreachable' ? (
        <StateView icon={CircleAlert} tone="stop" title={t('from-paper.failed')}>
          <p>{refusalText(problem, t)}</p>
          <Button onPress={reload}>{t('common.try-again')}</Button>
        </StateView>
      ) : (
        <Loading label={t('common.reading')} />
      )}
    </div>
  )
}
