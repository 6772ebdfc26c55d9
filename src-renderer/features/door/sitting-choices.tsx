/** The sittings of this venue by digit, the open roster's first; and another venue. */
import { useEffect, useRef } from 'react'
import { Building2 } from 'lucide-react'
import type { TransferSitting, TransferTargets } from '../../../src-shared/desk/door.ts'
import { transfer_days_ahead } from '../../../src-shared/limits.ts'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { useKeys } from '../../ui/key-store.ts'
import { clockTime, shortDay } from '../../ui/time.ts'
import styles from './door.module.css'

const digits_max = 9

interface SittingChoicesProps {
  targets: TransferTargets | null
  open: string | null
  onSitting: (sitting: TransferSitting) => void
  onElsewhere: () => void
  onClose: () => void
}

export function SittingChoices({ targets, open, onSitting, onElsewhere, onClose }: SittingChoicesProps) {
  const { t, locale } = useI18n()
  const group = useRef<HTMLDivElement>(null)
  const sittings = (targets?.sittings ?? []).toSorted((one, other) => Number(one.left === 0) - Number(other.left === 0) || Number(other.id === open) - Number(one.id === open))
  const free = sittings.filter(({ left }) => left !== 0)
  const venues = targets?.venues.some(({ here }) => !here) ?? false
  useEffect(() => group.current?.focus({ preventScroll: true }), [])
  useKeys([
    ...free.slice(0, digits_max).map((sitting, at) => ({ key: String(at + 1), ...(at === 0 ? { cap: `1 – ${Math.min(free.length, digits_max)}`, hint: t('transfer.key.choose') } : {}), run: () => onSitting(sitting) })),
    ...(venues ? [{ key: 'v', cap: 'V', hint: t('transfer.other-venue'), run: onElsewhere }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
  ])
  return (
    <div ref={group} tabIndex={-1} className={ask['reasons']} role="group" aria-label={t('transfer.to')}>
      <p className={ask['note']}>{targets && sittings.length === 0 ? t('transfer.none', { n: transfer_days_ahead }) : t('transfer.to')}</p>
      <div className={ask['people']}>
        {sittings.map((sitting, at) => (
          <button key={sitting.id} type="button" className={ask['person']} disabled={sitting.left === 0} onClick={() => onSitting(sitting)}>
            <span>
              <bdi>{sitting.title}</bdi>
              <small>
                {shortDay(sitting.start, sitting.time_zone, locale)} {clockTime(sitting.start, sitting.time_zone, locale)}
                {sitting.id === open ? ` · ${t('transfer.here-now')}` : ''}
                {sitting.left === null ? '' : ` · ${sitting.left === 0 ? t('transfer.full') : t('transfer.left', { n: sitting.left })}`}
              </small>
            </span>
            {at < Math.min(free.length, digits_max) ? <KeyCap>{at + 1}</KeyCap> : null}
          </button>
        ))}
      </div>
      {venues ? (
        <p className={styles['elsewhere']}>
          <Button icon={Building2} keyCap="V" onPress={onElsewhere}>
            {t('transfer.other-venue')}
          </Button>
        </p>
      ) : null}
    </div>
  )
}
