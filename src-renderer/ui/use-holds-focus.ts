/** Whether the focus is somewhere in an element. */
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

export function useHoldsFocus(element: RefObject<HTMLElement | null>): boolean {
  const [holds, setHolds] = useState(false)
  useEffect(() => {
    const within = element.current
    if (!within) return
    const look = ({ type, relatedTarget }: FocusEvent) => setHolds(type === 'focusin' || within.contains(relatedTarget as Node | null))
    within.addEventListener('focusin', look)
    within.addEventListener('focusout', look)
    return () => {
      within.removeEventListener('focusin', look)
      within.removeEventListener('focusout', look)
    }
  }, [element])
  return holds
}
