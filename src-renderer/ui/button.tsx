/** A button: quiet by default, one primary on a screen, its key beside its word. */
import { Button as AriaButton } from 'react-aria-components'
import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { KeyCap } from './key-cap.tsx'
import styles from './button.module.css'

export interface ButtonProps {
  children: ReactNode
  onPress?: () => void
  icon?: LucideIcon
  keyCap?: string
  kind?: 'quiet' | 'primary' | 'done' | 'stop' | 'plain'
  size?: 'normal' | 'large'
  disabled?: boolean
  type?: 'button' | 'submit'
  /** The focus stays where it is when a mouse presses, so that Enter keeps its meaning. */
  keepFocus?: boolean
  label?: string
}

export function Button({ children, onPress, icon: Icon, keyCap, kind = 'quiet', size = 'normal', disabled = false, type = 'button', keepFocus = true, label }: ButtonProps) {
  return (
    <AriaButton
      className={`${styles['button']} ${styles[kind]} ${styles[size]}`}
      isDisabled={disabled}
      type={type}
      preventFocusOnPress={keepFocus}
      {...(onPress ? { onPress } : {})}
      {...(label ? { 'aria-label': label } : {})}
    >
      {Icon ? <Icon aria-hidden size={size === 'large' ? 26 : 18} /> : null}
      <span>{children}</span>
      {keyCap ? <KeyCap>{keyCap}</KeyCap> : null}
    </AriaButton>
  )
}
