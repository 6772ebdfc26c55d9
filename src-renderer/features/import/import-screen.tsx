/** A roster by file: choose it, say what its columns are, see what would happen, let it happen. */
import { useState } from 'react'
import { ShieldAlert } from 'lucide-react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { StateView } from '../../ui/state-view.tsx'
import { ChooseFile } from './choose-file.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { draftOf } from './draft.ts'
import type { Draft } from './draft.ts'
import { rememberColumns } from './remembered-columns.ts'
import { Review } from './review.tsx'
import { Running } from './running.tsx'
import { toRows } from './to-row.ts'
import type { ReadRow } from './to-row.ts'
import { useImport } from './use-import.ts'
import type { ImportTarget } from './use-import.ts'

interface ImportScreenProps {
  event: string | null
  user: DeskUser
  onRoster: (event: string | null) => void
}

export function ImportScreen({ event, user, onRoster }: ImportScreenProps) {
  const { t } = useI18n()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [sent, setSent] = useState<{ target: ImportTarget; rows: ReadRow[] } | null>(null)
  const { run, check, start, stop, reset } = useImport()
  if (user.role === 'proctor') {
    return (
      <StateView icon={ShieldAlert} title={t('import.leads')}>
        <p>{t('import.leads.help')}</p>
      </StateView>
    )
  }
  if (!draft) return <ChooseFile onTable={(table) => setDraft(draftOf(table, event))} onLeave={() => onRoster(event)} />

  const again = () => (reset(), setDraft(null))
  function next(target: ImportTarget): void {
    if (!draft) return
    const rows = toRows(draft.header === null ? draft.table.rows : draft.table.rows.slice(1), draft.mapping, draft.order)
    if (draft.header !== null) rememberColumns(draft.header, { mapping: draft.mapping, order: draft.order })
    setSent({ target, rows })
    check(target, rows)
  }
  switch (run.phase) {
    case 'idle':
      return <ColumnsStep draft={draft} event={event} failed={run.failed} onChange={setDraft} onNext={next} onBack={again} />
    case 'checking':
    case 'importing':
      return <Running run={run} onStop={stop} />
    case 'checked':
    case 'imported':
      return <Review key={run.phase} draft={draft} run={run} onImport={() => sent && start(sent.target, sent.rows)} onBack={reset} onRoster={() => onRoster(draft.event)} onAgain={again} />
  }
}
