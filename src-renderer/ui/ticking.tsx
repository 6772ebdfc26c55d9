/** Text that changes each second without React: one timer writes to the elements that are on the screen. */
import { useEffect, useRef } from 'react'
import { create } from 'zustand'

interface Entry {
  text: (now: number) => string
  seen: boolean
}

const entries = new Map<Element, Entry>()
let timer: ReturnType<typeof setTimeout> | undefined
let observer: IntersectionObserver | undefined

/** How far the station's clock is ahead of this window's, milliseconds. */
const useOffset = create<{ ahead_ms: number }>()(() => ({ ahead_ms: 0 }))

/** Takes over the station's clock. @param now what it said just now, ISO 8601 */
export function setStationClock(now: string): void {
  useOffset.setState({ ahead_ms: Date.parse(now) - Date.now() })
}

/** The station's clock, milliseconds since 1970. */
export function stationNow(): number {
  return Date.now() + useOffset.getState().ahead_ms
}

function write(element: Element, { text }: Entry): void {
  const wanted = text(stationNow())
  if (element.textContent !== wanted) element.textContent = wanted
}

function tick(): void {
  for (const [element, entry] of entries) if (entry.seen) write(element, entry)
  // On the second of the clock that is shown, so that all change together.
  timer = entries.size > 0 ? setTimeout(tick, 1_000 - (stationNow() % 1_000)) : undefined
}

function watch(element: Element): IntersectionObserver {
  observer ??= new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const entry = entries.get(target)
      if (!entry) continue
      entry.seen = isIntersecting
      if (isIntersecting) write(target, entry)
    }
  }, { rootMargin: '200px' })
  observer.observe(element)
  return observer
}

/** @param text pure, from milliseconds since 1970 */
export function Ticking({ text, className }: { text: (now: number) => string; className?: string | undefined }) {
  const span = useRef<HTMLSpanElement>(null)
  const latest = useRef(text)
  latest.current = text
  useEffect(() => {
    const element = span.current
    if (!element) return
    entries.set(element, { text: (now) => latest.current(now), seen: true })
    const watching = watch(element)
    timer ??= setTimeout(tick, 1_000 - (stationNow() % 1_000))
    return () => {
      entries.delete(element)
      watching.unobserve(element)
    }
  }, [])
  // Whoever renders again has something new to say.
  useEffect(() => {
    const entry = span.current && entries.get(span.current)
    if (span.current && entry) write(span.current, entry)
  })
  return <span ref={span} className={className} />
}

/** Calls back each second, for what is decided rather than shown. */
export function useEachSecond(run: (now: number) => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const every = setInterval(() => latest.current(stationNow()), 1_000)
    return () => clearInterval(every)
  }, [])
}
