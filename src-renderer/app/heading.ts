/** Where and when the desk is, in two lines. */
import type { DeskState, Sitting } from '../../src-shared/desk.ts'
import { useI18n } from '../ui/i18n.ts'
import { clockTime, dayName, zoneName } from '../ui/time.ts'
import type { Place } from './route-store.ts'
import { useNow } from './use-now.ts'

export interface Heading {
  title: string
  subtitle: string
}

export function useHeading(place: Place, sitting: Sitting | null, state: DeskState): Heading {
  const { t, locale } = useI18n()
  const now = useNow().toISOString()
  const zone = state.site?.time_zone ?? 'UTC'
  const site = state.site?.name ?? ''
  const where = `${site} · ${zoneName(zone, locale)}`
  switch (place) {
    case 'today':
      return { title: site, subtitle: `${dayName(now, zone, locale)} · ${zoneName(zone, locale)}` }
    case 'roster':
    case 'seats':
    case 'clock':
    case 'incidents':
    case 'scores':
    case 'print':
    case 'import':
    case 'from-paper':
    case 'paper': {
      const paper = place === 'roster' ? '' : t(`heading.${place}`)
      if (!sitting) return { title: paper || t('heading.everyone'), subtitle: where }
      const [from, to] = [sitting.start, sitting.end].map((instant) => clockTime(instant, sitting.time_zone, locale))
      const other = dayName(now, zone, locale) === dayName(sitting.start, sitting.time_zone, locale) ? '' : `${dayName(sitting.start, sitting.time_zone, locale)} · `
      return { title: sitting.title, subtitle: `${paper ? `${paper} · ` : ''}${other}${t('heading.sitting', { from: from ?? '', to: to ?? '' })} · ${site} · ${zoneName(sitting.time_zone, locale)}` }
    }
    case 'sync':
      return { title: t('place.sync'), subtitle: `${site} · ${t('heading.laptop', { name: state.station.name })}` }
    case 'ready':
      return { title: t('ready.title'), subtitle: `${where} · ${t('heading.laptop', { name: state.station.name })}` }
    case 'site':
      return { title: t('place.site'), subtitle: where }
  }
}
