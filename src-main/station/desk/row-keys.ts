/** By what one row of a roster can find what another one made: rows that share nothing can be planned on the same records. Pure. */
import type { RosterImportRow } from '../../../src-shared/desk/door.ts'
import { foldText } from '../store/fold-text.ts'
import { fullName } from './find-person.ts'
import { nameWords } from './people.ts'
import type { Plan } from './plan-row.ts'

/** The person's code, address and names, and the seat, as they are looked for. */
export function rowKeys(row: RosterImportRow): string[] {
  const { first_name, last_name, code, email, seat } = row
  const parts = [first_name, last_name].filter((part) => part !== undefined).join(' ')
  const told: [string, string | undefined][] = [['code', code], ['email', email], ['seat', seat]]
  return [
    ...told.flatMap(([what, text]) => (text === undefined ? [] : [`${what} ${foldText(text.trim())}`])),
    ...[fullName(row), parts].map((name) => `name ${nameWords(name)}`),
  ]
}

/** The person whom a planned row is about: two rows can name one person by different things. */
export function planKeys({ input }: Plan): string[] {
  const person = input?.Learner ?? input?.Person?.id
  return person === undefined ? [] : [`person ${person}`]
}
