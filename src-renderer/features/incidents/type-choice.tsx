/** The kind of an incident in two keys: where it comes from, then what it is. */
import { useEffect, useRef } from 'react'
import type { IncidentArea, IncidentKind } from '../../../src-shared/incident-types.ts'
import ask from '../../ui/ask.module.css'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { useKeys } from '../../ui/key-store.ts'
import styles from './incidents.module.css'

interface TypeChoiceProps {
  areas: readonly IncidentArea[]
  kinds: readonly IncidentKind[]
  area: IncidentArea | null
  kind: IncidentKind | null
  onArea: (area: IncidentArea) => void
  onKind: (kind: IncidentKind) => void
}

export function TypeChoice({ areas, kinds, area, kind, onArea, onKind }: TypeChoiceProps) {
  const { t } = useI18n()
  const group = useRef<HTMLDivElement>(null)
  // What opened this is gone; the digits must not land in a field.
  useEffect(() => group.current?.focus({ preventScroll: true }), [area])
  const first = area === null
  useKeys(
    (first ? areas : kinds).map((_, at) => ({
      key: String(at + 1),
      ...(at === 0 ? { cap: `1 – ${(first ? areas : kinds).length}`, hint: t('incident.key.type') } : {}),
      run: () => {
        const [nextArea, nextKind] = [areas[at], kinds[at]]
        if (first && nextArea) onArea(nextArea)
        else if (!first && nextKind) onKind(nextKind)
      },
    })),
  )
  return (
    <div ref={group} tabIndex={-1} role="group" aria-label={t('incident.type')} className={styles['types']}>
      <div className={ask['choices']}>
        {areas.map((one, at) => (
          <button key={one} type="button" className={ask['person']} aria-pressed={area === one} onClick={() => onArea(one)}>
            {t(`incident.area.${one}`)} {first ? <KeyCap>{at + 1}</KeyCap> : null}
          </button>
        ))}
      </div>
      {area ? (
        <div className={ask['choices']}>
          {kinds.map((one, at) => (
            <button key={one} type="button" className={ask['person']} aria-pressed={kind === one} onClick={() => onKind(one)}>
              {t(`incident.kind.${one}`)} <KeyCap>{at + 1}</KeyCap>
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
