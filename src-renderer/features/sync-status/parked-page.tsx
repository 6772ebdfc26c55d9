/** On paper: what headquarters has not taken, and what has not been sent yet. */
import type { Waiting } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { PrintSheet } from '../../ui/print-sheet.tsx'
import { sentenceText } from '../../ui/refusal-text.ts'
import { clockTime } from '../../ui/time.ts'
import { recordRows } from './record-rows.ts'
import { commandWord, fieldWord, valueText } from './words.ts'

const COLUMNS = ['sync.col.when', 'sync.col.what', 'sync.col.whom', 'sync.col.by', 'parked.col.why', 'parked.col.here', 'parked.col.there'] as const

export function ParkedPage({ waiting: { items, conflicts }, zone }: { waiting: Waiting; zone: string }) {
  const { t, locale } = useI18n()
  const time = (at: string | null) => (at === null ? '' : clockTime(at, zone, locale))
  const text = (value: unknown) => valueText(value, zone, locale, t)
  function sideText(card: Waiting['conflicts'][number], side: 'mine' | 'theirs'): string {
    const record = recordRows(card.mine, card.theirs)
    if (!record) return text(card[side])
    return record[side].map(({ field, value }) => `${fieldWord(field, t)}: ${text(value)}`).join(', ') || t('value.nothing')
  }
  return (
    <PrintSheet>
      <h1>{t('parked.title')}</h1>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {conflicts.map((card) => (
            <tr key={card.id}>
              <td>{time(card.mine_at)}</td>
              <td>{card.command ? commandWord(card.command, t) : card.field ? fieldWord(card.field, t) : card.collection}</td>
              <td>{card.candidate ?? card.record_id}</td>
              <td>{card.mine_by ?? ''}</td>
              <td>{card.kind === 'rejected' ? `${t('parked.refused')}: ${sentenceText(card.message ?? '', t) ?? card.message ?? ''}` : t('parked.conflict')}</td>
              <td>{sideText(card, 'mine')}</td>
              <td>{card.kind === 'rejected' ? t('conflict.not-taken') : sideText(card, 'theirs')}</td>
            </tr>
          ))}
          {items.map((item) => (
            <tr key={item.op}>
              <td>{time(item.at)}</td>
              <td>{commandWord(item.command, t)}</td>
              <td>{item.candidate ?? ''}</td>
              <td>{item.who}</td>
              <td colSpan={3}>{t('sync-state.waiting')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PrintSheet>
  )
}
