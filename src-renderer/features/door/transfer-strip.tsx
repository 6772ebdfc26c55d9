/** What the last transfer did, and its undoing: back to the sitting it came from, on the old seat where that is still free. */
import { Undo2 } from 'lucide-react'
import { asProblem } from '../../api/api-problem.ts'
import { command } from '../../api/desk-api.ts'
import { transferAtDesk } from '../../api/door-api.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { clockTime, shortDay } from '../../ui/time.ts'
import { useWrite } from '../../ui/use-write.ts'
import { useLastTransfer } from './last-transfer.ts'
import type { LastTransfer } from './last-transfer.ts'
import styles from './door.module.css'

export function TransferStrip({ onUndone }: { onUndone: (registration: string) => void }) {
  const { t, locale } = useI18n()
  const { last, said } = useLastTransfer()
  const writes = useWrite(asProblem, () => undefined)

  async function undo({ registration, name, from }: LastTransfer): Promise<void> {
    let seatTaken = false
    const done = await writes.run(async () => {
      await transferAtDesk(registration, { EventVenue: from.venue, EventStart: from.start, EventExamType: from.exam_type, Reason: t('transfer.undo.reason') })
      seatTaken = from.seat !== null && !(await command(registration, 'assign-seat', { Seat: from.seat }).then(() => true, () => false))
    })
    if (!done) return
    useLastTransfer.setState({ last: null, said: from.seat !== null && seatTaken ? t('transfer.undone.seat-taken', { name, seat: from.seat }) : t('transfer.undone', { name }) })
    onUndone(registration)
  }
  useKeys(last ? [{ key: 'Ctrl+z', cap: 'Ctrl Z', hint: t('transfer.undo'), run: () => void undo(last) }] : [])
  if (!last && said === null) return null
  return (
    <div className={styles['strip']}>
      <p role="status">
        {last ? t('transfer.done', { name: last.name, title: last.to.title, day: shortDay(last.to.start, last.to.time_zone, locale), time: clockTime(last.to.start, last.to.time_zone, locale) }) : said} {writes.refused}
      </p>
      {last ? (
        <Button icon={Undo2} keyCap="Ctrl Z" disabled={writes.busy} onPress={() => void undo(last)}>
          {t('transfer.undo')}
        </Button>
      ) : null}
    </div>
  )
}
