/** The keys that work on the screen at this moment. Screens register them; the footer shows them, the dispatcher runs them. */
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'

export interface KeyBinding {
  /** As in KeyboardEvent.key, letters in lower case; `Ctrl+k`; `letter` stands for any letter nobody else takes. */
  key: string
  run: () => void
  /** What the footer says; a binding without a hint works but is not shown (the screen shows it beside its button). */
  hint?: string
  /** What the footer's key cap says, where it is not the key itself. */
  cap?: string
  /** Also works, or is handled by the field itself, while a text field has the focus. */
  in_text?: boolean
  /** The field handles it by itself; only the footer needs to know. */
  shown_only?: boolean
}

interface Group {
  id: string
  bindings: KeyBinding[]
}

interface KeyState {
  /** The group registered last wins. */
  groups: Group[]
  in_text: boolean
  /** While a dialog or a menu is open, only its own keys work. */
  suspended: number
  /** How many things are being opened whose keys may be pressed already. */
  opening: number
}

/** No key waits longer than this for what is being opened. */
const opening_ms_max = 3_000

export const useKeyStore = create<KeyState>()(() => ({ groups: [], in_text: false, suspended: 0, opening: 0 }))

/** Each key once, the newest group first. */
export function activeBindings({ groups, in_text }: Pick<KeyState, 'groups' | 'in_text'>): KeyBinding[] {
  const taken = new Map<string, KeyBinding>()
  for (const group of [...groups].reverse()) {
    for (const binding of group.bindings) {
      // A field that does not have the focus handles nothing.
      const works = in_text ? binding.in_text : !binding.shown_only
      if (!works || taken.has(binding.key)) continue
      taken.set(binding.key, binding)
    }
  }
  return [...taken.values()]
}

/** Registers keys for as long as the component is there. */
export function useKeys(bindings: KeyBinding[]): void {
  const id = useId()
  const latest = useRef(bindings)
  latest.current = bindings
  const shape = bindings.map(({ key, hint, cap, in_text, shown_only }) => [key, hint, cap, in_text, shown_only].join('\t')).join('\n')
  useLayoutEffect(() => {
    // The functions are looked up when the key is pressed, so that a render does not have to register again.
    const stable = latest.current.map((binding) => ({ ...binding, run: () => latest.current.find(({ key }) => key === binding.key)?.run() }))
    useKeyStore.setState(({ groups }) => {
      const at = groups.findIndex((group) => group.id === id)
      const group = { id, bindings: stable }
      return { groups: at === -1 ? [...groups, group] : groups.with(at, group) }
    })
  }, [id, shape])
  useEffect(() => () => useKeyStore.setState(({ groups }) => ({ groups: groups.filter((group) => group.id !== id) })), [id])
}

/** Keeps the screen's keys still while a dialog or a menu is open. */
export function useSuspendedKeys(open: boolean): void {
  useEffect(() => {
    if (!open) return
    useKeyStore.setState(({ suspended }) => ({ suspended: suspended + 1 }))
    return () => useKeyStore.setState(({ suspended }) => ({ suspended: suspended - 1 }))
  }, [open])
}

/** Keys that nobody else takes wait for what is being opened, as far as `opening_ms_max`. Returns how to say that it is there. */
export function beginOpening(): () => void {
  const end = () => {
    clearTimeout(timer)
    if (ended) return
    ended = true
    useKeyStore.setState(({ opening }) => ({ opening: opening - 1 }))
  }
  let ended = false
  const timer = setTimeout(end, opening_ms_max)
  useKeyStore.setState(({ opening }) => ({ opening: opening + 1 }))
  return end
}

/** The same while something is being read for this part of the screen: whoever finds somebody and presses Enter at once means them. */
export function useAwaitedKeys(isOpening: boolean): void {
  useLayoutEffect(() => (isOpening ? beginOpening() : undefined), [isOpening])
}
