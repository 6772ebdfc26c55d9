/** Reads something from the station and keeps it fresh: again on every live change, again after a failure. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem } from './api-problem.ts'
import type { ApiProblem } from './api-problem.ts'
import { takeFirstAnswer } from './first-answers.ts'
import { useLive } from './live-store.ts'

const retry_ms = 1_000

export interface Remote<T> {
  data: T | null
  problem: ApiProblem | null
  reload: () => void
}

/**
 * `key` names what is read (null: nothing); data of another key is never shown.
 * @param every_ms reads again so often: for what no live event speaks of, before anyone has signed in
 */
export function useRemote<T>(key: string | null, load: () => Promise<T>, every_ms?: number): Remote<T> {
  const [state, setState] = useState<{ key: string | null; data: T | null; problem: ApiProblem | null }>(() => ({ key, data: takeFirstAnswer(key) as T | null, problem: null }))
  const isRead = useRef(state.data !== null)
  const [round, setRound] = useState(0)
  const changes = useLive((live) => live.changes)
  const loader = useRef(load)
  loader.current = load

  // One reading at a time for each key; a change during a reading asks for one more afterwards.
  const reading = useRef<{ key: string; again: boolean } | null>(null)
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])

  useEffect(() => {
    if (key === null) return
    if (isRead.current) {
      isRead.current = false
      return
    }
    if (reading.current?.key === key) {
      reading.current.again = true
      return
    }
    const mine = { key, again: false }
    reading.current = mine
    const finish = (data: T | null, problem: ApiProblem | null) => {
      if (reading.current !== mine || !alive.current) return
      reading.current = null
      // What is gone is not shown as if it were there; after any other failure it is.
      const kept = (old: { key: string | null; data: T | null }) => (old.key === key && problem?.status !== 404 ? old.data : null)
      setState((old) => ({ key, data: data ?? kept(old), problem }))
      if (mine.again) setRound((n) => n + 1)
      else if (problem?.code === 'unreachable') setTimeout(() => alive.current && setRound((n) => n + 1), retry_ms)
    }
    loader.current().then(
      (data) => finish(data, null),
      (error: unknown) => finish(null, asProblem(error)),
    )
  }, [key, round, changes])

  useEffect(() => {
    if (every_ms === undefined) return
    const timer = setInterval(() => setRound((n) => n + 1), every_ms)
    return () => clearInterval(timer)
  }, [every_ms])

  const reload = useCallback(() => setRound((n) => n + 1), [])
  const fits = state.key === key
  return { data: fits ? state.data : null, problem: fits ? state.problem : null, reload }
}
