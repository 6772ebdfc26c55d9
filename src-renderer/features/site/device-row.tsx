/** One paired desk. Removing it takes a second press, in its own place, so that nothing else has to wait. */
import { useEffect, useRef, useState } from 'react'
import { Clock, Laptop, Trash2, Wifi } from 'lucide-react'
import type { HubDevice } from '../../../src-shared/hub.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useI18n } from '../../ui/i18n.ts'
import type { Translate } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import type { Locale } from '../../ui/preferences.ts'
import { calendarDay, clockTime, shortDay } from '../../ui/time.ts'
import styles from './hub.module.css'

export function DeviceRow({ device, zone, onRemove }: { device: HubDevice; zone: string; onRemove: () => void }) {
  const { t, locale } = useI18n()
  const [asking, setAsking] = useState(false)
  const { name, connected, paired_at, paired_by } = device
  const row = useRef<HTMLLIElement>(null)
  const asked = useRef(false)
  useKeys(asking ? [{ key: 'Escape', cap: 'Esc', hint: t('common.leave-it'), run: () => setAsking(false) }] : [])
  // The button that had the focus is gone: it goes on to the answer that changes nothing, and back to the question.
  useEffect(() => {
    if (asking || asked.current) row.current?.querySelector<HTMLElement>('button:last-of-type')?.focus()
    asked.current = asking
  }, [asking])
  return (
    <li ref={row} className={styles['device']}>
      <Laptop aria-hidden size={22} />
      <div className={styles['who']}>
        <b>
          <bdi>{name}</bdi>
        </b>
        <span>{t('hub.by', { day: shortDay(paired_at, zone, locale), who: paired_by })}</span>
      </div>
      {connected ? (
        <Chip icon={Wifi} tone="done">
          {t('hub.connected')}
        </Chip>
      ) : (
        <Chip icon={Clock}>{lastHeard(device, zone, locale, t)}</Chip>
      )}
      {asking ? null : (
        <Button icon={Trash2} label={t('hub.remove-who', { name })} onPress={() => setAsking(true)}>
          {t('hub.remove')}
        </Button>
      )}
      {asking ? (
        <div className={styles['sure']} role="group" aria-label={t('hub.remove-who', { name })}>
          <p>{t('hub.remove-sure', { name })}</p>
          <Button kind="stop" icon={Trash2} onPress={onRemove}>
            {t('hub.remove')}
          </Button>
          <Button onPress={() => setAsking(false)}>{t('common.leave-it')}</Button>
        </div>
      ) : null}
    </li>
  )
}

function lastHeard({ last_contact }: HubDevice, zone: string, locale: Locale, t: Translate): string {
  if (last_contact === null) return t('hub.never')
  const time = clockTime(last_contact, zone, locale)
  const isToday = calendarDay(new Date(last_contact), zone) === calendarDay(new Date(), zone)
  return isToday ? t('hub.seen-today', { time }) : t('hub.seen', { day: shortDay(last_contact, zone, locale), time })
}
