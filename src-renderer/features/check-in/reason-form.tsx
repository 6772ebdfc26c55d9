/** Why: three ready reasons by digit, or one's own words. Inline, so that nothing else has to wait. */
import { Ask } from '../../ui/ask.tsx'
import { focusOn, PERSON_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'

export interface ReasonFormProps {
  kind: 'undo' | 'absent' | 'override' | 'cancel' | 'again' | 'undo-break' | 'no-photo' | 'no-signature' | 'no-locker'
  busy: boolean
  onReason: (reason: string) => void
  onClose: () => void
}

const CHOICES = [1, 2, 3] as const

export function ReasonForm({ kind, busy, onReason, onClose }: ReasonFormProps) {
  const { t } = useI18n()
  const close = () => (onClose(), focusOn(PERSON_ID))
  const choose = (reason: string) => (focusOn(PERSON_ID), onReason(reason))
  // Undoing the last thing has to wait until this is answered.
  useKeys([{ key: 'u', run: () => undefined }])
  return (
    <Ask title={t(`reason.${kind}`)} level={3} onClose={close}>
      <ReasonChoices choices={CHOICES.map((n) => t(`reason.${kind}.${n}`))} busy={busy} send={t('reason.send')} onReason={choose} onClose={close} />
    </Ask>
  )
}
