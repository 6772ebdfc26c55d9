/** Who a row of a roster is: somebody known, somebody new, or a question for a person. */
import type { ImportProblem, RosterImportRow } from '../../../src-shared/desk/door.ts'
import type { NewPerson } from '../../../src-shared/commands/register-at-desk.ts'
import { foldText } from '../store/fold-text.ts'
import { contentId } from '../commands/content-id.ts'
import { nameWords, type People, type Person } from './people.ts'

export type Found =
  | { known: Person }
  | { fresh: NewPerson }
  | { problem: ImportProblem; field: keyof RosterImportRow; detail: Record<string, string> }

export const fullName = ({ name, first_name, last_name }: RosterImportRow) => name ?? [first_name, last_name].filter((part) => part !== undefined).join(' ')

/** A code decides; then e-mail and name together; then the name alone, where only one person has it. */
export function findPerson(people: People, tenant: string, row: RosterImportRow): Found {
  const name = fullName(row)
  const { code, email } = row
  const coded = code === undefined ? [] : people.byCode(code)
  const [first] = coded
  if (code !== undefined && first) {
    if (coded.length > 1) return { problem: 'several-people', field: 'code', detail: { code } }
    return sharesAWord(first.name, name) ? { known: first } : { problem: 'other-person', field: 'code', detail: { code, who: first.name } }
  }
  const mailed = email === undefined ? undefined : people.byEmail(email).find((person) => nameWords(person.name) === nameWords(name) && fits(person, row))
  if (mailed) return { known: mailed }
  const named = people.byName(name).filter((person) => fits(person, row))
  // A code or an address that nobody has tells two people of one name apart.
  const sure = row.birth_date !== undefined && named.length === 1 && named[0]?.birth_date === row.birth_date
  if (sure || (named.length === 1 && code === undefined && email === undefined)) return { known: named[0] as Person }
  if (named.length > 1 && code === undefined && email === undefined) return { problem: 'several-people', field: 'last_name', detail: { name } }
  return { fresh: newPerson(tenant, row, name) }
}

/** Nothing that is known of both differs. */
function fits(person: Person, { code, birth_date }: RosterImportRow): boolean {
  const differ = (one: string | null, other: string | undefined) => one !== null && other !== undefined && foldText(one) !== foldText(other)
  return !differ(person.code, code) && !differ(person.birth_date, birth_date)
}

function sharesAWord(one: string, other: string): boolean {
  const words = new Set(nameWords(one).split(' '))
  return nameWords(other).split(' ').some((word) => words.has(word))
}

function newPerson(tenant: string, row: RosterImportRow, name: string): NewPerson {
  const key = row.code === undefined ? [row.email === undefined ? '' : foldText(row.email), nameWords(name), row.birth_date ?? ''] : ['code', foldText(row.code)]
  const { first_name, last_name, code, email: email_address, phone, birth_date } = row
  const said = Object.fromEntries(Object.entries({ first_name, last_name, code, email_address, phone, birth_date }).filter(([, value]) => value !== undefined))
  return { id: contentId('contact', tenant, ...key), ...said, ...(row.name === undefined ? {} : { name: row.name }) }
}
