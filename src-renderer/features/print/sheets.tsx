/** The sheets of one sitting, each on paper or as a PDF. */
import { useState } from 'react'
import { Armchair, Award, ClipboardSignature, DoorOpen, FileDown, FileSpreadsheet, Files, Grid3x3, Printer, ScanBarcode, Timer } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Certificate } from '../../../src-shared/desk/certificates.ts'
import type { PrintedSheet } from '../../../src-shared/commands/printed-sheets.ts'
import type { Sitting } from '../../../src-shared/desk.ts'
import { certificates, paper, seatMap } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { useAwaitedKeys, useKeys } from '../../ui/key-store.ts'
import { saveFile } from '../../ui/save-file.ts'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { usePrinter } from '../../ui/use-printer.ts'
import type { Target } from '../../ui/use-printer.ts'
import { CertificatePage } from './certificate-page.tsx'
import { CertificatesForm } from './certificates-form.tsx'
import { ChoiceRow } from './choice-row.tsx'
import { PaperPage } from './paper-page.tsx'
import { readRoster } from './read-roster.ts'
import { rosterCsv } from './roster-csv.ts'
import { RosterPage } from './roster-page.tsx'
import { SeatPlanPage } from './seat-plan-page.tsx'
import { SHEETS } from './sheet-kinds.ts'
import type { Sheet } from './sheet-kinds.ts'
import { StockForm } from './stock-form.tsx'
import { StockPage } from './stock-page.tsx'
import styles from './print.module.css'

type Entry = Sheet | 'stock' | 'csv' | 'plan' | 'certificate'

const ICONS: Record<Entry, LucideIcon> = { attendance: ClipboardSignature, door: DoorOpen, seats: Grid3x3, ends: Timer, paper: Files, stock: ScanBarcode, csv: FileSpreadsheet, plan: Armchair, certificate: Award }

type Page = { kind: Sheet | 'plan' } | { kind: 'stock'; sheets: PrintedSheet[]; perPage: number } | { kind: 'certificate'; certificates: Certificate[] }

interface SheetsProps {
  sitting: Sitting
  site: string
  /** Whose certificate is wanted: the form of the certificates is open at once. */
  certified: string | null
  onLeave: () => void
}

export function Sheets({ sitting, site, certified, onLeave }: SheetsProps) {
  const { t, locale } = useI18n()
  const rows = useRemote(`print/${sitting.id}`, () => readRoster(sitting.id)).data
  const sheets = useRemote(`paper/${sitting.id}`, () => paper(sitting.id)).data
  const map = useRemote(`seats/${sitting.id}`, () => seatMap(sitting.id)).data
  const passed = useRemote(`certificates/${sitting.id}`, () => certificates(sitting.id)).data?.passed
  const [form, setForm] = useState<'stock' | 'certificate' | null>(certified === null ? null : 'certificate')
  const [target, setTarget] = useState<Target>('paper')
  const printer = usePrinter<Page>((page) => `${t(`print.${page.kind}`)} ${page.kind === 'certificate' && page.certificates.length === 1 ? page.certificates[0]?.name : sitting.title}`)
  const { page } = printer
  const print = (next: Page) => printer.print(next, target)

  function save(): void {
    if (rows) saveFile(`${sitting.title}.csv`, rosterCsv(rows, sitting, locale, t), 'text/csv;charset=utf-8')
  }
  const entries: { id: Entry; run: () => void }[] = [
    ...SHEETS.map((id) => ({ id, run: () => print({ kind: id }) })),
    { id: 'stock', run: () => setForm('stock') },
    { id: 'csv', run: save },
    { id: 'certificate', run: () => setForm('certificate') },
    ...(map && map.rooms.length > 0 ? [{ id: 'plan' as const, run: () => print({ kind: 'plan' }) }] : []),
  ]
  const isRead = rows !== null && sheets !== null && passed !== undefined
  // A key that is pressed before is for the sheets that come.
  useAwaitedKeys(!isRead)
  useKeys([
    { key: 'f', hint: t('print.key.pdf'), run: () => setTarget(target === 'pdf' ? 'paper' : 'pdf') },
    ...(form || !isRead
      ? []
      : [
          ...entries.map(({ run }, at) => ({ key: String(at + 1), ...(at === 0 ? { cap: `1 – ${entries.length}`, hint: t('print.key.print') } : {}), run })),
          { key: 'Escape', cap: 'Esc', hint: t('print.key.leave'), run: onLeave },
        ]),
  ])
  if (!isRead) return <Loading label={t('common.reading')} />
  if (rows.length === 0) {
    return (
      <StateView icon={ClipboardSignature} title={t('print.nobody')}>
        <p>{t('print.nobody.help')}</p>
      </StateView>
    )
  }
  return (
    <div className={styles['screen']}>
      <ChoiceRow label={t('print.to')} keyCap="F" options={['paper', 'pdf'] as const} chosen={target} name={(one) => t(one === 'pdf' ? 'print.save-pdf' : 'print.on-paper')} icon={(one) => (one === 'pdf' ? FileDown : Printer)} onChoose={setTarget} />
      {form === 'stock' ? (
        <StockForm sitting={sitting} rows={rows} paper={sheets} onSheets={(made, perPage) => (setForm(null), print({ kind: 'stock', sheets: made, perPage }))} onClose={() => setForm(null)} />
      ) : form ? (
        <CertificatesForm passed={passed} sitting={sitting} first={certified} pdf={target === 'pdf'} onPrint={(chosen) => print({ kind: 'certificate', certificates: chosen })} onClose={() => setForm(null)} />
      ) : (
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
      )}
      <p role="status" className={styles['help']}>
        {printer.said ?? (target === 'pdf' && !window.hallpass ? t('print.pdf') : '')}
      </p>
      {page?.kind === 'stock' ? (
        <StockPage sheets={page.sheets} codes={new Map(rows.map(({ id, code }) => [id, code]))} perPage={page.perPage} sitting={sitting} site={site} />
      ) : page?.kind === 'certificate' ? (
        <CertificatePage certificates={page.certificates} sitting={sitting} />
      ) : page?.kind === 'plan' ? (
        map ? <SeatPlanPage map={map} site={site} /> : null
      ) : page?.kind === 'paper' ? (
        <PaperPage paper={sheets} site={site} />
      ) : page ? (
        <RosterPage sheet={page.kind} rows={rows} sitting={sitting} site={site} />
      ) : null}
    </div>
  )
}
