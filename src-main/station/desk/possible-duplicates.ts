/** Whom somebody at the door may be: known people with the same code, e-mail or name. */
import type { KnownPerson } from '../../../src-shared/desk/door.ts'
import { people_found_max } from '../../../src-shared/limits.ts'
import { isCancelled } from '../commands/booking/registration-view.ts'
import { foldText } from '../store/fold-text.ts'
import type { DeskView } from './desk-view.ts'
import { nameWords, type Person } from './people.ts'

/** More registrations than this nobody has. */
const registrations_of_one_max = 200

/** People of whom the likeliest are shown. */
const looked_at_max = 50

export interface Asked {
  name: string
  code: string
  email: string
  birth_date: string
  event: string
}

/** @returns the likeliest first, not more than `people_found_max` */
export async function possibleDuplicates(view: DeskView, asked: Asked): Promise<{ people: KnownPerson[] }> {
  await view.people.ready()
  const found = new Map<string, Person>()
  const take = (people: readonly Person[]) => people.forEach((person) => found.set(person.id, person))
  if (asked.code !== '') take(view.people.byCode(asked.code))
  if (asked.email !== '') take(view.people.byEmail(asked.email))
  take(view.people.byName(asked.name))
  take(view.people.beginning(asked.name, looked_at_max))
  const ranked = [...found.values()].map((person) => ({ person, same: sameness(person, asked), whole: wholeWords(person, asked) }))
  ranked.sort((one, other) => other.same.length - one.same.length || other.whole - one.whole || (one.person.name < other.person.name ? -1 : 1))
  const people: KnownPerson[] = []
  for (const { person: { words: _, ...person }, same } of ranked.slice(0, people_found_max)) people.push({ ...person, same, registration: await registrationIn(view, person.id, asked.event) })
  return { people }
}

/** Words that are typed as the person has them: "Li" before "Liam". */
function wholeWords({ name }: Person, asked: Asked): number {
  const has = new Set(nameWords(name).split(' '))
  return nameWords(asked.name).split(' ').filter((word) => has.has(word)).length
}

function sameness(person: Omit<Person, 'words'>, asked: Asked): KnownPerson['same'] {
  const is = (one: string | null, other: string) => one !== null && other !== '' && foldText(one) === foldText(other)
  return [
    ...(is(person.code, asked.code) ? (['code'] as const) : []),
    ...(is(person.email, asked.email) ? (['email'] as const) : []),
    ...(nameWords(person.name) === nameWords(asked.name) ? (['name'] as const) : []),
    ...(is(person.birth_date, asked.birth_date) ? (['birth_date'] as const) : []),
  ]
}

/** The registration of a person in a sitting that stands. */
export async function registrationIn({ reader }: Pick<DeskView, 'reader'>, learner: string, event: string): Promise<string | null> {
  const all = await reader.query({ collection: 'bookingRegistrations', where: [{ field: 'Learner', eq: learner }], limit: registrations_of_one_max })
  return all.find(({ doc }) => doc.EventIdentifier === event && !isCancelled(doc))?.key.id ?? null
}
