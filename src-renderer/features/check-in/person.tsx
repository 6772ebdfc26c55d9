/** One candidate: who, what they are granted, the steps, the seat, and the one thing to do next. */
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { focusOn, PERSON_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import type { KeyBinding } from '../../ui/key-store.ts'
import { AccommodationPanel } from './accommodation-panel.tsx'
import { Actions } from './actions.tsx'
import { CaptureForm } from './capture-form.tsx'
import { forget, leaveOut, NOTHING_YET, remember, toggleAll, toggleStep, useDesk } from './desk-store.ts'
import { checksOf, PHOTO_TAKEN, stepsOf, tickable } from './identity.ts'
import type { Progress, StepHere } from './identity.ts'
import { IdentitySteps } from './identity-steps.tsx'
import { InState } from './in-state.tsx'
import { LikelyDoubles } from './likely-doubles.tsx'
import { LockerCard } from './locker-card.tsx'
import { PersonHead } from './person-head.tsx'
import { ReasonForm } from './reason-form.tsx'
import { Refusal } from './refusal.tsx'
import { otherOf, RegisteredAgain } from './registered-again.tsx'
import { SeatCard } from './seat-card.tsx'
import { SignatureCard } from './signature-card.tsx'
import { SheetsCard } from './sheets-card.tsx'
import { canRegisterAgain, standingOf } from './standing.ts'
import { useAttachments } from './use-attachments.ts'
import { useCommand } from './use-command.ts'
import { useSheets } from './use-sheets.ts'
import { Warnings } from './warnings.tsx'
import styles from './person.module.css'

export interface PersonProps {
  candidate: Candidate
  /** False while this candidate only stays on the screen until the next is read. */
  live: boolean
  hasHq: boolean
  reload: () => void
  onNext: () => void
  /** Shows another registration. */
  onGo: (registration: string) => void
  onCertificate: (candidate: Candidate) => void
  tools: PersonTools
}

/** Forms of other features, put together by the app: each is closed with whether it did something. */
export interface PersonTools {
  accommodations: (candidate: Candidate, close: (done: boolean) => void) => ReactNode
  incident: (candidate: Candidate, close: (done: boolean) => void) => ReactNode
  transfer: (candidate: Candidate, close: (done: boolean) => void) => ReactNode
}

type Captures = 'photo' | 'signature'
type NotPossible = 'no-photo' | 'no-signature' | 'no-locker'
type Mode = 'normal' | 'seat' | 'sheets' | 'locker' | 'absent' | 'override' | 'cancel' | Captures | NotPossible | keyof PersonTools

export function Person({ candidate, live, hasHq, reload, onNext, onGo, onCertificate, tools }: PersonProps) {
  const { t } = useI18n()
  const { id } = candidate
  const progress = useDesk((desk) => desk.progress[id] ?? NOTHING_YET)
  const undoing = useDesk((desk) => desk.undoing === id)
  const justDone = useDesk((desk) => desk.last?.registration === id && desk.last.kind === 'check-in')
  const lastKind = useDesk((desk) => (desk.last?.registration === id ? desk.last.kind : null))
  const [mode, setMode] = useState<Mode>('normal')
  const latest = useRef(mode)
  latest.current = mode
  /** Back to the usual; what somebody opened while a write was under way stays. */
  function leave(): boolean {
    if (latest.current !== mode) return false
    setMode('normal')
    return true
  }
  /** The steps as they were when "without them?" was asked; another tick takes the question back. */
  const [askedFor, setAskedFor] = useState<Progress | null>(null)
  /** Somebody at this desk has done something with who is in. */
  const [handled, setHandled] = useState(false)
  const command = useCommand(id, reload)
  const sheets = useSheets(candidate, reload)
  const attachments = useAttachments(id, reload)
  const steps = stepsOf(candidate, progress)
  const standing = standingOf(candidate, steps)
  const open = standing.phase === 'to-come' || standing.phase === 'absent'
  const getsPaper = standing.phase === 'to-come' || standing.phase === 'in'
  const away = candidate.on_break_since !== null
  const undoesBreak = undoing && lastKind === 'break'
  const [double] = candidate.doubles
  const canCancel = double !== undefined && open
  const again = canRegisterAgain(candidate)
  const cancelled = candidate.state === 'cancelled'
  const other = otherOf(candidate)
  const canUndo = standing.phase === 'in' || standing.phase === 'absent' || again

  const sure = askedFor === progress
  /** Enter may follow the last tick faster than the screen does. */
  const stepsNow = () => stepsOf(candidate, useDesk.getState().progress[id] ?? NOTHING_YET)

  async function checkIn(override?: string): Promise<void> {
    const seat = candidate.seat ?? candidate.suggested_seat
    const done = await command.run('check-in', {
      IdentityChecks: checksOf(stepsNow()),
      ...(seat ? { Seat: seat } : {}),
      ...(override === undefined ? {} : { Override: { Reason: override } }),
    })
    setAskedFor(null)
    if (!done) return
    leave()
    remember({ registration: id, name: candidate.name, kind: 'check-in' })
    const { sheets_at_check_in: Count } = candidate.settings
    if (override === undefined && Count > 0 && candidate.sheets.length === 0) await sheets.give({ Count })
  }
  async function markAbsent(reason: string): Promise<void> {
    if (!(await command.run('mark-absent', { Reason: reason }))) return
    leave()
    remember({ registration: id, name: candidate.name, kind: 'mark-absent' })
  }
  async function cancel(reason: string): Promise<void> {
    if (!(await command.run('cancel', { Reason: reason }))) return
    closeTool(false)
    remember({ registration: id, name: candidate.name, kind: 'cancel' })
  }
  async function registerAgain(reason: string): Promise<void> {
    const fresh = await command.run('register-again', { Reason: reason })
    if (fresh === null) return
    forget(id)
    onGo(fresh.RegistrationIdentifier)
  }
  async function undo(reason: string): Promise<void> {
    if (await command.run('undo-check-in', { Reason: reason })) forget(id)
  }
  function primary(): void {
    if (!open) return onNext()
    focusOn(PERSON_ID)
    const now = useDesk.getState().progress[id] ?? NOTHING_YET
    if (standingOf(candidate, stepsNow()).doubtful && askedFor !== now) return setAskedFor(now)
    void checkIn()
  }
  async function toggleBreak(): Promise<void> {
    if (!(await command.run(away ? 'end-break' : 'start-break', {}))) return
    setHandled(true)
    remember({ registration: id, name: candidate.name, kind: 'break' })
  }
  async function undoBreak(reason: string): Promise<void> {
    if (await command.run('undo-break', { Reason: reason })) forget(id)
  }
  /** A step is ticked, or its photo, signature or locker is taken care of. */
  function doStep({ name, kind }: StepHere): void {
    if (kind === 'check') toggleStep(id, name)
    else setMode(kind)
  }
  /** What a form did counts at once; a photo also ticks the usual step of that name. */
  function kept(kind: Captures): void {
    const usual = steps.find(({ name, kind: is }) => kind === 'photo' && is === 'check' && name === PHOTO_TAKEN)
    if (usual && !usual.done && open) toggleStep(id, usual.name)
    closeTool(false)
  }
  /** The way past a photo, a signature or a locker that the venue asks for. */
  const notPossible = (kind: Captures | 'locker') => (open && steps.some((step) => step.kind === kind) ? () => setMode(`no-${kind}`) : undefined)
  function leaveStepOut(kind: NotPossible, reason: string): void {
    for (const step of steps) if (`no-${step.kind}` === kind) leaveOut(id, step.name, reason)
    closeTool(false)
  }
  function closeTool(done: boolean): void {
    if (leave()) focusOn(PERSON_ID)
    if (done) reload()
  }
  const tool = mode === 'accommodations' || mode === 'incident' || mode === 'transfer' ? tools[mode](candidate, closeTool) : null
  const capture = mode === 'photo' || mode === 'signature' ? mode : null
  const asked = mode === 'no-photo' || mode === 'no-signature' || mode === 'no-locker' ? mode : null
  const has = (kind: Captures | 'locker') => candidate[kind] !== null || mode === kind || steps.some((step) => step.kind === kind)
  const takesLocker = has('locker') && standing.phase !== 'blocked'
  const giveBack = () => void command.run('return-locker', {})
  const startUndo = () => useDesk.setState({ undoing: id })
  const calm = mode === 'normal' && !undoing && live

  const keys: KeyBinding[] = [
    ...(open ? steps.map((step, index) => ({ key: String(index + 1), ...(index === 0 ? { cap: `1 – ${steps.length}`, hint: t('person.key.steps') } : {}), run: () => doStep(step) })) : []),
    ...(open && tickable(steps).length > 1 ? [{ key: '0', cap: '0', hint: t('steps.key.all'), run: () => toggleAll(id, tickable(steps)) }] : []),
    { key: 'Enter', hint: open ? t('person.key.check-in') : t('person.key.next'), run: primary },
    ...(open ? [{ key: 's', cap: 'S', hint: t('person.key.seat'), run: () => setMode('seat') }] : []),
    ...(getsPaper ? [{ key: 'p', cap: 'P', hint: t('person.key.paper'), run: () => setMode('sheets') }] : []),
    ...(getsPaper && sheets.fresh.length > 0 ? [{ key: 'r', cap: 'R', hint: t('sheets.key.take-back'), run: () => void sheets.takeBack() }] : []),
    ...(standing.phase === 'to-come' ? [{ key: 'a', run: () => setMode('absent') }] : []),
    ...(standing.phase === 'in' ? [{ key: 'b', cap: 'B', hint: t(away ? 'clock.key.back' : 'clock.key.break'), run: () => void toggleBreak() }] : []),
    { key: 'f', cap: 'F', hint: t('photo.key'), run: () => setMode('photo') },
    ...(has('signature') ? [{ key: 'n', cap: 'N', hint: t('signature.key'), run: () => setMode('signature') }] : []),
    ...(takesLocker ? [{ key: 'l', cap: 'L', hint: t('locker.key'), run: () => setMode('locker') }] : []),
    ...(candidate.locker === null ? [] : [{ key: 'k', cap: 'K', hint: t('locker.key.return'), run: giveBack }]),
    ...(cancelled ? [] : [{ key: 'g', cap: 'G', hint: t('grant.key.open'), run: () => setMode('accommodations') }]),
    { key: 'i', cap: 'I', hint: t('clock.key.incident'), run: () => setMode('incident') },
    ...(candidate.passed ? [{ key: 'c', cap: 'C', hint: t('certificate.key'), run: () => onCertificate(candidate) }] : []),
    ...(double ? [{ key: 'd', cap: 'D', hint: t('double.key.see'), run: () => onGo(double.registration) }] : []),
    ...(canCancel ? [{ key: 'x', cap: 'X', hint: t('double.key.cancel'), run: () => setMode('cancel') }] : []),
    ...(cancelled ? [] : [{ key: 't', cap: 'T', hint: t('transfer.key'), run: () => setMode('transfer') }]),
    ...(other === null ? [] : [{ key: 'o', cap: 'O', hint: t('again.key.see'), run: () => onGo(other) }]),
    ...(canUndo ? [{ key: 'u', cap: 'U', hint: t(again ? 'again.key' : 'person.key.undo'), run: startUndo }] : []),
  ]
  useKeys(calm ? keys : [])

  return (
    <article className={styles['person']} aria-label={candidate.name}>
      <div className={styles['scroll']}>
        <PersonHead candidate={candidate} hasHq={hasHq} onIncident={() => setMode('incident')} onTransfer={cancelled ? null : () => setMode('transfer')} onPhoto={() => setMode('photo')} onCertificate={() => onCertificate(candidate)} />
        <Warnings candidate={candidate} ours={justDone || handled} onOverride={() => setMode('override')} />
        <RegisteredAgain candidate={candidate} onSee={onGo} />
        <LikelyDoubles candidate={candidate} onCancel={canCancel ? () => setMode('cancel') : null} onSee={onGo} />
        <AccommodationPanel candidate={candidate} onChange={cancelled ? null : () => setMode('accommodations')} />
        {standing.phase === 'in' ? <InState candidate={candidate} justDone={justDone} busy={command.busy} onBreak={() => void toggleBreak()} /> : null}
        {open ? <IdentitySteps steps={steps} written={justDone} onStep={doStep} onAll={() => toggleAll(id, tickable(steps))} /> : null}
        <div className={styles['cards']}>
          {standing.phase === 'blocked' ? null : <SeatCard candidate={candidate} editing={mode === 'seat'} onEdit={() => setMode('seat')} onClose={leave} command={command} />}
          {takesLocker ? <LockerCard candidate={candidate} editing={mode === 'locker'} command={command} onEdit={() => setMode('locker')} onReturn={giveBack} onClose={leave} onNotPossible={notPossible('locker')} /> : null}
          {has('signature') ? <SignatureCard candidate={candidate} onTake={() => setMode('signature')} /> : null}
          <SheetsCard candidate={candidate} editing={mode === 'sheets'} open={getsPaper} run={sheets} onEdit={() => setMode('sheets')} onClose={leave} />
        </div>
      </div>
      <div className={styles['foot']}>
        <Refusal refused={mode === 'seat' || mode === 'locker' ? null : command.refused} candidate={candidate} />
        {undoesBreak ? <ReasonForm kind="undo-break" busy={command.busy} onReason={(reason) => void undoBreak(reason)} onClose={() => useDesk.setState({ undoing: null })} /> : null}
        {undoing && canUndo && !undoesBreak ? <ReasonForm kind={again ? 'again' : 'undo'} busy={command.busy} onReason={(reason) => void (again ? registerAgain(reason) : undo(reason))} onClose={() => useDesk.setState({ undoing: null })} /> : null}
        {mode === 'absent' ? <ReasonForm kind="absent" busy={command.busy} onReason={(reason) => void markAbsent(reason)} onClose={leave} /> : null}
        {mode === 'override' ? <ReasonForm kind="override" busy={command.busy} onReason={(reason) => void checkIn(reason)} onClose={leave} /> : null}
        {mode === 'cancel' ? <ReasonForm kind="cancel" busy={command.busy} onReason={(reason) => void cancel(reason)} onClose={leave} /> : null}
        {capture ? <CaptureForm key={capture} kind={capture} candidate={candidate} run={attachments} onKept={() => kept(capture)} onClose={() => closeTool(false)} onNotPossible={notPossible(capture)} /> : null}
        {asked ? <ReasonForm kind={asked} busy={false} onReason={(reason) => leaveStepOut(asked, reason)} onClose={() => closeTool(false)} /> : null}
        {tool}
        {(undoing && canUndo) || tool !== null || capture !== null || asked !== null || mode === 'absent' || mode === 'override' || mode === 'cancel' ? null : (
          <Actions
            standing={standing}
            sure={sure}
            again={again}
            busy={command.busy}
            onPrimary={primary}
            onUndo={startUndo}
            onAbsent={() => setMode('absent')}
          />
        )}
      </div>
    </article>
  )
}
