/** What every sheet begins and ends with: what it is of, and when it was printed. */
import type { Sitting } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { stationNow } from '../../ui/ticking.tsx'
import { clockTime, dayName } from '../../ui/time.ts'

export function PageHead({ title, sitting, site }: { title: string; sitting: Sitting; site: string }) {
  const { t, locale } = useI18n()
  const time = (instant: string) => clockTime(instant, sitting.time_zone, locale)
  return (
    <>
      <h1>{title}</h1>
      <p>
        {site} · {sitting.title} · {dayName(sitting.start, sitting.time_zone, locale)}, {t('heading.sitting', { from: time(sitting.start), to: time(sitting.end) })}
      </p>
    </>
  )
}

export function PageFoot({ sitting, signed }: { sitting: Sitting; signed: boolean }) {
  const { t, locale } = useI18n()
  const now = new Date(stationNow()).toISOString()
  return (
    <>
      {signed ? (
        <div className="sign-lines">
          <span>{t('print.sign-one')}</span>
          <span>{t('print.sign-two')}</span>
        </div>
      ) : null}
      <p>{t('print.printed', { day: dayName(now, sitting.time_zone, locale), time: clockTime(now, sitting.time_zone, locale) })}</p>
    </>
  )
}
