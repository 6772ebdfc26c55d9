/** A refused write with its values: the person corrects what is wrong, and it is sent again. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Send } from 'lucide-react'
import type { FixField } from '../../../src-shared/desk/fix-field.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { TextField } from '../../ui/text-field.tsx'
import { correctionOf } from './correction.ts'
import { fieldWord } from './words.ts'
import styles from './fix-form.module.css'

interface FixFormProps {
  fields: readonly FixField[]
  busy: boolean
  /** @param value what is different, or null where nothing is */
  onSend: (value: object | null) => void
  onClose: () => void
}

export function FixForm({ fields, busy, onSend, onClose }: FixFormProps) {
  const { t } = useI18n()
  const [texts, setTexts] = useState(() => fields.map(({ value }) => String(value)))
  const [wrong, setWrong] = useState<number | null>(null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const correction = correctionOf(fields, texts)
    if ('wrong' in correction) return setWrong(correction.wrong)
    if (!busy) onSend(correction.value)
  }
  useKeys([
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
    { key: 'Enter', hint: t('fix.send'), in_text: true, shown_only: true, run: () => undefined },
  ])
  return (
    <form className={styles['form']} onSubmit={submit} noValidate aria-label={t('fix.title')}>
      <p>{t('fix.title')}</p>
      {fields.map(({ path, meant }, at) => (
        <TextField
          key={path.join('/')}
          label={fieldWord(path.at(-1) ?? '', t)}
          value={texts[at] ?? ''}
          onChange={(text) => setTexts(texts.with(at, text))}
          autoFocus={at === 0}
          {...(meant ? { help: t('fix.meant') } : {})}
          error={wrong === at ? t('fix.number') : null}
        />
      ))}
      <div className={styles['actions']}>
        <Button kind="primary" type="submit" icon={Send} keyCap="Enter" disabled={busy}>
          {t('fix.send')}
        </Button>
        <Button keyCap="Esc" onPress={onClose}>
          {t('common.leave-it')}
        </Button>
      </div>
    </form>
  )
}
