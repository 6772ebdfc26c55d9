/** A small whole number; what is being typed counts once it is one. */
import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'

interface NumberFieldProps {
  label: string
  value: number
  max: number
  disabled: boolean
  onChange: (value: number) => void
  onLeave: () => void
}

export function NumberField({ label, value, max, disabled, onChange, onLeave }: NumberFieldProps) {
  const [text, setText] = useState(String(value))
  useEffect(() => setText(String(value)), [value])
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
  const isFine = number >= 1 && number <= max
  function take(): void {
    if (isFine) onChange(number)
    else setText(String(value))
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Enter') take()
    else setText(String(value))
    onLeave()
  }
  return (
    <label>
      <span>{label}</span>
      <input value={text} inputMode="numeric" disabled={disabled} autoComplete="off" aria-invalid={!isFine} size={5} onChange={({ target }) => setText(target.value)} onBlur={take} onKeyDown={onKeyDown} />
    </label>
  )
}
