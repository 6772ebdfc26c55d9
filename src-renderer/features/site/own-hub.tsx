/** The hub of the site, at a desk that is none: which one it is, and pairing with it or with another. */
import { useState } from 'react'
import { Router } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import { hubView, ownHub, pairWithHub } from '../../api/hub-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { PairingForm } from '../../ui/pairing-form.tsx'
import { shortDay } from '../../ui/time.ts'
import styles from './hub.module.css'
import site from './site.module.css'

export function OwnHub({ user, zone }: { user: DeskUser; zone: string }) {
  const { t, locale } = useI18n()
  const isHub = useRemote(user.role === 'proctor' ? null : 'is-hub', hubView)
  const { data, reload } = useRemote('own-hub', ownHub)
  const [open, setOpen] = useState(false)
  // A laptop that is a hub itself shows its desks in this place.
  const mayPair = isHub.problem?.status === 404
  const close = () => setOpen(false)
  useKeys(mayPair ? (open ? [{ key: 'Escape', cap: 'Esc', hint: t('common.leave-it'), run: close }] : [{ key: 'p', cap: 'P', hint: t('own-hub.key.pair'), run: () => setOpen(true) }]) : [])

  if (!data || (data.hub === null && !mayPair)) return null
  const { hub } = data
  return (
    <section className={`${site['part']} ${site['beside']}`} aria-labelledby="own-hub-title">
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
      ) : mayPair ? (
        <div className={styles['do']}>
          <Button icon={Router} keyCap="P" onPress={() => setOpen(true)}>
            {hub ? t('own-hub.another') : t('join.hub.pair')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
