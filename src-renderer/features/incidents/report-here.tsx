/** A report about the candidate who is on the screen, without leaving them. */
import type { Candidate } from '../../../src-shared/desk.ts'
import { ReportForm } from './report-form.tsx'

export function ReportHere({ candidate, onDone, onClose }: { candidate: Candidate; onDone: () => void; onClose: () => void }) {
  const { id, name, sort_name, code, seat } = candidate
  return <ReportForm event={candidate.event} people={[{ id, name, sort_name, code, seat }]} about={id} level={3} onDone={onDone} onClose={onClose} />
}
