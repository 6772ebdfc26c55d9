/** The page that shows that the printer is on and has paper: what could be said before the day, and letters of many names. */
import type { Readiness } from '../../../src-shared/readiness.ts'
import { useI18n } from '../../ui/i18n.ts'
import { PrintSheet } from '../../ui/print-sheet.tsx'
import { stationNow } from '../../ui/ticking.tsx'
import { clockTime, dayName } from '../../ui/time.ts'
import { answerOf } from './answer.ts'
import { checkFact } from './check-words.ts'

/** What a printer's own letters often lack. */
const LETTERS = 'Àé Ñ Œ Șț Ż Ø Þ Ğ · Ελ · Жя · 李 佐藤 김 · محمد · עדי · ऋतु'

export function TestPage({ readiness, site, zone }: { readiness: Readiness; site: string; zone: string }) {
  const { t, locale } = useI18n()
  const now = new Date(stationNow()).toISOString()
  return (
    <PrintSheet>
      <h1>{t('ready.test-page')}</h1>
      <p>
        {site} · {t('print.printed', { day: dayName(now, zone, locale), time: clockTime(now, zone, locale) })}
      </p>
      <p>
        {t('ready.question')} <b>{answerOf(readiness, t).text}</b>
      </p>
      <table>
        <tbody>
          {readiness.checks.map((check) => (
            <tr key={check.code}>
              <th scope="row">{t(`ready.${check.code}`)}</th>
              <td className="whole">{t(`ready.state.${check.state}`)}</td>
              <td>{checkFact(check, zone, locale, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {t('ready.letters')} <bdi>{LETTERS}</bdi>
      </p>
    </PrintSheet>
  )
}
