/** The second way to become a desk: through a laptop of the site that is its hub, by the code that it shows. */
import type { DeskState } from '../../../src-shared/desk.ts'
import { pairWithHub } from '../../api/hub-api.ts'
import { useI18n } from '../../ui/i18n.ts'
import { PairingForm } from '../../ui/pairing-form.tsx'
import styles from './join.module.css'

interface HubFormProps {
  busy: boolean
  onBusy: (busy: boolean) => void
  onJoined: (state: DeskState) => void
}

export function HubForm({ busy, onBusy, onJoined }: HubFormProps) {
  const { t } = useI18n()
  return (
    <PairingForm
      className={styles['way'] ?? ''}
      disabled={busy}
      onPair={async (hub) => {
        onBusy(true)
        const outcome = await pairWithHub(hub)
        onBusy(false)
        if ('fault' in outcome) return outcome.fault
        onJoined(outcome.state)
        return null
      }}
    >
      <h2>{t('join.hub')}</h2>
      <p>{t('join.hub.help')}</p>
    </PairingForm>
  )
}
