/** Finds assessment forms by code. */
import type { Doc } from '../../store/store.ts'
import type { GuardedReader, Loaded } from '../command.ts'

const forms_of_a_code_max = 50

/** The published, non-bilingual form with that code. */
export async function findPublishedForm(reader: GuardedReader, code: string | undefined): Promise<Loaded | undefined> {
  if (code === undefined || code === '') return undefined
  return (await formsOf(reader, code)).find(({ doc }) => isOpenForLax(doc))
}

/** The form behind a registration's code, for its duration: the published one where there are several. */
export async function formOfCode(reader: GuardedReader, code: string | null): Promise<Doc | undefined> {
  if (code === null) return undefined
  const forms = await formsOf(reader, code)
  return (forms.find(({ doc }) => isOpenForLax(doc)) ?? forms[0])?.doc
}

function formsOf(reader: GuardedReader, code: string): Promise<Loaded[]> {
  return reader.query({ collection: 'assessmentForms', where: [{ field: 'code', eq: code }], limit: forms_of_a_code_max })
}

/** Whether the lax operations may assign a form. */
export function isOpenForLax(form: Doc): boolean {
  return form.published === true && form.bilingual !== true
}
