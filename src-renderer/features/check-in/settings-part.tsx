/** How this venue checks people in: its identity steps, the paper that comes with a check-in, and how long photos are kept. */
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { Plus } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import type { DeskSettings } from '../../../src-shared/desk/settings.ts'
import { attachment_keep_days_max, identity_steps_max, scrap_sheets_issue_max } from '../../../src-shared/limits.ts'
import { asProblem } from '../../api/api-problem.ts'
import { deskSettings, setDeskSettings } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { StepRow } from './step-row.tsx'
import styles from './settings-part.module.css'

export function SettingsPart({ venue, user }: { venue: string; user: DeskUser }) {
  const { t } = useI18n()
  const { data, reload } = useRemote(`desk-settings/${venue}`, () => deskSettings(venue))
  return (
    <section className={styles['part']} aria-labelledby="settings-title">
      <h2 id="settings-title">{t('settings.title')}</h2>
      <p className={styles['help']}>{user.role === 'admin' ? t('settings.help') : t('settings.no-right')}</p>
      {data ? <SettingsForm venue={venue} settings={data} mayChange={user.role === 'admin'} onSaved={reload} /> : null}
    </section>
  )
}

interface SettingsFormProps {
  venue: string
  settings: DeskSettings
  mayChange: boolean
  onSaved: () => void
}

function SettingsForm({ venue, settings, mayChange, onSaved }: SettingsFormProps) {
  const { t } = useI18n()
  const [draft, setDraft] = useState(settings)
  const [isSaved, setSaved] = useState(false)
  const { busy, refused, run } = useWrite(asProblem, onSaved)
  const stored = JSON.stringify(settings)
  // What another desk saved is shown; a draft is only kept until then.
  useEffect(() => setDraft(JSON.parse(stored) as DeskSettings), [stored])

  function change(part: Partial<DeskSettings>): void {
    setSaved(false)
    setDraft({ ...draft, ...part })
  }
  async function save(submitted: FormEvent): Promise<void> {
    submitted.preventDefault()
    const IdentitySteps = draft.steps.map(({ name, kind, required }) => ({ Name: name.trim(), Kind: kind, Required: required }))
    setSaved(await run(() => setDeskSettings(venue, { IdentitySteps, SheetsAtCheckIn: draft.sheets_at_check_in, KeepAttachmentsDays: draft.keep_attachments_days })))
  }
  return (
    <form className={styles['form']} onSubmit={(submitted) => void save(submitted)}>
      <fieldset className={styles['steps']} disabled={!mayChange}>
        <legend>{t('settings.steps')}</legend>
        {draft.steps.map((step, at) => (
          <StepRow
            key={at}
            at={at}
            step={step}
            onChange={(next) => change({ steps: draft.steps.with(at, next) })}
            onUp={() => change({ steps: draft.steps.toSpliced(at, 1).toSpliced(at - 1, 0, step) })}
            onRemove={() => change({ steps: draft.steps.toSpliced(at, 1) })}
          />
        ))}
        {mayChange ? (
          <Button icon={Plus} disabled={draft.steps.length >= identity_steps_max} onPress={() => change({ steps: [...draft.steps, { name: '', kind: 'check', required: true }] })}>
            {t('settings.add')}
          </Button>
        ) : null}
      </fieldset>
      <fieldset className={styles['numbers']} disabled={!mayChange}>
        <label>
          <span>{t('settings.sheets')}</span>
          <input type="number" required min={0} max={scrap_sheets_issue_max} value={draft.sheets_at_check_in} onChange={({ target }) => change({ sheets_at_check_in: target.valueAsNumber || 0 })} />
        </label>
        <label>
          <span>{t('settings.days')}</span>
          <input type="number" required min={1} max={attachment_keep_days_max} value={draft.keep_attachments_days} onChange={({ target }) => change({ keep_attachments_days: target.valueAsNumber || 1 })} aria-describedby="settings-days-help" />
        </label>
        <p id="settings-days-help" className={styles['help']}>
          {t('settings.days-help')}
        </p>
      </fieldset>
      {mayChange ? (
        <Button kind="primary" type="submit" disabled={busy}>
          {t('settings.save')}
        </Button>
      ) : null}
      <ToldLine kind="done" text={isSaved ? t('settings.saved') : null} />
      <ToldLine kind="refused" text={refused} />
    </form>
  )
}
