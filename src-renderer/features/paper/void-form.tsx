/** A sheet is spoilt before anybody had it: its code, where none is marked, and what is wrong with it. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { sheet_code_characters_max } from '../../../src-shared/limits.ts'
import { Ask } from '../../ui/ask.tsx'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { useScanTarget } from '../../ui/scan-target.ts'

interface VoidFormProps {
  /** The marked sheet; null asks for one. */
  code: string | null
  busy: boolean
  onVoid: (code: string, reason: string) => void
  onClose: () => void
}

export function VoidForm({ code: marked, busy, onVoid, onClose }: VoidFormProps) {
  const { t } = useI18n()
  const [code, setCode] = useState(marked)
  useScanTarget((scanned, { registration, event }) => {
    if (registration || event) return false
    setCode(scanned.trim().toUpperCase())
    return true
  })
  return (
    <Ask title={code === null ? t('void.title') : t('void.of', { code })} onClose={onClose}>
      {code === null ? <CodeField onCode={setCode} onClose={onClose} /> : <ReasonChoices choices={([1, 2, 3] as const).map((n) => t(`void.reason.${n}`))} busy={busy} send={t('void.send')} onReason={(reason) => onVoid(code, reason)} onClose={onClose} />}
    </Ask>
  )
}

function CodeField({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const next = () => text.trim() !== '' && onCode(text.trim().toUpperCase())
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Escape') onClose()
    else next()
  }
  useKeys([
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
    { key: 'Enter', hint: t('paper.key.void'), in_text: true, shown_only: true, run: () => undefined },
  ])
  return (
    <div className={ask['row']}>
      <label className={ask['label']}>
        {t('void.code')}
        <input ref={field} className="mono" autoComplete="off" spellCheck={false} maxLength={sheet_code_characters_max} value={text} onChange={({ target }) => setText(target.value)} onKeyDown={onKeyDown} />
      </label>
      <Button kind="primary" keyCap="Enter" disabled={text.trim() === ''} onPress={next}>
        {t('void.next')}
      </Button>
    </div>
  )
}
