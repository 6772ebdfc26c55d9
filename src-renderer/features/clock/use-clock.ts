/** The writes of the clock: stops, time given back with a second signature, and breaks. */
import { asProblem } from '../../api/api-problem.ts'
import { changeClock, command, signOff } from '../../api/desk-api.ts'
import type { ClockChange, RegistrationCommand } from '../../api/desk-api.ts'
import { useWrite } from '../../ui/use-write.ts'
import type { WriteRun } from '../../ui/use-write.ts'

export interface ClockWrites extends Omit<WriteRun, 'run'> {
  stop: (reason: string, only: ReadonlySet<string> | null) => Promise<boolean>
  /** A change that two people sign. */
  signed: (change: ClockChange, input: Record<string, unknown>, by: { user: string; pin: string }) => Promise<boolean>
  onBreak: (registration: string, name: Extract<RegistrationCommand, 'start-break' | 'end-break' | 'undo-break'>, input?: Record<string, unknown>) => Promise<boolean>
}

export function useClock(event: string, reload: () => void): ClockWrites {
  const { run, ...state } = useWrite(asProblem, reload)
  return {
    ...state,
    stop: (Reason, only) => run(() => changeClock(event, 'stop', { Reason, ...(only ? { Registrations: [...only] } : {}) })),
    signed: (change, input, { user, pin }) => run(async () => changeClock(event, change, { ...input, SignOff: (await signOff(user, pin)).token })),
    onBreak: (registration, name, input = {}) => run(() => command(registration, name, input)),
  }
}
