/** At the cut-off: everybody who has not come is marked absent at once, with a reason, and can be brought back. */
import { useState } from 'react'
import { UserX, Undo2 } from 'lucide-react'
import { asProblem } from '../../api/api-problem.ts'
import { command, roster } from '../../api/desk-api.ts'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { refusalText } from '../../ui/refusal-text.ts'
import styles from './roster.module.css'

const rows_per_page = 1_000
/** Writes on their way together; the station stores those that meet with one fsync. */
const writes_at_once_max = 8
type Step = 'ready' | 'absent' | 'undo'

interface Run {
  done: string[]
  of: number
  refused: string | null
}

export function AbsentAll({ event, toCome, onChanged }: { event: string; toCome: number; onChanged: () => void }) {
  const { t } = useI18n()
  const [step, setStep] = useState<Step>('ready')
  const [run, setRun] = useState<Run | null>(null)
  const [busy, setBusy] = useState(false)
  const last = busy ? [] : (run?.done ?? [])

  /** One write each, so that each can be refused, synced and undone by itself. */
  async function each(ids: readonly string[], write: (id: string) => Promise<unknown>): Promise<void> {
    setBusy(true)
    setStep('ready')
    const now: Run = { done: [], of: ids.length, refused: null }
    // All take from one list.
    const left = ids.values()
    const writeOn = async () => {
      for (const id of left) {
        try {
          await write(id)
          now.done.push(id)
        } catch (error) {
          now.refused = refusalText(asProblem(error), t) ?? t('common.failed')
        }
        setRun({ ...now, done: [...now.done] })
      }
    }
    await Promise.all(Array.from({ length: writes_at_once_max }, writeOn))
    setBusy(false)
    onChanged()
  }
  async function markAll(Reason: string): Promise<void> {
    const { rows } = await roster({ event, q: '', filter: 'to-come', offset: 0, limit: rows_per_page })
    await each(rows.map(({ id }) => id), (id) => command(id, 'mark-absent', { Reason }))
  }
  async function undoAll(Reason: string): Promise<void> {
    await each(last, (id) => command(id, 'undo-check-in', { Reason }))
    setRun(null)
  }
  useKeys([
    ...(step === 'ready' && !busy && toCome > 0 ? [{ key: 'Ctrl+m', cap: 'Ctrl M', hint: t('absent-all.key'), in_text: true, run: () => setStep('absent') }] : []),
    ...(step === 'ready' && last.length > 0 ? [{ key: 'Ctrl+z', cap: 'Ctrl Z', hint: t('absent-all.key.undo'), run: () => setStep('undo') }] : []),
  ])
  if (step !== 'ready') {
    const n = step === 'absent' ? toCome : last.length
    const choose = (reason: string) => void (step === 'absent' ? markAll(reason) : undoAll(reason))
    return (
      <Ask title={t(`absent-all.${step}`, { n })} onClose={() => setStep('ready')}>
        <ReasonChoices choices={([1, 2] as const).map((choice) => t(`absent-all.${step}.${choice}`))} busy={busy} send={t(`absent-all.${step}.send`)} onReason={choose} onClose={() => setStep('ready')} />
      </Ask>
    )
  }
  return (
    <div className={styles['absent-all']}>
      <p role="status">{run ? `${t('absent-all.done', { n: run.done.length, of: run.of })} ${run.refused ?? ''}` : t('absent-all.to-come', { n: toCome })}</p>
      {last.length > 0 ? (
        <Button icon={Undo2} keyCap="Ctrl Z" onPress={() => setStep('undo')}>
          {t('absent-all.bring-back')}
        </Button>
      ) : (
        <Button icon={UserX} keyCap="Ctrl M" disabled={busy || toCome === 0} onPress={() => setStep('absent')}>
          {t('absent-all.mark')}
        </Button>
      )}
    </div>
  )
}
