/** What each column says: guessed, shown with its first values, and changed where the guess is wrong. */
import { useEffect, useRef } from 'react'
import { ArrowRight } from 'lucide-react'
import type { FormChoice, TransferSitting } from '../../../src-shared/desk/door.ts'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { clockTime, shortDay } from '../../ui/time.ts'
import { FIELDS, withField } from './columns.ts'
import type { Field } from './columns.ts'
import type { Draft } from './draft.ts'
import { DATE_ORDERS } from './typed-date.ts'
import type { DateOrder } from './typed-date.ts'
import styles from './import.module.css'

interface MapColumnsProps {
  draft: Draft
  sittings: TransferSitting[]
  forms: FormChoice[]
  /** Why the check did not happen. */
  failed: string | null
  onChange: (draft: Draft) => void
  onNext: () => void
  onBack: () => void
}

const sample_rows = 3

export function MapColumns({ draft, sittings, forms, failed, onChange, onNext, onBack }: MapColumnsProps) {
  const { t, locale } = useI18n()
  const { table, header, mapping, order, event, assessment } = draft
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => first.current?.focus(), [])
  const rows = header === null ? table.rows : table.rows.slice(1)
  const named = (['name', 'first_name', 'last_name'] as const).some((field) => mapping.includes(field))
  const placed = event !== null || mapping.includes('sitting_day')
  const formed = mapping.includes('assessment') || assessment !== null
  const ready = named && placed && formed
  const dated = mapping.includes('birth_date') || mapping.includes('sitting_day')
  useKeys([
    { key: 'Ctrl+Enter', cap: 'Ctrl Enter', hint: t('import.key.next'), in_text: true, run: () => ready && onNext() },
    { key: 'Escape', cap: 'Esc', hint: t('import.key.other-file'), run: onBack },
  ])
  return (
    <div className={styles['step']}>
      <header className={styles['head']}>
        <h2>{t('import.columns', { name: table.name, n: rows.length })}</h2>
        <p>{t('import.columns.help')}</p>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard */}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('import.columns.table')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('import.col.column')}</th>
              <th scope="col">{t('import.col.says')}</th>
              <th scope="col">{t('import.col.first-values')}</th>
            </tr>
          </thead>
          <tbody>
            {mapping.map((field, at) => (
              // A column is what it is by its place.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={at}>
                <th scope="row">
                  <bdi>{header?.[at] || t('import.column-n', { n: at + 1 })}</bdi>
                </th>
                <td>
                  <select
                    {...(at === 0 ? { ref: first } : {})}
                    className={styles['field']}
                    aria-label={t('import.says', { column: header?.[at] || t('import.column-n', { n: at + 1 }) })}
                    value={field ?? ''}
                    onChange={({ target }) => onChange({ ...draft, mapping: withField(mapping, at, target.value === '' ? null : (target.value as Field)) })}
                  >
                    <option value="">{t('import.field.none')}</option>
                    {FIELDS.map((one) => (
                      <option key={one} value={one}>
                        {t(`import.field.${one}`)}
                      </option>
                    ))}
                  </select>
                </td>
                <td className={styles['sample']}>
                  <bdi>{rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '').slice(0, sample_rows).join(' · ')}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles['choices']}>
        <label className={ask['label']}>
          {t('import.sitting')}
          <select value={event ?? ''} onChange={({ target }) => onChange({ ...draft, event: target.value === '' ? null : target.value })}>
            <option value="">{t('import.sitting.by-row')}</option>
            {sittings.map((one) => (
              <option key={one.id} value={one.id}>
                {shortDay(one.start, one.time_zone, locale)} {clockTime(one.start, one.time_zone, locale)}, {one.title}
              </option>
            ))}
          </select>
        </label>
        <label className={ask['label']}>
          {t('import.form')}
          <select value={assessment ?? ''} onChange={({ target }) => onChange({ ...draft, assessment: target.value === '' ? null : target.value })}>
            <option value="">{t('import.form.by-row')}</option>
            {forms.map(({ code, name }) => (
              <option key={code} value={code}>
                {name} ({code})
              </option>
            ))}
          </select>
        </label>
        {dated ? (
          <label className={ask['label']}>
            {t('import.dates')}
            <select value={order} onChange={({ target }) => onChange({ ...draft, order: target.value as DateOrder })}>
              {DATE_ORDERS.map((one) => (
                <option key={one} value={one}>
                  {t(`import.dates.${one}`)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <Button kind="primary" icon={ArrowRight} keyCap="Ctrl Enter" disabled={!ready} onPress={onNext}>
          {t('import.next')}
        </Button>
        <Button keyCap="Esc" onPress={onBack}>
          {t('import.other-file')}
        </Button>
      </div>
      <p role="status" className={styles['missing']}>
        {[named ? '' : t('import.needs-name'), placed ? '' : t('import.needs-sitting'), formed ? '' : t('import.needs-form')].filter((text) => text !== '').join(' ')}
      </p>
      {failed ? (
        <p role="alert" className={styles['wrong']}>
          {failed}
        </p>
      ) : null}
    </div>
  )
}
