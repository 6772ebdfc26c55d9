/** One function for as long as a component is there, which does what the latest one would: what takes it need not be drawn again. */
import { useCallback, useLayoutEffect, useRef } from 'react'

export function useSteady<Args extends unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
