/** The second way to become a desk: through a laptop of the site that is its hub, by the code that it shows. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Router } from 'lucide-react'
import type { DeskState } from '../../../src-shared/desk.ts'
import { pairingReasonOf } from '../../../src-shared/pairing-refusals.ts'
import { asProblem } from '../../api/api-problem.ts'
import type { ApiProblem } from '../../api/api-problem.ts'
import { pairWithHub } from '../../api/hub-api.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import type { Translate } from '../../ui/i18n.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './join.module.css'

type HubField = 'address' | 'code'

const FIELDS: readonly HubField[] = ['address', 'code']

interface HubFormProps {
  busy: boolean
  onBusy: (busy: boolean) => void
  onJoined: (state: DeskState) => void
}

export function HubForm({ busy, onBusy, onJoined }: HubFormProps) {
  const { t } = useI18n()
  const [values, setValues] = useState<Record<HubField, string>>({ address: '', code: '' })
  const [errors, setErrors] = useState<Partial<Record<HubField, string>>>({})
  const [pairing, setPairing] = useState(false)

  async function pair(): Promise<void> {
    setPairing(true)
    onBusy(true)
    setErrors({})
    try {
      onJoined(await pairWithHub({ address: values.address.trim(), code: values.code.trim() }))
    } catch (error) {
      const problem = asProblem(error)
      setErrors({ [fieldOf(problem)]: textOf(problem, t) })
    } finally {
      setPairing(false)
      onBusy(false)
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    const empty = FIELDS.filter((field) => values[field].trim() === '')
    if (empty.length > 0) return setErrors(Object.fromEntries(empty.map((field) => [field, t(`join.hub.${field}.missing`)])))
    void pair()
  }

  return (
    <form className={styles['way']} onSubmit={submit} noValidate>
      <h2>{t('join.hub')}</h2>
      <p>{t('join.hub.help')}</p>
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(`join.hub.${field}`)}
          help={t(`join.hub.${field}.help`)}
          value={values[field]}
          onChange={(value) => setValues({ ...values, [field]: value })}
          error={errors[field] ?? null}
          mono
        />
      ))}
      <Button icon={Router} type="submit" disabled={busy}>
        {pairing ? t('join.hub.pairing') : t('join.hub.pair')}
      </Button>
    </form>
  )
}

/** Next to which field a refusal is shown. */
function fieldOf({ members }: ApiProblem): HubField {
  const reason = pairingReasonOf(members)
  return reason === 'address' || reason === 'unreachable' || reason === 'stranger' ? 'address' : 'code'
}

function textOf(problem: ApiProblem, t: Translate): string {
  const reason = pairingReasonOf(problem.members)
  if (reason) return t(`pairing.${reason}`)
  return problem.code === 'unreachable' ? t('refusal.unreachable') : problem.message || t('common.failed')
}
