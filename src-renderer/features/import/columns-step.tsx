/** The columns, with the sittings and forms that there are to choose from: read while they are chosen, not while rows are registered. */
import { forms, transferTargets } from '../../api/door-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import type { Draft } from './draft.ts'
import { MapColumns } from './map-columns.tsx'
import type { ImportTarget } from './use-import.ts'

/** Every sitting of the next weeks can be imported into. */
const no_sitting = '-'

interface ColumnsStepProps {
  draft: Draft
  /** The sitting from which the import was opened. */
  event: string | null
  failed: string | null
  onChange: (draft: Draft) => void
  onNext: (target: ImportTarget) => void
  onBack: () => void
}

export function ColumnsStep({ draft, event, failed, onChange, onNext, onBack }: ColumnsStepProps) {
  const choices = useRemote(`forms/${event ?? ''}`, () => forms(event)).data?.forms ?? []
  const sittings = useRemote('import-sittings', () => transferTargets(no_sitting)).data?.sittings ?? []
  const assessment = draft.assessment ?? (draft.mapping.includes('assessment') ? null : (choices[0]?.code ?? null))
  const target = { event: draft.event, assessment, source: draft.table.name }
  return <MapColumns draft={{ ...draft, assessment }} sittings={sittings} forms={choices} failed={failed} onChange={onChange} onNext={() => onNext(target)} onBack={onBack} />
}
