/** The seat plan, drawn: each room as it stands, with the name on the seat. */
import type { RoomHere, SeatHere, SeatMap } from '../../../src-shared/desk/seats.ts'
import { shortName } from '../../ui/clock-time.ts'
import { useI18n } from '../../ui/i18n.ts'
import { PrintSheet } from '../../ui/print-sheet.tsx'
import { PageFoot, PageHead } from './page-frame.tsx'
import styles from './seat-plan-page.module.css'

export function SeatPlanPage({ map, site }: { map: SeatMap; site: string }) {
  const { t } = useI18n()
  return (
    <PrintSheet>
      <PageHead title={t('print.plan')} sitting={map.event} site={site} />
      {map.rooms.map((room) => (
        <article key={room.id}>
          <h2>
            {room.name}
            {room.separate ? ` · ${t('seats.separate')}` : ''}
          </h2>
          <p className={styles['front']}>{t('rooms.front')}</p>
          <RoomTable room={room} />
        </article>
      ))}
      {map.elsewhere.length > 0 ? <p>{`${t('seats.elsewhere')}: ${map.elsewhere.map(({ seat, sort_name }) => `${seat ?? ''} ${sort_name}`).join('; ')}`}</p> : null}
      {map.without.length > 0 ? <p>{t('seats.without', { n: map.without.length })}</p> : null}
      <PageFoot sitting={map.event} signed={false} />
    </PrintSheet>
  )
}

function RoomTable({ room }: { room: RoomHere }) {
  const at = new Map(room.seats.map((seat) => [`${seat.row}-${seat.column}`, seat]))
  const used = Array.from({ length: room.columns }, (_, column) => column + 1)
  return (
    <table className={styles['room']}>
      <tbody>
        {Array.from({ length: room.rows }, (_, row) => (
          <tr key={row + 1}>
            {used.map((column) => {
              const seat = at.get(`${row + 1}-${column}`)
              return seat ? <Seat key={column} seat={seat} /> : <td key={column} className={styles['gap']}>{'\u00A0'}</td>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Seat({ seat }: { seat: SeatHere }) {
  const { t } = useI18n()
  const who = seat.who && seat.state !== 'other' ? shortName(seat.who.sort_name) : seat.state === 'free' ? '' : t(`seats.state.${seat.state}`)
  return (
    <td className={styles['seat']}>
      <b>
        {seat.name}
        {seat.accessible ? ' ♿' : ''}
      </b>
      <bdi>{who}</bdi>
    </td>
  )
}
