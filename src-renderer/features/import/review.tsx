/** What would happen, or what happened: how many of each, every row that is not taken with its reason, and the file of them. */
import { useState } from 'react'
import { Check, FileDown, FileSpreadsheet, TriangleAlert, UserCheck, UserPlus, Users } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { saveFile } from '../../ui/save-file.ts'
import entry from '../../ui/entry-table.module.css'
import { badRowsCsv } from './bad-rows-csv.ts'
import type { Draft } from './draft.ts'
import type { ImportRun, RowOutcome } from './use-import.ts'
import { fieldText, whyText } from './why-text.ts'
import styles from './import.module.css'

const KINDS = ['refused', 'new', 'known', 'registered'] as const
type Kind = (typeof KINDS)[number]
const ICONS: Record<Kind, LucideIcon> = { refused: TriangleAlert, new: UserPlus, known: UserCheck, registered: Check }
/** Rows of one kind on the screen; the file of the rows that are not taken has them all. */
const shown_rows = 200

interface ReviewProps {
  draft: Draft
  run: ImportRun
  onImport: () => void
  onBack: () => void
  onRoster: () => void
  onAgain: () => void
}

export function Review({ draft, run, onImport, onBack, onRoster, onAgain }: ReviewProps) {
  const { t, locale } = useI18n()
  const { outcomes, phase } = run
  const counts = countsOf(outcomes)
  const [chosen, setChosen] = useState<Kind>(counts.refused > 0 ? 'refused' : counts.new > 0 ? 'new' : counts.known > 0 ? 'known' : 'registered')
  const done = phase === 'imported'
  const good = counts.new + counts.known
  const rows = outcomes.filter(({ outcome }) => outcome === chosen)
  const bad = outcomes.filter(({ outcome }) => outcome === 'refused')
  const save = () => saveFile(`${draft.table.name.replace(/\.\w+$/, '')}-${t('import.bad-file')}.csv`, badRowsCsv(draft.table, draft.header, bad, t), 'text/csv;charset=utf-8')
  useKeys([
    ...(done ? [{ key: 'Enter', hint: t('import.roster'), run: onRoster }] : good > 0 ? [{ key: 'Ctrl+Enter', cap: 'Ctrl Enter', hint: t('import.start'), in_text: true, run: onImport }] : []),
    ...(bad.length > 0 ? [{ key: 'd', cap: 'D', hint: t('import.download'), run: save }] : []),
    { key: 'Escape', cap: 'Esc', hint: done ? t('import.other-file') : t('import.back'), run: done ? onAgain : onBack },
  ])
  return (
    <div className={styles['step']}>
      <header className={styles['head']}>
        <h2 aria-live="polite">{done ? t('import.done', { n: good }) : t('import.would', { n: good })}</h2>
        <p>{run.stopped !== null ? t('import.halted', { n: run.stopped }) : done ? t('import.done.help') : t('import.would.help')}</p>
      </header>
      <FilterChips label={t('common.filter')} filters={KINDS} name={(kind) => t(`import.kind.${kind}`)} counts={counts} chosen={chosen} onChoose={setChosen} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard */}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('import.rows')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('import.col.row')}</th>
              <th scope="col">{t('import.col.person')}</th>
              <th scope="col">{t(chosen === 'refused' ? 'import.col.column' : 'import.col.outcome')}</th>
              {chosen === 'refused' ? <th scope="col">{t('import.col.why')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown_rows).map((row) => (
              <OutcomeRow key={row.n} row={row} kind={chosen} draft={draft} />
            ))}
          </tbody>
        </table>
        {rows.length > shown_rows ? <p className={entry['rest']}>{t('import.rest', { n: new Intl.NumberFormat(locale).format(rows.length - shown_rows) })}</p> : null}
      </div>
      {run.failed ? (
        <p role="alert" className={styles['wrong']}>
          {t('import.stopped', { why: run.failed })}
        </p>
      ) : null}
      <div className={styles['choices']}>
        {done ? (
          <Button kind="primary" icon={Users} keyCap="Enter" onPress={onRoster}>
            {t('import.roster')}
          </Button>
        ) : (
          <Button kind="primary" icon={FileSpreadsheet} keyCap="Ctrl Enter" disabled={good === 0} onPress={onImport}>
            {t('import.start-n', { n: good })}
          </Button>
        )}
        {bad.length > 0 ? (
          <Button icon={FileDown} keyCap="D" onPress={save}>
            {t('import.download')}
          </Button>
        ) : null}
        <Button keyCap="Esc" onPress={done ? onAgain : onBack}>
          {done ? t('import.other-file') : t('import.back')}
        </Button>
      </div>
    </div>
  )
}

function countsOf(outcomes: readonly RowOutcome[]): Record<Kind, number> {
  const counts: Record<Kind, number> = { refused: 0, new: 0, known: 0, registered: 0 }
  for (const { outcome } of outcomes) counts[outcome]++
  return counts
}

function OutcomeRow({ row, kind, draft }: { row: RowOutcome; kind: Kind; draft: Draft }) {
  const { t } = useI18n()
  return (
    <tr>
      <td className={styles['number']}>{row.n}</td>
      <td>
        <bdi>{personText(row.n, draft)}</bdi>
      </td>
      <td>
        {kind === 'refused' ? (
          fieldText(row, t)
        ) : (
          <Chip icon={ICONS[kind]} tone={kind === 'registered' ? 'plain' : 'done'}>
            {t(`import.kind.${kind}`)}
          </Chip>
        )}
      </td>
      {kind === 'refused' ? (
        <td>
          <span className={styles['why']}>
            <TriangleAlert aria-hidden size={16} /> {whyText(row, t)}
          </span>
        </td>
      ) : null}
    </tr>
  )
}

/** The name and the code that the row has. */
function personText(n: number, { table, mapping }: Draft): string {
  const cells = table.rows[placeOf(n, table.rows)]?.cells ?? []
  const of = (...fields: string[]) => mapping.flatMap((field, at) => (field !== null && fields.includes(field) ? [cells[at] ?? ''] : [])).filter((text) => text !== '')
  return [[...of('first_name'), ...of('last_name'), ...of('name')].join(' '), ...of('code')].filter((text) => text !== '').join(' · ')
}

/** Rows are in the order of their numbers; empty ones of the file are left out. */
function placeOf(n: number, rows: Draft['table']['rows']): number {
  let [from, to] = [0, rows.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((rows[middle]?.n ?? n) < n) from = middle + 1
    else to = middle
  }
  return from
}
