/** Which accommodation: a usual one by digit, another in words, or one of those granted to take away. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Undo2 } from 'lucide-react'
import type { AccommodationDetail, Candidate } from '../../../src-shared/desk.ts'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { ACCOMMODATION_KINDS } from './kinds.ts'

interface ChooseKindProps {
  candidate: Candidate
  onKind: (type: string) => void
  onRevoke: (detail: AccommodationDetail) => void
  onClose: () => void
}

const type_characters_max = 80
const other_key = String(ACCOMMODATION_KINDS.length + 1)

export function ChooseKind({ candidate, onKind, onRevoke, onClose }: ChooseKindProps) {
  const { t } = useI18n()
  const [other, setOther] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const group = useRef<HTMLDivElement>(null)
  const details = candidate.accommodation_details
  useEffect(() => group.current?.focus({ preventScroll: true }), [])
  const takeOther = () => other.trim() !== '' && onKind(other.trim())
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Enter') takeOther()
    else onClose()
  }
  useKeys([
    ...ACCOMMODATION_KINDS.map((kind, at) => ({ key: String(at + 1), ...(at === 0 ? { cap: `1 – ${other_key}`, hint: t('grant.key.kind') } : {}), run: () => onKind(kind) })),
    { key: other_key, run: () => field.current?.focus() },
    ...(details[0] ? [{ key: 'r', hint: t('grant.key.revoke'), run: () => details[0] && onRevoke(details[0]) }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
    { key: 'Enter', hint: t('clock.key.next-step'), in_text: true, shown_only: true, run: () => undefined },
  ])
  return (
    <div ref={group} tabIndex={-1} className={ask['reasons']} role="group" aria-label={t('grant.title')}>
      <div className={ask['choices']}>
        {ACCOMMODATION_KINDS.map((kind, at) => (
          <Button key={kind} keyCap={String(at + 1)} onPress={() => onKind(kind)}>
            {t(`grant.kind.${kind}`)}
          </Button>
        ))}
      </div>
      <div className={ask['row']}>
        <label className={ask['label']}>
          <span>
            {t('grant.other')} <span aria-hidden>({other_key})</span>
          </span>
          <input ref={field} value={other} maxLength={type_characters_max} autoComplete="off" onChange={({ target }) => setOther(target.value)} onKeyDown={onKeyDown} />
        </label>
        <Button keyCap="Enter" disabled={other.trim() === ''} onPress={takeOther}>
          {t('clock.next-step')}
        </Button>
      </div>
      {details.length > 0 ? (
        <div className={ask['choices']}>
          {details.map((detail, at) => (
            <Button key={detail.type} kind="stop" icon={Undo2} {...(at === 0 ? { keyCap: 'R' } : {})} onPress={() => onRevoke(detail)}>
              {t('grant.revoke-what', { what: detail.name ?? detail.type })}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
