/** The other desks of the site, at the laptop that is their hub; for leads and administrators. */
import { useEffect, useRef, useState } from 'react'
import { Plus } from 'lucide-react'
import type { HubDevice, HubView } from '../../../src-shared/hub.ts'
import { asProblem } from '../../api/api-problem.ts'
import { ceaseHub, removeHubDevice, showHubCode } from '../../api/hub-api.ts'
import { Button } from '../../ui/button.tsx'
import { SITE_HUB_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { UnplugHub } from './unplug-hub.tsx'
import { ToldLine } from '../../ui/told-line.tsx'
import { CodeCard } from './code-card.tsx'
import { DeviceRow } from './device-row.tsx'
import { useFocusKept } from './use-focus-kept.ts'
import styles from './hub.module.css'
import site from './site.module.css'

interface HubPartProps {
  hub: HubView
  zone: string
  reload: () => void
  takeChange: () => boolean
  onCeased: () => void
}

export function HubPart({ hub, zone, reload, takeChange, onCeased }: HubPartProps) {
  const { t } = useI18n()
  const [said, setSaid] = useState<{ text: string; failed: boolean } | null>(null)
  const actions = useRef<HTMLDivElement>(null)
  const reachable = hub.addresses.length > 0
  useFocusKept(true, takeChange)
  useNewcomers(hub.devices, ({ name }) => setSaid({ text: t('hub.paired', { name }), failed: false }))

  function attempt(send: () => Promise<string | null>): void {
    send().then(
      (text) => (setSaid(text === null ? null : { text, failed: false }), reload()),
      (error: unknown) => setSaid({ text: refusalText(asProblem(error), t) ?? t('common.failed'), failed: true }),
    )
  }
  const show = () => attempt(async () => (await showHubCode(), null))
  const remove = ({ id, name }: HubDevice) =>
    attempt(async () => {
      await removeHubDevice(id)
      // Its row goes, and the focus with it.
      actions.current?.querySelector('button')?.focus()
      return t('hub.removed', { name })
    })
  useKeys(reachable ? [{ key: 'p', cap: 'P', hint: t('hub.key.pair'), run: show }] : [])

  return (
    <section id={SITE_HUB_ID} tabIndex={-1} className={`${site['part']} ${site['beside']} ${styles['part']}`} aria-labelledby="hub-title">
      <h2 id="hub-title">{t('hub.title')}</h2>
      <p>{reachable ? t('hub.about') : t('hub.alone')}</p>
      {hub.code && reachable ? <CodeCard code={hub.code} addresses={hub.addresses} /> : null}
      {reachable ? (
        <div ref={actions} className={styles['do']}>
          <Button icon={Plus} kind={hub.code ? 'quiet' : 'primary'} keyCap="P" onPress={show}>
            {hub.code ? t('hub.another') : t('hub.pair')}
          </Button>
          <ToldLine kind="done" text={said?.failed ? null : said?.text} />
          <ToldLine kind="refused" text={said?.failed ? said.text : null} />
        </div>
      ) : null}
      {hub.devices.length > 0 ? (
        <>
          <h3>{t('hub.devices', { n: hub.devices.length })}</h3>
          <ul className={styles['devices']}>
            {hub.devices.map((device) => (
              <DeviceRow key={device.id} device={device} zone={zone} onRemove={() => remove(device)} />
            ))}
          </ul>
        </>
      ) : reachable ? (
        <p className={styles['none']}>{t('hub.none')}</p>
      ) : null}
      {reachable ? <UnplugHub label={t('hub.cease')} sure={t('hub.cease-sure')} onUnplug={() => attempt(async () => (await ceaseHub(), onCeased(), null))} /> : null}
    </section>
  )
}

/** Tells of a desk that was not there at the reading before. */
function useNewcomers(devices: readonly HubDevice[], onNew: (device: HubDevice) => void): void {
  const known = useRef<ReadonlySet<string> | null>(null)
  const tell = useRef(onNew)
  tell.current = onNew
  useEffect(() => {
    // A desk that pairs again has another time of pairing.
    const marks = devices.map(({ id, paired_at }) => `${id} ${paired_at}`)
    const newcomer = known.current ? devices.find((_, i) => !known.current?.has(marks[i] ?? '')) : undefined
    known.current = new Set(marks)
    if (newcomer) tell.current(newcomer)
  }, [devices])
}
