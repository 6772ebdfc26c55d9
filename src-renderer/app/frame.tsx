/** What never moves: the rail of places, the header, the work, the keys. */
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { DeskState, Session, Sitting } from '../../src-shared/desk.ts'
import type { Line } from '../../src-shared/ipc.ts'
import { useI18n } from '../ui/i18n.ts'
import { useKeys } from '../ui/key-store.ts'
import { Footer } from './footer.tsx'
import type { Heading } from './heading.ts'
import { LineBadge } from './line-badge.tsx'
import { Palette } from './palette.tsx'
import { Rail } from './rail.tsx'
import { StationStrip } from './station-strip.tsx'
import type { LastScan } from './use-scanner.ts'
import styles from './frame.module.css'

export interface FrameProps {
  state: DeskState
  session: Session
  zone: string
  line: Line | null
  heading: Heading
  counts: ReactNode
  scan: LastScan | null
  label: string
  sittings: Sitting[]
  children: ReactNode
}

export function Frame({ state, session, zone, line, heading, counts, scan, label, sittings, children }: FrameProps) {
  const { t } = useI18n()
  const [palette, setPalette] = useState(false)
  const work = useRef<HTMLElement>(null)
  // The PIN's field is gone: whoever hears the screen begins with the place, unless the place has a field of its own.
  useEffect(() => {
    if (document.activeElement === document.body) work.current?.focus({ preventScroll: true })
  }, [])
  // A scan goes before whatever the palette was opened for.
  useEffect(() => setPalette(false), [scan])
  useKeys([{ key: 'Ctrl+k', cap: 'Ctrl K', hint: t('frame.key.everything'), in_text: true, run: () => setPalette((open) => !open) }])
  return (
    <div className={styles['frame']}>
      <Rail user={session.user} conflicts={line?.conflicts ?? 0} />
      <header className={styles['header']}>
        <div className={styles['where']}>
          <h1>
            <bdi>{heading.title}</bdi>
          </h1>
          <p>{heading.subtitle}</p>
        </div>
        {counts ? <div className={styles['counts']}>{counts}</div> : null}
        {line ? <LineBadge line={line} zone={zone} /> : null}
      </header>
      <main ref={work} tabIndex={-1} className={styles['work']} aria-label={label}>
        <StationStrip />
        <div className={styles['place']}>{children}</div>
      </main>
      <Footer encrypted={state.station.encrypted} zone={zone} scan={scan} />
      <Palette open={palette} onOpenChange={setPalette} sittings={sittings} />
    </div>
  )
}
