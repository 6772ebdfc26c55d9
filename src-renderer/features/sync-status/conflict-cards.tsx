/** Conflicts and refusals, one card each; the keys 1 and 2 decide the card that is marked. */
import { useState } from 'react'
import type { Waiting } from '../../../src-shared/desk.ts'
import { asProblem } from '../../api/api-problem.ts'
import { resolveConflict } from '../../api/desk-api.ts'
import type { Choice } from '../../api/desk-api.ts'
import { resendCorrected } from '../../api/paper-api.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import type { KeyBinding } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { ConflictCard } from './conflict-card.tsx'
import styles from './sync.module.css'

export type Conflict = Waiting['conflicts'][number]

interface ConflictCardsProps {
  conflicts: Conflict[]
  zone: string
  onResolved: () => void
  onOpen: (registration: string) => void
}

export function ConflictCards({ conflicts, zone, onResolved, onOpen }: ConflictCardsProps) {
  const { t } = useI18n()
  const [marked, setMarked] = useState<string | null>(null)
  const [failed, setFailed] = useState<{ id: string; text: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [fixing, setFixing] = useState<string | null>(null)
  const index = Math.max(0, conflicts.findIndex(({ id }) => id === marked))

  async function resolve(id: string, choice: Choice | { value: object }): Promise<void> {
    if (busy) return
    setBusy(true)
    setFailed(null)
    try {
      await (typeof choice === 'string' ? resolveConflict(id, choice) : resendCorrected(id, choice.value))
      setFixing(null)
    } catch (error) {
      const problem = asProblem(error)
      setFailed({ id, text: refusalText(problem, t) ?? t('common.failed') })
    } finally {
      setBusy(false)
      onResolved()
    }
  }
  const choose = (choice: Choice) => {
    const conflict = conflicts[index]
    if (conflict) void resolve(conflict.id, choice)
  }
  const mark = (step: number) => {
    const next = conflicts[Math.max(0, Math.min(conflicts.length - 1, index + step))]
    setMarked(next?.id ?? null)
    if (next) document.getElementById(`conflict-${next.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const here = conflicts[index]
  const isRefused = here?.kind === 'rejected'
  const fixable = isRefused && (here.fix?.length ?? 0) > 0
  const calm: KeyBinding[] = [
    { key: '1', cap: '1', hint: t(isRefused ? 'conflict.key.again' : 'conflict.key.mine'), run: () => choose('mine') },
    { key: '2', cap: '2', hint: t(isRefused ? 'conflict.key.let-go' : 'conflict.key.theirs'), run: () => choose('theirs') },
    { key: 'ArrowDown', ...(conflicts.length > 1 ? { cap: '↑ ↓', hint: t('conflict.key.move') } : {}), run: () => mark(1) },
    { key: 'ArrowUp', run: () => mark(-1) },
    ...(fixable ? [{ key: 'f', hint: t('fix.key'), run: () => setFixing(here.id) }] : []),
  ]
  // A form brings its own.
  useKeys(fixing === null ? calm : [])
  return (
    <section className={styles['conflicts']}>
      <h2>{t('conflict.title', { n: conflicts.length })}</h2>
      {conflicts.map((conflict, at) => (
        <ConflictCard
          key={conflict.id}
          conflict={conflict}
          zone={zone}
          marked={at === index}
          busy={busy}
          failed={failed?.id === conflict.id ? failed.text : null}
          onChoose={(choice) => void resolve(conflict.id, choice)}
          fixing={fixing === conflict.id}
          onFix={() => (setMarked(conflict.id), setFixing(conflict.id))}
          onFixed={(value) => void resolve(conflict.id, value === null ? 'mine' : { value })}
          onLeave={() => setFixing(null)}
          onOpen={onOpen}
        />
      ))}
    </section>
  )
}
