/** A labelled field with its one sentence of error beside it. */
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components'
import { CircleAlert } from 'lucide-react'
import styles from './text-field.module.css'

export interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  help?: string
  error?: string | null
  type?: 'text' | 'password' | 'url'
  autoFocus?: boolean
  mono?: boolean
}

export function TextField({ label, value, onChange, help, error, type = 'text', autoFocus = false, mono = false }: TextFieldProps) {
  return (
    <AriaTextField className={styles['field'] ?? ''} value={value} onChange={onChange} type={type} autoFocus={autoFocus} isInvalid={Boolean(error)} validationBehavior="aria">
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Input className={`${styles['input']} ${mono ? 'mono' : ''}`} autoComplete="off" spellCheck={false} />
      {help && !error ? (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      ) : null}
      <FieldError className={styles['error'] ?? ''}>
        <CircleAlert aria-hidden size={18} />
        <span>{error}</span>
      </FieldError>
    </AriaTextField>
  )
}
