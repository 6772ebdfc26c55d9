/** The reports of a sitting on paper, with two lines to sign. */
import type { Incident, Incidents } from '../../../src-shared/desk/incidents.ts'
import { useI18n } from '../../ui/i18n.ts'
import { PrintSheet } from '../../ui/print-sheet.tsx'
import { stationNow } from '../../ui/ticking.tsx'
import { clockTime, dayName } from '../../ui/time.ts'
import { typeWords } from './incident-words.ts'

export function IncidentPage({ data, incidents }: { data: Incidents; incidents: readonly Incident[] }) {
  const { t, locale } = useI18n()
  const { event, site } = data
  const time = (instant: string | null) => (instant === null ? '' : clockTime(instant, event.time_zone, locale))
  const now = new Date(stationNow()).toISOString()
  return (
    <PrintSheet>
      <h1>{t('incident.page')}</h1>
      <p>
        {site} · {event.title} · {dayName(event.start, event.time_zone, locale)}, {time(event.start)} – {time(event.end)}
      </p>
      <table>
        <thead>
          <tr>
            {(['time', 'type', 'about', 'seat', 'text', 'by'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`incident.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {incidents.map((incident) => (
            <tr key={incident.id}>
              <td>{time(incident.at)}</td>
              <td>
                {typeWords(incident.type, t).area}: {typeWords(incident.type, t).kind}
              </td>
              <td>
                {incident.name ? `${incident.name}${incident.code ? ` (${incident.code})` : ''}` : t('incident.whole-sitting')}
                {incident.people.length > 0 ? `; ${t('incident.with', { who: incident.people.join(', ') })}` : ''}
              </td>
              <td>{incident.seat ?? ''}</td>
              <td>
                {incident.text}
                {incident.withdrawn_at ? ` [${t('incident.withdrawn-by', { who: incident.withdrawn_by ?? '', time: time(incident.withdrawn_at), why: incident.withdrawn_reason ?? '' })}]` : ''}
              </td>
              <td>
                {incident.reported_by} {time(incident.reported_at)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {incidents.length === 0 ? <p>{t('incident.empty')}</p> : null}
      <div className="sign-lines">
        <span>{t('incident.sign-one')}</span>
        <span>{t('incident.sign-two')}</span>
      </div>
      <p>{t('incident.printed', { day: dayName(now, event.time_zone, locale), time: time(now) })}</p>
    </PrintSheet>
  )
}
