/** The present minute, for clocks on the screen. */
import { useEffect, useState } from 'react'

const tick_ms = 5_000

export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), tick_ms)
    return () => clearInterval(timer)
  }, [])
  return now
}
