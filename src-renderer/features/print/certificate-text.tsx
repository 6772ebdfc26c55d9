/** What a program's certificates say: an administrator writes it here and sees at once what it makes of somebody. */
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { RotateCcw, Save } from 'lucide-react'
import type { ProgramTemplate } from '../../../src-shared/desk/certificates.ts'
import { template_characters_max } from '../../../src-shared/limits.ts'
import { asProblem } from '../../api/api-problem.ts'
import { certificatePreview, certificateTemplates, setCertificateTemplate } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { PlainMarkup } from '../../ui/plain-markup.tsx'
import { refusalText } from '../../ui/refusal-text.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import { useWrite } from '../../ui/use-write.ts'
import styles from './certificate-text.module.css'

/** While somebody types, the preview waits so long. */
const preview_pause_ms = 250

export function CertificateTexts() {
  const { t } = useI18n()
  const { data, reload } = useRemote('certificate-templates', certificateTemplates)
  const [chosen, setChosen] = useState<string | null>(null)
  const program = data?.programs.find(({ id }) => id === chosen) ?? data?.programs[0]
  return (
    <section className={styles['part']} aria-labelledby="certificate-text-title">
      <h2 id="certificate-text-title">{t('certificate-text.title')}</h2>
      <p className={styles['help']}>{t(data?.programs.length === 0 ? 'certificate-text.none' : 'certificate-text.help')}</p>
      {data && program ? (
        <>
          <label className={styles['label']}>
            <span>{t('certificate-text.program')}</span>
            <select value={program.id} onChange={({ target }) => setChosen(target.value)}>
              {data.programs.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <TextForm key={program.id} program={program} onSaved={reload} />
        </>
      ) : null}
    </section>
  )
}

function TextForm({ program, onSaved }: { program: ProgramTemplate; onSaved: () => void }) {
  const { t } = useI18n()
  const usual = t('certificate-text.usual')
  const [text, setText] = useState(program.template ?? usual)
  const [isSaved, setSaved] = useState(false)
  const { busy, refused, run } = useWrite(asProblem, onSaved)
  const preview = usePreview(program.id, text)
  const save = async (template: string | null) => setSaved(await run(() => setCertificateTemplate(program.id, template)))

  function change(next: string): void {
    setText(next)
    setSaved(false)
  }
  useKeys([{ key: 'Ctrl+s', cap: 'Ctrl S', hint: t('certificate-text.key'), in_text: true, run: () => void save(text) }])
  return (
    <form className={styles['form']} onSubmit={(submitted: FormEvent) => (submitted.preventDefault(), void save(text))}>
      <label className={styles['label']}>
        <span>{t('certificate-text.text')}</span>
        <textarea value={text} rows={9} maxLength={template_characters_max} spellCheck={false} aria-describedby="certificate-text-fields" onChange={({ target }) => change(target.value)} />
      </label>
      <p id="certificate-text-fields" className={styles['help']}>
        {t('certificate-text.fields')} <code>{'{{ name }} {{ exam_name }} {{ subject_name }} {{ number }} {{ exam_date }} {{ certification_date }} {{ expiration_date }} {{ venue_name }}'}</code>
      </p>
      <div className={styles['preview']} role="region" aria-label={t('certificate-text.preview')} aria-live="polite">
        {'html' in preview ? <PlainMarkup html={preview.html} /> : <ToldLine kind="refused" text={preview.failed} />}
      </div>
      <div className={styles['row']}>
        <Button kind="primary" type="submit" icon={Save} keyCap="Ctrl S" disabled={busy}>
          {t('certificate-text.save')}
        </Button>
        {program.template === null ? null : (
          <Button icon={RotateCcw} disabled={busy} onPress={() => void save(null).then(() => setText(usual))}>
            {t('certificate-text.back')}
          </Button>
        )}
      </div>
      <ToldLine kind="done" text={isSaved ? t('settings.saved') : null} />
      <ToldLine kind="refused" text={refused} />
    </form>
  )
}

/** What the station makes of the text, a moment after the last key. */
function usePreview(program: string, text: string): { html: string } | { failed: string | null } {
  const { t } = useI18n()
  const [shown, setShown] = useState<{ html: string } | { failed: string | null }>({ failed: null })
  useEffect(() => {
    let stale = false
    const timer = setTimeout(() => {
      const take = (next: typeof shown) => (stale ? undefined : setShown(next))
      certificatePreview(program, text).then(take, (error: unknown) => take({ failed: refusalText(asProblem(error), t) ?? t('common.failed') }))
    }, preview_pause_ms)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [program, text, t])
  return shown
}
