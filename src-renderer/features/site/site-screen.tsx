/** Facts about this site and this laptop, and what a person may choose for the window. */
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup, Switch } from 'react-aria-components'
import { MonitorCog, Moon, Sun } from 'lucide-react'
import type { DeskState, DeskUser } from '../../../src-shared/desk.ts'
import type { Line } from '../../../src-shared/ipc.ts'
import { useI18n } from '../../ui/i18n.ts'
import { usePreferences } from '../../ui/preferences.ts'
import type { Locale, TextSize, ThemeChoice } from '../../ui/preferences.ts'
import { zoneName } from '../../ui/time.ts'
import { SiteHub } from './site-hub.tsx'
import styles from './site.module.css'

const THEMES = [
  { id: 'system', icon: MonitorCog },
  { id: 'light', icon: Sun },
  { id: 'dark', icon: Moon },
] as const

const TEXT_SIZES = ['normal', 'large', 'largest'] as const

const LANGUAGES: { id: Locale; name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'fr', name: 'Français' },
  { id: 'es', name: 'Español' },
]

/** @param checkIn how the venue checks people in, put together by the app */
export function SiteScreen({ state, user, line, checkIn }: { state: DeskState; user: DeskUser; line: Line | null; checkIn?: ReactNode }) {
  const { t, locale } = useI18n()
  const { theme, text, single_keys } = usePreferences()
  const facts: [string, ReactNode][] = [
    [t('site.name'), state.site?.name ?? '–'],
    [t('site.id'), state.site?.id ?? '–'],
    [t('site.zone'), state.site ? `${zoneName(state.site.time_zone, locale)} (${state.site.time_zone})` : '–'],
    [t('site.station'), state.station.name],
    [t('site.hq'), line?.hq ?? t('site.no-hq')],
    [t('site.storage'), state.station.encrypted ? t('site.encrypted') : t('site.not-encrypted')],
    [t('site.user'), `${user.name}, ${t(`role.${user.role}`)}`],
    [t('site.version'), `Hallpass ${state.station.version}`],
  ]
  return (
    <div className={styles['screen']}>
      <section className={styles['part']}>
        <h2>{t('site.facts')}</h2>
        <dl className={styles['facts']}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={styles['part']}>
        <h2>{t('site.window')}</h2>
        <RadioGroup className={styles['choice'] ?? ''} value={theme} onChange={(value) => usePreferences.setState({ theme: value as ThemeChoice })}>
          <Label>{t('site.theme')}</Label>
          <div className={styles['options']}>
            {THEMES.map(({ id, icon: Icon }) => (
              <Radio key={id} value={id} className={styles['option'] ?? ''}>
                <Icon aria-hidden size={20} /> {t(`site.theme.${id}`)}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <RadioGroup className={styles['choice'] ?? ''} value={text} onChange={(value) => usePreferences.setState({ text: value as TextSize })}>
          <Label>{t('site.text')}</Label>
          <div className={styles['options']}>
            {TEXT_SIZES.map((size) => (
              <Radio key={size} value={size} className={styles['option'] ?? ''}>
                <span className={styles[size]}>{t(`site.text.${size}`)}</span>
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <RadioGroup className={styles['choice'] ?? ''} value={locale} onChange={(value) => usePreferences.setState({ locale: value as Locale })}>
          <Label>{t('site.language')}</Label>
          <div className={styles['options']}>
            {LANGUAGES.map(({ id, name }) => (
              <Radio key={id} value={id} className={styles['option'] ?? ''}>
                <span lang={id}>{name}</span>
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <Switch className={styles['switch'] ?? ''} isSelected={single_keys} onChange={(value) => usePreferences.setState({ single_keys: value })}>
          <span className={styles['track']} aria-hidden />
          <span>
            <b>{t('site.single-keys')}</b>
            <br />
            {t('site.single-keys.help')}
          </span>
        </Switch>
      </section>
      {/* What has to be read first comes below, where it moves nothing under a hand. */}
      <SiteHub user={user} zone={state.site?.time_zone ?? 'UTC'} />
      {checkIn}
      <section className={styles['part']}>
        <h2>{t('site.about')}</h2>
        <p>{t('site.about.text')}</p>
      </section>
    </div>
  )
}
