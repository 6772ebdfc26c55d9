/** Headquarters for a moment where the desk's laptop does not hear it: what happens there is behind its back. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hallpassBeside, hallpassProcess } from '../../faults/hallpass-process.ts'
import { asker, type Ask } from '../asker.ts'
import type { ExamMorning } from '../exam-morning.ts'

/** A form that headquarters will withdraw during the day. */
export const OLD_FORM = { id: randomUUID(), code: 'OLD-1', name: 'Old form', bilingual: false, duration_minutes: 180 }

const dataOf = ({ data }: ExamMorning) => join(dirname(data), 'hq')

/** Another process writes the form into headquarters' folder. */
export async function putForm(morning: ExamMorning, { published }: { published: boolean }): Promise<void> {
  const file = join(dirname(morning.data), 'form.ndjson')
  writeFileSync(file, JSON.stringify({ collection: 'assessmentForms', tenant: 'demo', doc: { ...OLD_FORM, published } }))
  await hallpassBeside('import', file, '--data', dataOf(morning))
}

/** At an address that the laptop does not know. Its own line has to be cut. */
export async function atHqElsewhere(morning: ExamMorning, work: (ask: Ask) => Promise<void>): Promise<void> {
  const elsewhere = await hallpassProcess('hq', ['--data', dataOf(morning)])
  await elsewhere.ready()
  await work(asker(elsewhere.url, morning.upstream.key))
  await elsewhere.stop()
}
