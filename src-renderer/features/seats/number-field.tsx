/** A small whole number. It counts while it is typed: what is pressed next, by key or mouse, means what is seen. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'

interface NumberFieldProps {
  label: string
  value: number
  max: number
  disabled: boolean
  /** Somebody begins to type; each number that follows replaces the one before. */
  onBegin?: () => void
  onChange: (value: number) => void
  onLeave: () => void
}

export function NumberField({ label, value, max, disabled, onBegin, onChange, onLeave }: NumberFieldProps) {
  const [text, setText] = useState(String(value))
  /** What it was before somebody began. */
  const began = useRef(value)
  useEffect(() => setText(String(value)), [value])
  const numberOf = (typed: string) => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0)
  const isFine = (number: number) => number >= 1 && number <= max
  function begin(): void {
    began.current = value
    onBegin?.()
  }
  function type(typed: string): void {
    setText(typed)
    if (isFine(numberOf(typed))) onChange(numberOf(typed))
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Escape') onChange(began.current)
    setText(String(pressed.key === 'Escape' ? began.current : value))
    onLeave()
  }
  return (
    <label>
      <span>{label}</span>
      <input value={text} inputMode="numeric" disabled={disabled} autoComplete="off" aria-invalid={!isFine(numberOf(text))} size={5} onFocus={begin} onChange={({ target }) => type(target.value)} onBlur={() => setText(String(value))} onKeyDown={onKeyDown} />
    </label>
  )
}
