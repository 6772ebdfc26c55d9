/** Names all seats of a room by a rule: letters for the rows, or numbers through the room. */
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { NumberField } from './number-field.tsx'
import type { NamingRule } from './room-draft.ts'
import styles from './rooms.module.css'

const KINDS = ['letters', 'numbers'] as const
const first_max = 9_999
const prefix_characters_max = 10

export function NamingForm({ onName, onLeave }: { onName: (rule: NamingRule) => void; onLeave: () => void }) {
  const { t } = useI18n()
  const [rule, setRule] = useState<NamingRule>({ kind: 'letters', prefix: '', first: 1 })
  return (
    <div className={styles['naming']} role="group" aria-label={t('rooms.names')}>
      <span className={styles['label']}>{t('rooms.names')}</span>
      <FilterChips label={t('rooms.names')} filters={KINDS} name={(kind) => t(`rooms.names.${kind}`)} counts={null} chosen={rule.kind} onChoose={(kind) => setRule({ ...rule, kind })} />
      {rule.kind === 'numbers' ? (
        <>
          <label>
            <span>{t('rooms.prefix')}</span>
            <input value={rule.prefix} size={5} maxLength={prefix_characters_max} autoComplete="off" onChange={({ target }) => setRule({ ...rule, prefix: target.value })} />
          </label>
          <NumberField label={t('rooms.first')} value={rule.first} max={first_max} disabled={false} onChange={(first) => setRule({ ...rule, first })} onLeave={onLeave} />
        </>
      ) : null}
      <Button onPress={() => onName(rule)}>{t('rooms.name-all')}</Button>
    </div>
  )
}
