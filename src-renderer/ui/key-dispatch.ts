/** The one listener for keys: hears the scanner wherever the focus is, then runs the key of the screen. */
import { flushSync } from 'react-dom'
import { burstAfter, burst_gap_ms, NO_BURST, scannedCode } from './burst.ts'
import { activeBindings, beginOpening, useKeyStore } from './key-store.ts'
import { closedList, isPressable, ownsArrows, setFieldValue, textField, unselected } from './key-target.ts'
import type { KeyBinding } from './key-store.ts'
import type { FieldBefore } from './key-target.ts'
import { usePreferences } from './preferences.ts'
import { typeAhead } from './type-ahead.ts'

export interface Scanned {
  code: string
  /** Puts what was typed back where it was typed, for a "scan" that was fast fingers after all. */
  putBack: () => void
  /** Whether nobody has typed into a field or clicked since: then the focus may go to what was scanned. */
  isHandStill: () => boolean
}

/** Characters outside a field wait this long, in case they are the beginning of a scan. Nobody feels it. */
const hold_ms = burst_gap_ms + 10
const late_ms = 10
const lateness_ms_max = 500

/** Starts listening; `onScan` null while nobody is signed in, else done once what was scanned is open. Returns how to stop. */
export function listenToKeys(onScan: ((scanned: Scanned) => Promise<void>) | null): () => void {
  let burst = NO_BURST
  /** `isOpened`: the first keys of the burst went there, and no hand. */
  let before: (FieldBefore & { isOpened?: boolean }) | null = null
  const held: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  /** How much longer than usual keys are held on a busy laptop, milliseconds. */
  let lateness = 0
  /** Scans that are not known yet. */
  let scans = 0
  /** Counts what was typed into a field and clicked. */
  let acts = 0

  function release(): void {
    clearTimeout(timer)
    // Keys that were held together are run one on the other: each on the screen that the one before it left.
    for (let key = next(); key !== undefined; key = next()) {
      const name = key
      const opened = flushSync(() => ([...name].length === 1 ? runSingle(name) : void namedBinding(name)?.run()))
      // Should it turn out to be a slow scan, that field is left again, and has what it had.
      if (opened) before = { ...opened, isOpened: true }
    }
  }

  /** None while something is being opened, perhaps by the key before: they are run where that ends. */
  const next = () => (isOpening() ? undefined : held.shift())

  function hold(event: KeyboardEvent): void {
    event.preventDefault()
    if (onScan === null) return void runSingle(event.key)
    held.push(event.key)
    // So late as this key came, the scanner's next one may come as well.
    lateness = Math.min(Math.max(0, performance.now() - event.timeStamp) * 2, lateness_ms_max)
    releaseLater()
  }

  function releaseLater(isSecondWait = false): void {
    clearTimeout(timer)
    const wait = hold_ms + lateness
    const due = performance.now() + wait
    // A timer that comes late tells of a busy laptop: the scanner's next key may be on its way as well.
    timer = setTimeout(() => (performance.now() - due > late_ms && !isSecondWait ? releaseLater(true) : release()), wait)
  }

  function endScan(event: KeyboardEvent, code: string): void {
    event.preventDefault()
    event.stopImmediatePropagation()
    clearTimeout(timer)
    held.length = 0
    burst = NO_BURST
    const field = before
    const typed = field ? { field: field.field, value: field.field.value } : null
    if (field) setFieldValue(field)
    if (field?.isOpened) field.field.blur()
    const actsBefore = acts
    const end = beginOpening()
    scans += 1
    const opened = onScan?.({ code, putBack: () => typed && setFieldValue(typed), isHandStill: () => acts === actsBefore })
    void opened?.finally(() => {
      scans -= 1
      end()
    })
  }

  /** Nobody who scans or finds one and presses Enter means the one before. What has keys of its own keeps them. */
  function isHeld({ key, target }: KeyboardEvent): boolean {
    return isOpening() && key !== 'Tab' && !textField(target) && !ownsArrows(target) && (scans > 0 || !isPressable(target))
  }

  function onKeydown(event: KeyboardEvent): void {
    // React Aria repeats a key of its search field at the entry that is marked; only real keys count.
    if (!event.isTrusted || event.isComposing || event.key === 'Shift') return
    if (event.ctrlKey || event.metaKey || event.altKey) return runChord(event)
    const field = textField(event.target) ?? closedList(event.target)
    if (event.key === 'Enter' && onScan) {
      const code = scannedCode(burst, event.timeStamp)
      if (code !== null) return endScan(event, code)
    }
    if (field) acts += 1
    if ([...event.key].length === 1 && !(event.key === ' ' && !field)) {
      const next = burstAfter(burst, event.key, event.timeStamp)
      if (next.keys.length === event.key.length) before = field ? { field, value: field.value } : null
      burst = next
      if (!field) hold(event)
      return
    }
    // A held Enter must not check the next candidate in.
    if (isHeld(event)) return event.repeat ? event.preventDefault() : hold(event)
    release()
    runNamed(event, textField(event.target) !== null)
  }

  function onFocus(): void {
    const field = textField(document.activeElement)
    useKeyStore.setState({ in_text: field !== null })
    // Once React is done with what gave it the focus: until then it would put the old value back.
    if (field && typeAhead.isUnderWay()) setTimeout(() => setFieldValue({ field, value: typeAhead.take() + unselected(field) }))
  }

  const onPointer = () => void (acts += 1)

  // Not at once: what is held may be the beginning of the next scan.
  const forget = useKeyStore.subscribe((now, was) => was.opening > 0 && now.opening === 0 && held.length > 0 && releaseLater())
  window.addEventListener('keydown', onKeydown, true)
  window.addEventListener('pointerdown', onPointer, true)
  window.addEventListener('focusin', onFocus)
  window.addEventListener('focusout', onFocus)
  return () => {
    forget()
    clearTimeout(timer)
    window.removeEventListener('keydown', onKeydown, true)
    window.removeEventListener('pointerdown', onPointer, true)
    window.removeEventListener('focusin', onFocus)
    window.removeEventListener('focusout', onFocus)
  }
}

const isOpening = () => useKeyStore.getState().opening > 0

/** A character typed outside a field: its own key, else the beginning of a search. @returns the field that it opened, and what was in it */
function runSingle(key: string): FieldBefore | undefined {
  const state = useKeyStore.getState()
  if (state.suspended > 0) return undefined
  const field = textField(document.activeElement)
  const bindings = activeBindings(state)
  const own = usePreferences.getState().single_keys ? bindings.find((binding) => binding.key === key.toLowerCase()) : undefined
  // The first letter of a search may have moved the focus into the field: what follows belongs there.
  if (field) setFieldValue({ field, value: field.value + key })
  // So does what is typed while the place of that search is still on its way.
  else if (typeAhead.isUnderWay()) typeAhead.add(key)
  else if (own) own.run()
  else if (/[\p{L}\p{N}]/u.test(key)) return beginSearch(key, bindings)
  return undefined
}

function beginSearch(key: string, bindings: readonly KeyBinding[]): FieldBefore | undefined {
  const search = bindings.find((binding) => binding.key === 'letter')
  search?.run()
  const field = search && textField(document.activeElement)
  if (!field) {
    if (search) typeAhead.add(key)
    return undefined
  }
  const before = { field, value: field.value }
  setFieldValue({ field, value: key })
  return before
}

function namedBinding(name: string): KeyBinding | undefined {
  const state = useKeyStore.getState()
  return state.suspended > 0 ? undefined : activeBindings(state).find(({ key, shown_only }) => key === name && !shown_only)
}

function runNamed(event: KeyboardEvent, inText: boolean): void {
  if (inText || (event.key === 'Enter' && isPressable(event.target)) || (event.key.startsWith('Arrow') && ownsArrows(event.target))) return
  const binding = namedBinding(event.key)
  if (!binding) return
  event.preventDefault()
  // A held Enter must not check the next candidate in.
  if (!event.repeat || event.key.startsWith('Arrow')) binding.run()
}

function runChord(event: KeyboardEvent): void {
  const chord = `ctrl+${event.key.toLowerCase()}`
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const binding = activeBindings(useKeyStore.getState()).find(({ key }) => key.toLowerCase() === chord)
  if (!binding) return
  event.preventDefault()
  binding.run()
}
