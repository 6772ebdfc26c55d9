/** Paper for one sitting: what is printed before it, at the door, in the room and after it; and the roster as a table file. */
import { useEffect, useState } from 'react'
import { Armchair, ClipboardSignature, DoorOpen, FileSpreadsheet, Files, Grid3x3, Timer } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Sitting } from '../../../src-shared/desk.ts'
import { paper, seatMap } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { useKeys } from '../../ui/key-store.ts'
import { printPage } from '../../ui/print-sheet.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { PaperPage } from './paper-page.tsx'
import { readRoster } from './read-roster.ts'
import { RosterPage } from './roster-page.tsx'
import { rosterCsv } from './roster-csv.ts'
import { SeatPlanPage } from './seat-plan-page.tsx'
import styles from './print.module.css'

const SHEETS = ['attendance', 'door', 'seats', 'ends', 'paper'] as const
export type Sheet = (typeof SHEETS)[number]
const ICONS: Record<Sheet | 'csv' | 'plan', LucideIcon> = { plan: Armchair, attendance: ClipboardSignature, door: DoorOpen, seats: Grid3x3, ends: Timer, paper: Files, csv: FileSpreadsheet }

interface PrintScreenProps {
  event: string | null
  /** Today's and tomorrow's; null while they are being read. */
  sittings: Sitting[] | null
  site: string
  onPick: (event: string | null) => void
}

export function PrintScreen({ event, sittings, site, onPick }: PrintScreenProps) {
  const { t } = useI18n()
  if (sittings === null) return <Loading label={t('common.reading')} />
  const sitting = sittings.find(({ id }) => id === event)
  if (!sitting) return <SittingCards title={t('print.pick')} sittings={sittings} note={({ counts }) => t('print.note', { n: counts.total })} onPick={onPick} />
  return <Sheets key={sitting.id} sitting={sitting} site={site} onLeave={() => onPick(null)} />
}

function Sheets({ sitting, site, onLeave }: { sitting: Sitting; site: string; onLeave: () => void }) {
  const { t, locale } = useI18n()
  const rows = useRemote(`print/${sitting.id}`, () => readRoster(sitting.id)).data
  const sheets = useRemote(`paper/${sitting.id}`, () => paper(sitting.id)).data
  const map = useRemote(`seats/${sitting.id}`, () => seatMap(sitting.id)).data
  const [sheet, setSheet] = useState<Sheet | 'plan' | null>(null)
  // The page has to be there before the dialog copies it.
  useEffect(() => {
    if (sheet === null) return
    printPage()
    setSheet(null)
  }, [sheet])

  function save(): void {
    if (rows) saveFile(`${sitting.title}.csv`, rosterCsv(rows, sitting, locale, t), 'text/csv;charset=utf-8')
  }
  const drawn = map && map.rooms.length > 0 ? [{ id: 'plan' as const, run: () => setSheet('plan') }] : []
  const entries: { id: Sheet | 'csv' | 'plan'; run: () => void }[] = [...SHEETS.map((id) => ({ id, run: () => setSheet(id) })), { id: 'csv' as const, run: save }, ...drawn]
  useKeys([
    ...entries.map(({ run }, at) => ({ key: String(at + 1), ...(at === 0 ? { cap: `1 – ${entries.length}`, hint: t('print.key.print') } : {}), run })),
    { key: 'Escape', cap: 'Esc', hint: t('print.key.leave'), run: onLeave },
  ])
  if (!rows || !sheets) return <Loading label={t('common.reading')} />
  if (rows.length === 0) {
    return (
      <StateView icon={ClipboardSignature} title={t('print.nobody')}>
        <p>{t('print.nobody.help')}</p>
      </StateView>
    )
  }
  return (
    <div className={styles['screen']}>
      <ul className={styles['sheets']}>
        {entries.map(({ id, run }, at) => {
          const Icon = ICONS[id]
          return (
            <li key={id}>
              <button type="button" className={styles['sheet']} onClick={run}>
                <Icon aria-hidden size={28} />
                <span className={styles['words']}>
                  <b>{t(`print.${id}`)}</b>
                  <span>{t(`print.${id}.help`)}</span>
                </span>
                <KeyCap>{at + 1}</KeyCap>
              </button>
            </li>
          )
        })}
      </ul>
      <p className={styles['help']}>{t('print.pdf')}</p>
      {sheet === 'plan' && map ? <SeatPlanPage map={map} site={site} /> : sheet === 'paper' ? <PaperPage paper={sheets} site={site} /> : sheet && sheet !== 'plan' ? <RosterPage sheet={sheet} rows={rows} sitting={sitting} site={site} /> : null}
    </div>
  )
}
