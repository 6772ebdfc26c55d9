/** One write on one candidate: under way, refused, or done. */
import { useCallback, useRef, useState } from 'react'
import { asProblem } from '../../api/api-problem.ts'
import type { ApiProblem } from '../../api/api-problem.ts'
import { command } from '../../api/desk-api.ts'
import type { RegistrationCommand } from '../../api/desk-api.ts'

export interface CommandRun {
  busy: boolean
  /** The last refusal, with the command that it answers. */
  refused: { name: RegistrationCommand; problem: ApiProblem } | null
  /** True where the write is on disk. A second press while one is under way does nothing. */
  run: (name: RegistrationCommand, input: Record<string, unknown>) => Promise<boolean>
  /** What the station answered to the last write that was done. */
  answer: () => unknown
  clear: () => void
}

export function useCommand(registration: string, reload: () => void): CommandRun {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<CommandRun['refused']>(null)
  const underWay = useRef(false)
  const answered = useRef<unknown>(null)

  async function run(name: RegistrationCommand, input: Record<string, unknown>): Promise<boolean> {
    if (underWay.current) return false
    underWay.current = true
    setBusy(true)
    setRefused(null)
    try {
      answered.current = await command(registration, name, input)
      return true
    } catch (error) {
      setRefused({ name, problem: asProblem(error) })
      return false
    } finally {
      underWay.current = false
      setBusy(false)
      reload()
    }
  }
  const clear = useCallback(() => setRefused(null), [])
  const answer = useCallback(() => answered.current, [])
  return { busy, refused, run, answer, clear }
}
