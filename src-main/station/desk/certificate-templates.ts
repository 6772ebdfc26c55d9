/** The programs whose certificates can have a text of their own. */
import type { ProgramTemplate } from '../../../src-shared/desk/certificates.ts'
import { programs_shown_max } from '../../../src-shared/limits.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import type { DeskView } from './desk-view.ts'

/** By name. */
export async function programTemplates({ reader }: Pick<DeskView, 'reader'>): Promise<{ programs: ProgramTemplate[] }> {
  const found = await reader.query({ collection: 'programs', where: [], limit: programs_shown_max })
  const programs = found.map(({ key, doc }) => ({ id: key.id, name: textOf(doc, 'name') ?? key.id, template: textOf(doc, 'certificate_template') }))
  return { programs: programs.toSorted((one, other) => one.name.localeCompare(other.name)) }
}
