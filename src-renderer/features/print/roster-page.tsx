/** The sheets that list candidates: attendance with a line to sign, the door list, the seats, the end times. */
import type { RosterRow, Sitting } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import type { Translate } from '../../ui/i18n.ts'
import { PrintSheet } from '../../ui/print-sheet.tsx'
import { clockTime } from '../../ui/time.ts'
import { bySeat, endOf } from './order-rows.ts'
import { PageFoot, PageHead } from './page-frame.tsx'
import type { Sheet } from './sheet-kinds.ts'

type RosterSheet = Exclude<Sheet, 'paper'>

interface Column {
  name: string
  cell: (row: RosterRow, at: number) => string
  /** Room to write, in millimetres. */
  room?: number
  /** Never broken into two lines. */
  whole?: boolean
}

export function RosterPage({ sheet, rows, sitting, site }: { sheet: RosterSheet; rows: RosterRow[]; sitting: Sitting; site: string }) {
  const { t, locale } = useI18n()
  const time = (instant: string) => clockTime(instant, sitting.time_zone, locale)
  const columns = columnsOf(sheet, t, (row) => time(endOf(row, sitting)))
  const listed = sheet === 'seats' || sheet === 'ends' ? rows.toSorted(bySeat) : rows
  return (
    <PrintSheet>
      <PageHead title={t(`print.${sheet}`)} sitting={sitting} site={site} />
      <table>
        <thead>
          <tr>
            {columns.map(({ name, room }) => (
              <th key={name} scope="col" style={room === undefined ? {} : { inlineSize: `${room}mm` }}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listed.map((row, at) => (
            <tr key={row.id}>
              {columns.map(({ name, cell, whole }) => (
                <td key={name} className={whole ? 'whole' : ''}>
                  {cell(row, at)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <PageFoot sitting={sitting} signed={sheet === 'attendance'} />
    </PrintSheet>
  )
}

function columnsOf(sheet: RosterSheet, t: Translate, end: (row: RosterRow) => string): Column[] {
  const number: Column = { name: '#', cell: (_row, at) => String(at + 1) }
  const name: Column = { name: t('print.col.name'), cell: ({ sort_name }) => sort_name }
  const code: Column = { name: t('print.col.code'), cell: (row) => row.code, whole: true }
  const seat: Column = { name: t('print.col.seat'), cell: (row) => row.seat ?? '' }
  const extra: Column = { name: t('print.col.accommodations'), cell: ({ accommodations, extra_minutes }) => [...accommodations, ...(extra_minutes > 0 ? [t('print.minutes', { n: extra_minutes })] : [])].join(', ') }
  const write = (key: 'time' | 'id' | 'signature' | 'sheets', room: number): Column => ({ name: t(`print.col.${key}`), cell: () => '', room })
  switch (sheet) {
    case 'attendance':
      return [number, name, code, seat, write('time', 18), write('id', 14), write('sheets', 18), write('signature', 48)]
    case 'door':
      return [name, code, seat]
    case 'seats':
      return [seat, name, code, extra]
    case 'ends':
      return [seat, name, extra, { name: t('print.col.end'), cell: (row) => end(row) }]
  }
}
