/** A roster by file: choose it, say what its columns are, see what would happen, let it happen. */
import { useState } from 'react'
import { FileSpreadsheet, ShieldAlert } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import { forms, transferTargets } from '../../api/door-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { useI18n } from '../../ui/i18n.ts'
import { StateView } from '../../ui/state-view.tsx'
import { ChooseFile } from './choose-file.tsx'
import { draftOf } from './draft.ts'
import type { Draft } from './draft.ts'
import { MapColumns } from './map-columns.tsx'
import { rememberColumns } from './remembered-columns.ts'
import { Review } from './review.tsx'
import { toRows } from './to-row.ts'
import type { ReadRow } from './to-row.ts'
import { useImport } from './use-import.ts'
import styles from './import.module.css'

/** Every sitting of the next weeks can be imported into. */
const no_sitting = '-'

interface ImportScreenProps {
  event: string | null
  user: DeskUser
  onRoster: (event: string | null) => void
}

export function ImportScreen({ event, user, onRoster }: ImportScreenProps) {
  const { t } = useI18n()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [rows, setRows] = useState<ReadRow[]>([])
  const choices = useRemote(`forms/${event ?? ''}`, () => forms(event)).data?.forms ?? []
  const sittings = useRemote('import-sittings', () => transferTargets(no_sitting)).data?.sittings ?? []
  const { run, check, start, reset } = useImport()
  if (user.role === 'proctor') {
    return (
      <StateView icon={ShieldAlert} title={t('import.leads')}>
        <p>{t('import.leads.help')}</p>
      </StateView>
    )
  }
  if (!draft) return <ChooseFile onTable={(table) => setDraft(draftOf(table, event))} onLeave={() => onRoster(event)} />

  const target = { event: draft.event, assessment: draft.assessment ?? (draft.mapping.includes('assessment') ? null : (choices[0]?.code ?? null)), source: draft.table.name }
  const shown = { ...draft, assessment: target.assessment }
  const again = () => (reset(), setDraft(null))
  function next(): void {
    if (!draft) return
    const read = toRows(draft.header === null ? draft.table.rows : draft.table.rows.slice(1), draft.mapping, draft.order)
    if (draft.header !== null) rememberColumns(draft.header, { mapping: draft.mapping, order: draft.order })
    setRows(read)
    check(target, read)
  }
  switch (run.phase) {
    case 'idle':
      return <MapColumns draft={shown} sittings={sittings} forms={choices} failed={run.failed} onChange={setDraft} onNext={next} onBack={again} />
    case 'checking':
    case 'importing':
      return (
        <StateView icon={FileSpreadsheet} title={t(`import.${run.phase}`)}>
          <progress className={styles['progress']} max={Math.max(1, run.of)} value={run.done} aria-label={t(`import.${run.phase}`)} />
          <p>{t('import.progress', { n: run.done, of: run.of })}</p>
        </StateView>
      )
    case 'checked':
    case 'imported':
      return <Review key={run.phase} draft={draft} run={run} onImport={() => start(target, rows)} onBack={reset} onRoster={() => onRoster(draft.event)} onAgain={again} />
  }
}
