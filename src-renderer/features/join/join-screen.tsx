/** First start: join a site of one's headquarters or through its hub, or look round in the demo. */
import { useState } from 'react'
import type { FormEvent } from 'react'
import { FlaskConical, Link2 } from 'lucide-react'
import type { DeskState } from '../../../src-shared/desk.ts'
import { asProblem } from '../../api/api-problem.ts'
import { join, loadDemo } from '../../api/desk-api.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { TextField } from '../../ui/text-field.tsx'
import { Threshold } from '../../ui/threshold.tsx'
import { ToldLine } from '../../ui/told-line.tsx'
import { fieldOf } from './field-of.ts'
import type { JoinField } from './field-of.ts'
import { HubForm } from './hub-form.tsx'
import styles from './join.module.css'

export function JoinScreen({ state, onJoined }: { state: DeskState; onJoined: (state: DeskState) => void }) {
  const { t } = useI18n()
  const [values, setValues] = useState<Record<JoinField, string>>({ address: '', key: '', site: '' })
  const [errors, setErrors] = useState<Partial<Record<JoinField | 'demo', string>>>({})
  const [busy, setBusy] = useState<'join' | 'hub' | 'demo' | null>(null)

  async function attempt(kind: 'join' | 'demo', send: () => Promise<DeskState>): Promise<void> {
    setBusy(kind)
    setErrors({})
    try {
      onJoined(await send())
    } catch (error) {
      const problem = asProblem(error)
      const text = refusalText(problem, t) ?? t('common.failed')
      setErrors({ [kind === 'demo' ? 'demo' : fieldOf(problem)]: text })
    } finally {
      setBusy(null)
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    const empty = (['address', 'key', 'site'] as const).filter((field) => values[field].trim() === '')
    if (empty.length > 0) return setErrors(Object.fromEntries(empty.map((field) => [field, t(`join.${field}.missing`)])))
    void attempt('join', () => join({ address: values.address.trim(), key: values.key.trim(), site: values.site.trim() }))
  }

  const field = (name: JoinField, more: { mono?: boolean; autoFocus?: boolean } = {}) => (
    <TextField
      label={t(`join.${name}`)}
      help={t(`join.${name}.help`)}
      value={values[name]}
      onChange={(value) => setValues({ ...values, [name]: value })}
      error={errors[name] ?? null}
      {...more}
    />
  )
  return (
    <Threshold title={t('join.title')} subtitle={t('join.subtitle')}>
      <div className={styles['ways']}>
        <form className={styles['way']} onSubmit={submit} noValidate>
          <h2>{t('join.heading')}</h2>
          {field('address', { mono: true, autoFocus: true })}
          {field('key', { mono: true })}
          {field('site', { mono: true })}
          <Button kind="primary" size="large" icon={Link2} keyCap="Enter" type="submit" disabled={busy !== null}>
            {busy === 'join' ? t('join.joining') : t('join.join')}
          </Button>
        </form>
        <div className={styles['others']}>
          <HubForm busy={busy !== null} onBusy={(pairing) => setBusy(pairing ? 'hub' : null)} onJoined={onJoined} />
          {state.demo_available ? (
            <section className={`${styles['way']} ${styles['demo']}`}>
              <h2>{t('join.demo')}</h2>
              <p>{t('join.demo.help')}</p>
              <Button icon={FlaskConical} disabled={busy !== null} onPress={() => void attempt('demo', loadDemo)}>
                {busy === 'demo' ? t('join.demo.loading') : t('join.demo.try')}
              </Button>
              <ToldLine kind="refused" text={errors.demo} />
            </section>
          ) : null}
        </div>
      </div>
    </Threshold>
  )
}
