/** The candidates of the demo: names as people have them, in the scripts in which they write them. */
import names from '../../../resources/demo/names.json' with { type: 'json' }
import type { Doc } from '../store/store.ts'
import { makeRandom, uuidOf, type Random } from './random.ts'

interface Person {
  given: string
  family?: string
  name?: string
  country: string
}

interface Group {
  weight: number
  country: string
  given: string[]
  family: string[]
  order?: string
}

const first_code = 20_401
const GROUPS: readonly Group[] = names.groups
const FIRST: readonly Person[] = names.first

/** One contact for each candidate. The first ones are the same for every seed, so that there is always somebody to look for. */
export function demoContacts(candidates: number, seed: number): Doc[] {
  const random = makeRandom('people', seed)
  return Array.from({ length: candidates }, (_, i) => contactOf(FIRST[i] ?? inventPerson(random), i, seed, random))
}

function inventPerson(random: Random): Person {
  const group = random.weighted(GROUPS)
  const given = random.pick(group.given)
  const family = random.pick(group.family)
  if (group.order === 'family-given') return { given, family, name: `${family}${given}`, country: group.country }
  if (group.order === 'family-given-spaced') return { given, family, name: `${family} ${given}`, country: group.country }
  return { given, family, country: group.country }
}

function contactOf({ given, family, name, country }: Person, i: number, seed: number, random: Random): Doc {
  const code = `EL-${first_code + i}`
  return {
    id: uuidOf('contact', seed, i),
    code,
    first_name: given,
    ...(family === undefined ? {} : { last_name: family }),
    name: name ?? [given, family].filter((part) => part !== undefined).join(' '),
    email_address: `${code.toLowerCase()}@candidates.example`,
    city: random.pick(names.cities),
    state: 'British Columbia',
    country: 'Canada',
    birth_country: country,
    job_title: random.pick(names.jobs),
    is_member: random.next() < 0.3,
  }
}
