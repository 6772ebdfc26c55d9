/** Address and code of a hub, as they are read from its screen. */
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { Router } from 'lucide-react'
import type { PairingFault, PairingField } from '../../src-shared/pairing-refusals.ts'
import { Button } from './button.tsx'
import { useI18n } from './i18n.ts'
import { TextField } from './text-field.tsx'

const FIELDS: readonly PairingField[] = ['address', 'code']

interface PairingFormProps {
  className: string
  disabled?: boolean
  autoFocus?: boolean
  /** What stands above the fields. */
  children?: ReactNode
  /** @returns why not, where it failed */
  onPair: (hub: Record<PairingField, string>) => Promise<PairingFault | null>
}

export function PairingForm({ className, disabled = false, autoFocus = false, children, onPair }: PairingFormProps) {
  const { t } = useI18n()
  const [values, setValues] = useState<Record<PairingField, string>>({ address: '', code: '' })
  const [errors, setErrors] = useState<Partial<Record<PairingField, string>>>({})
  const [pairing, setPairing] = useState(false)

  async function pair(): Promise<void> {
    setPairing(true)
    setErrors({})
    const fault = await onPair({ address: values.address.trim(), code: values.code.trim() })
    setPairing(false)
    if (fault) setErrors({ [fault.field]: fault.reason ? t(`pairing.${fault.reason}`) : fault.message ? t('refusal.said', { text: fault.message }) : t('refusal.unreachable') })
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    const empty = FIELDS.filter((field) => values[field].trim() === '')
    if (empty.length > 0) return setErrors(Object.fromEntries(empty.map((field) => [field, t(`join.hub.${field}.missing`)])))
    void pair()
  }

  return (
    <form className={className} onSubmit={submit} noValidate>
      {children}
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(`join.hub.${field}`)}
          help={t(`join.hub.${field}.help`)}
          value={values[field]}
          onChange={(value) => setValues({ ...values, [field]: value })}
          error={errors[field] ?? null}
          autoFocus={autoFocus && field === 'address'}
          mono
        />
      ))}
      <Button icon={Router} type="submit" disabled={disabled || pairing}>
        {pairing ? t('join.hub.pairing') : t('join.hub.pair')}
      </Button>
    </form>
  )
}
