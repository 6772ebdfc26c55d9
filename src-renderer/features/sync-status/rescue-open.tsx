/** Takes over the work of another laptop: its file and its phrase. */
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { FileUp } from 'lucide-react'
import { asProblem } from '../../api/api-problem.ts'
import { loadRescue } from '../../api/desk-api.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './rescue.module.css'

/** Pieces of the file that are turned into text at a time; the whole of it would be too many arguments. */
const piece_bytes = 32_768

export function RescueOpen({ onDone, onTaken }: { onDone: () => void; onTaken: () => void }) {
  const { t } = useI18n()
  const picker = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [phrase, setPhrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [taken, setTaken] = useState<number | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (!file) return setFailed(t('rescue.file.missing'))
    if (phrase.trim() === '') return setFailed(t('rescue.phrase.missing'))
    setBusy(true)
    setFailed(null)
    try {
      setTaken((await loadRescue(base64(new Uint8Array(await file.arrayBuffer())), phrase)).writes)
      onTaken()
    } catch (error) {
      setFailed(refusalText(asProblem(error), t) ?? t('common.failed'))
    } finally {
      setBusy(false)
    }
  }

  if (taken !== null) {
    return (
      <div className={styles['actions']}>
        <p role="status">{t('rescue.taken', { n: taken })}</p>
        <Button keyCap="Esc" onPress={onDone}>
          {t('rescue.done')}
        </Button>
      </div>
    )
  }
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <div className={styles['actions']}>
        <Button icon={FileUp} onPress={() => picker.current?.click()}>
          {t('rescue.file')}
        </Button>
        <span className="mono">{file?.name ?? t('rescue.file.none')}</span>
        <input ref={picker} type="file" accept=".age" aria-label={t('rescue.file')} className="unseen" tabIndex={-1} onChange={(change) => setFile(change.target.files?.[0] ?? null)} />
      </div>
      <TextField label={t('rescue.phrase.label')} help={t('rescue.phrase.format')} value={phrase} onChange={setPhrase} mono error={failed} autoFocus />
      <div className={styles['actions']}>
        <Button kind="primary" type="submit" keyCap="Enter" disabled={busy}>
          {busy ? t('rescue.opening') : t('rescue.take')}
        </Button>
        <Button keyCap="Esc" onPress={onDone}>
          {t('common.leave-it')}
        </Button>
      </div>
    </form>
  )
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += piece_bytes) text += String.fromCodePoint(...bytes.subarray(at, at + piece_bytes))
  return btoa(text)
}
