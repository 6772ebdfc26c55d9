/** Says so calmly when the station behind the window is away for a moment, or for good. */
import { CircleAlert, RefreshCw } from 'lucide-react'
import { useLive } from '../api/live-store.ts'
import { useI18n } from '../ui/i18n.ts'
import tones from '../ui/tone.module.css'
import styles from './frame.module.css'

export function StationStrip() {
  const { t } = useI18n()
  const { station, message } = useLive()
  if (station === 'ready') return null
  const failed = station === 'failed'
  const Icon = failed ? CircleAlert : RefreshCw
  return (
    <p className={`${styles['strip']} ${tones[failed ? 'stop' : 'wait']}`} role="status">
      <Icon aria-hidden size={20} />
      <span>
        {t(failed ? 'station.failed' : 'station.restarting')}
        {failed && message ? ` ${message}` : ''}
      </span>
    </p>
  )
}
