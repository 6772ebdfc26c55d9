/** The hub of the site, at a desk that is none: which one it is, pairing with it or with another, or becoming it. */
import { useState } from 'react'
import { RadioTower, Router } from 'lucide-react'
import { asProblem } from '../../api/api-problem.ts'
import { becomeHub, leaveHub, ownHub, pairWithHub } from '../../api/hub-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { focusOn, SITE_HUB_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { PairingForm } from '../../ui/pairing-form.tsx'
import { refusalText } from '../../ui/refusal-text.ts'
import { shortDay } from '../../ui/time.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import { UnplugHub } from './unplug-hub.tsx'
import { useFocusKept } from './use-focus-kept.ts'
import styles from './hub.module.css'
import site from './site.module.css'

interface Props {
  mayChange: boolean
  zone: string
  takeChange: () => boolean
  onBecome: () => void
}

export function OwnHub({ mayChange, zone, takeChange, onBecome }: Props) {
  const { t, locale } = useI18n()
  const { data, reload } = useRemote('own-hub', ownHub)
  const [open, setOpen] = useState(false)
  useFocusKept(data !== null, takeChange)
  const [failed, setFailed] = useState<string | null>(null)
  const close = () => setOpen(false)
  const fail = (error: unknown) => setFailed(refusalText(asProblem(error), t) ?? t('common.failed'))
  const become = () => void becomeHub().then(onBecome, fail)
  const leave = () => void leaveHub().then(() => (reload(), focusOn(SITE_HUB_ID)), fail)
  const keys = [
    { key: 'p', cap: 'P', hint: t('own-hub.key.pair'), run: () => setOpen(true) },
    { key: 'h', cap: 'H', hint: t('own-hub.key.become'), run: become },
  ]
  useKeys(mayChange ? (open ? [{ key: 'Escape', cap: 'Esc', hint: t('common.leave-it'), run: close }] : keys) : [])

  if (!data || (data.hub === null && !mayChange)) return null
  const { hub } = data
  return (
    <section id={SITE_HUB_ID} tabIndex={-1} className={`${site['part']} ${site['beside']}`} aria-labelledby="own-hub-title">
      <h2 id="own-hub-title">{t('own-hub.title')}</h2>
      {hub ? (
        <p>
          {t('own-hub.paired', { name: hub.name, day: shortDay(hub.paired_at, zone, locale) })} <span className="mono">{hub.url}</span>
        </p>
      ) : (
        <p>{t('own-hub.none')}</p>
      )}
      {open ? (
        <>
          <PairingForm
            className={styles['form'] ?? ''}
            autoFocus
            onPair={async (typed) => {
              const outcome = await pairWithHub(typed)
              if ('fault' in outcome) return outcome.fault
              close()
              reload()
              return null
            }}
          >
            <p>{t('join.hub.help')}</p>
          </PairingForm>
          <div className={styles['do']}>
            <Button onPress={close}>{t('common.leave-it')}</Button>
          </div>
        </>
      ) : mayChange ? (
        <>
          <p>{t('own-hub.become.help')}</p>
          <div className={styles['do']}>
            <Button icon={Router} keyCap="P" onPress={() => setOpen(true)}>
              {hub ? t('own-hub.another') : t('join.hub.pair')}
            </Button>
            <Button icon={RadioTower} keyCap="H" onPress={become}>
              {t('own-hub.become')}
            </Button>
            {hub ? <UnplugHub label={t('own-hub.leave')} sure={t('own-hub.leave-sure')} onUnplug={leave} /> : null}
            <ToldLine kind="refused" text={failed} />
          </div>
        </>
      ) : null}
    </section>
  )
}
