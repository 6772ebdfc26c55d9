/** Everyone who was given paper, each sheet with its state. */
import { useEffect } from 'react'
import type { PaperSheet } from '../../../src-shared/desk/paper.ts'
import { useI18n } from '../../ui/i18n.ts'
import { SeatTag } from '../../ui/seat-tag.tsx'
import { SHEET_LOOK } from './sheet-look.ts'
import { countState } from './sheet-list.ts'
import type { ShownHolder } from './sheet-list.ts'
import tones from '../../ui/tone.module.css'
import styles from './paper-list.module.css'

const STATES = ['issued', 'returned', 'missing', 'destroyed', 'printed', 'void'] as const

interface PaperListProps {
  holders: readonly ShownHolder[]
  marked: string | null
  onMark: (code: string) => void
}

export function PaperList({ holders, marked, onMark }: PaperListProps) {
  const { t } = useI18n()
  useEffect(() => {
    if (marked !== null) document.getElementById(sheetId(marked))?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const nameOf = ({ registration, sort_name }: ShownHolder) => (registration === null && sort_name === '' ? t('paper.spare') : sort_name)
  return (
    <ul className={styles['list']} aria-label={t('paper.list')}>
      {holders.map((holder) => (
        <li key={holder.registration ?? holder.name} className={styles['holder']}>
          <SeatTag seat={holder.seat} />
          <div className={styles['who']}>
            <p className={styles['name']}>
              <bdi>{nameOf(holder)}</bdi>
            </p>
            <p className={styles['below']}>
              <span className="mono">{holder.code}</span>
              {STATES.map((state) => ({ state, n: countState(holder.sheets, state) }))
                .filter(({ n }) => n > 0)
                .map(({ state, n }) => (
                  <span key={state} className={styles[state]}>
                    {t(`paper.n.${state}`, { n })}
                  </span>
                ))}
            </p>
          </div>
          <ul className={styles['sheets']} aria-label={t('paper.sheets-of', { name: nameOf(holder) })}>
            {holder.shown.map((sheet) => (
              <li key={sheet.code}>
                <SheetButton sheet={sheet} marked={sheet.code === marked} onMark={onMark} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function SheetButton({ sheet, marked, onMark }: { sheet: PaperSheet; marked: boolean; onMark: (code: string) => void }) {
  const { t } = useI18n()
  const { icon: Icon, tone } = SHEET_LOOK[sheet.state]
  return (
    // The keys of the screen work on the marked sheet; the focus stays with them.
    <button id={sheetId(sheet.code)} type="button" tabIndex={-1} aria-pressed={marked} className={`${styles['sheet']} ${tones[tone]}`} onClick={() => onMark(sheet.code)}>
      <Icon aria-hidden size={16} />
      <span className={styles['code']}>{sheet.code}</span>
      <span>{t(`paper.state.${sheet.state}`)}</span>
    </button>
  )
}

function sheetId(code: string): string {
  return `sheet-${code}`
}
