/** Closing the paper with two names, closing the sitting, and opening either again with a reason. */
import { useState } from 'react'
import { PenLine } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import type { Paper } from '../../../src-shared/desk/paper.ts'
import { asProblem } from '../../api/api-problem.ts'
import { signOff, users } from '../../api/desk-api.ts'
import { changeClosing } from '../../api/paper-api.ts'
import type { ClosingChange } from '../../api/paper-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { SecondSignature } from '../../ui/second-signature.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { SheetsOut } from './sheets-out.tsx'
import styles from './paper-cards.module.css'

interface ClosingFormProps {
  change: ClosingChange
  paper: Paper
  user: DeskUser
  reload: () => void
  onDone: () => void
  onClose: () => void
}

export function ClosingForm({ change, paper, user, reload, onDone, onClose }: ClosingFormProps) {
  const { t } = useI18n()
  const [reason, setReason] = useState<string | null>(null)
  const writes = useWrite(asProblem, reload)
  const people = useRemote('users', users).data?.filter(({ id, role }) => id !== user.id && (change === 'close-paper' || role !== 'proctor'))
  const reopens = change === 'reopen-paper' || change === 'reopen-sitting'
  // The paper takes two people, the rest a lead: a lead at the desk needs nobody.
  const alone = change !== 'close-paper' && user.role !== 'proctor'
  const { event, balance } = paper

  async function send(why: string | null, by?: { user: string; pin: string }): Promise<void> {
    const done = await writes.run(async () => changeClosing(event.id, change, { ...(why === null ? {} : { Reason: why }), ...(by ? { SignOff: (await signOff(by.user, by.pin)).token } : {}) }))
    if (done) onDone()
  }
  function take(why: string): void {
    setReason(why)
    if (alone) void send(why)
  }

  const title = { 'close-paper': t('closing.paper'), 'close-sitting': t('closing.sitting'), 'reopen-paper': t('closing.reopen.paper'), 'reopen-sitting': t('closing.reopen.sitting') }[change]
  const label = t(reopens ? 'closing.reopen.send' : change === 'close-paper' ? 'closing.paper.send' : 'closing.sitting.send')
  if (!reopens && !paper.even) return <SheetsOut paper={paper} onClose={onClose} />
  return (
    <Ask title={title} refused={writes.refused} onClose={onClose}>
      {change === 'close-paper' ? (
        <>
          <p className={styles['signed']}>{t('closing.paper.sum', { ...balance })}</p>
          <p className={styles['note']}>{t('closing.paper.help')}</p>
        </>
      ) : null}
      {change === 'close-sitting' ? (
        <>
          <p className={styles['note']}>{t('closing.sitting.help')}</p>
          {event.counts.expected > 0 ? <p className={styles['signed']}>{t('closing.sitting.to-come', { n: event.counts.expected })}</p> : null}
        </>
      ) : null}
      {reopens && reason === null ? (
        <ReasonChoices choices={([1, 2, 3] as const).map((n) => t(`closing.reason.${n}`))} busy={writes.busy} send={label} onReason={take} onClose={onClose} />
      ) : alone ? (
        <Confirm label={label} busy={writes.busy} onConfirm={() => void send(reason)} onClose={onClose} />
      ) : people ? (
        <SecondSignature people={people} busy={writes.busy} wrong={writes.wrong} send={label} onSign={(by, pin) => void send(reason, { user: by, pin })} onClose={onClose} />
      ) : null}
    </Ask>
  )
}

function Confirm({ label, busy, onConfirm, onClose }: { label: string; busy: boolean; onConfirm: () => void; onClose: () => void }) {
  const { t } = useI18n()
  useKeys([
    { key: 'Enter', hint: t('paper.key.close'), run: onConfirm },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose },
  ])
  return (
    <div data-enter>
      <Button kind="primary" icon={PenLine} keyCap="Enter" disabled={busy} onPress={onConfirm}>
        {label}
      </Button>
    </div>
  )
}
