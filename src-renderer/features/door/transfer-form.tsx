/** Transfers a registration: which sitting, what happens to seat and accommodations, why. What stands in the way is said first. */
import { useState } from 'react'
import type { Candidate } from '../../../src-shared/desk.ts'
import type { TransferSitting } from '../../../src-shared/desk/door.ts'
import { asProblem } from '../../api/api-problem.ts'
import { transferAtDesk, transferTargets } from '../../api/door-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Ask } from '../../ui/ask.tsx'
import ask from '../../ui/ask.module.css'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { clockTime, shortDay } from '../../ui/time.ts'
import { useWrite } from '../../ui/use-write.ts'
import { ElsewhereFields } from './elsewhere-fields.tsx'
import type { Elsewhere } from './elsewhere-fields.tsx'
import { useLastTransfer } from './last-transfer.ts'
import { SittingChoices } from './sitting-choices.tsx'

interface TransferFormProps {
  candidate: Candidate
  /** The sitting whose roster is open: the likeliest place to transfer to. */
  open: string | null
  onDone: () => void
  onClose: () => void
}

type Target = { kind: 'sitting'; sitting: TransferSitting } | { kind: 'venue'; to: Elsewhere }

export function TransferForm({ candidate, open, onDone, onClose }: TransferFormProps) {
  const { t, locale } = useI18n()
  const [target, setTarget] = useState<Target | null>(null)
  const [away, setAway] = useState(false)
  const writes = useWrite(asProblem, () => undefined)
  const targets = useRemote(`transfer-targets/${candidate.event.id}`, () => transferTargets(candidate.event.id))
  const blocked = hindranceOf(candidate)
  const here = targets.data?.venues.find((venue) => venue.here)
  useKeys([{ key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose }])

  async function send(Reason: string): Promise<void> {
    if (!target || !here) return
    const when = target.kind === 'sitting' ? { EventVenue: here.id, EventStart: target.sitting.start } : { EventVenue: target.to.venue.id, EventDay: target.to.day, EventTime: target.to.time }
    const EventExamType = target.kind === 'sitting' && target.sitting.exam_type !== '' ? target.sitting.exam_type : candidate.event.exam_type
    const done = await writes.run(() => transferAtDesk(candidate.id, { ...when, EventExamType, Reason }))
    if (!done) return
    const from = { venue: here.id, start: candidate.event.start, exam_type: candidate.event.exam_type, seat: candidate.seat }
    if (target.kind === 'sitting') useLastTransfer.setState({ last: { registration: candidate.id, name: candidate.name, to: target.sitting, from }, said: null })
    onDone()
  }

  const goesAlong = candidate.seat ? t('transfer.seat-lost', { seat: candidate.seat }) : t('transfer.goes-along')
  return (
    <Ask title={t('transfer.title', { name: candidate.name })} level={3} refused={writes.refused} onClose={onClose}>
      {blocked !== null ? (
        <p role="alert" className={ask['note']}>
          {blocked === 'in' ? t('transfer.in', { name: candidate.name }) : blocked === 'cancelled' ? t('transfer.cancelled') : t('transfer.paper', { n: candidate.sheets.length })}
        </p>
      ) : target ? (
        <>
          <p className={ask['note']}>
            <b>
              {target.kind === 'sitting'
                ? `${target.sitting.title}, ${shortDay(target.sitting.start, target.sitting.time_zone, locale)} ${clockTime(target.sitting.start, target.sitting.time_zone, locale)}`
                : `${target.to.venue.name}, ${target.to.day} ${target.to.time}`}
            </b>
          </p>
          <p className={ask['note']}>{target.kind === 'venue' ? `${t('transfer.leaves', { name: candidate.name, venue: target.to.venue.name })} ${goesAlong}` : goesAlong}</p>
          <ReasonChoices choices={([1, 2, 3] as const).map((n) => t(`transfer.reason.${n}`))} busy={writes.busy} send={t('transfer.send')} onReason={(reason) => void send(reason)} onClose={onClose} />
        </>
      ) : away ? (
        <ElsewhereFields venues={targets.data?.venues.filter((venue) => !venue.here) ?? []} onNext={(to) => setTarget({ kind: 'venue', to })} onClose={() => setAway(false)} />
      ) : (
        <SittingChoices targets={targets.data} open={open} onSitting={(sitting) => setTarget({ kind: 'sitting', sitting })} onElsewhere={() => setAway(true)} onClose={onClose} />
      )}
    </Ask>
  )
}

/** What has to be settled before a transfer. */
function hindranceOf({ state, sheets }: Candidate): 'in' | 'cancelled' | 'paper' | null {
  if (state === 'cancelled') return 'cancelled'
  if (state === 'in' || state === 'late') return 'in'
  return sheets.length > 0 ? 'paper' : null
}
