/** One write on one candidate: under way, refused, or done. */
import { useCallback, useRef, useState } from 'react'
import { asProblem } from '../../api/api-problem.ts'
import type { ApiProblem } from '../../api/api-problem.ts'
import { command } from '../../api/desk-api.ts'
import type { CommandAnswer, RegistrationCommand } from '../../api/desk-api.ts'

export interface CommandRun {
  busy: boolean
  /** The last refusal, with the command that it answers. */
  refused: { name: RegistrationCommand; problem: ApiProblem } | null
  /** What the station answered once the write is on disk; null where it is not. A second press while one is under way does nothing. */
  run: (name: RegistrationCommand, input: Record<string, unknown>) => Promise<CommandAnswer | null>
  clear: () => void
}

export function useCommand(registration: string, reload: () => void): CommandRun {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<CommandRun['refused']>(null)
  const underWay = useRef(false)

  async function run(name: RegistrationCommand, input: Record<string, unknown>): Promise<CommandAnswer | null> {
    if (underWay.current) return null
    underWay.current = true
    setBusy(true)
    setRefused(null)
    try {
      return await command(registration, name, input)
    } catch (error) {
      setRefused({ name, problem: asProblem(error) })
      return null
    } finally {
      underWay.current = false
      setBusy(false)
      reload()
    }
  }
  const clear = useCallback(() => setRefused(null), [])
  return { busy, refused, run, clear }
}
