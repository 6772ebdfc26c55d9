/** Who may sign in at this desk. The stored PIN stays inside the station. */
import type { DeskUser, Role } from '../../../src-shared/desk.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { initialsOf, ROLES } from '../commands/users/add-user.ts'
import type { Doc, Store, StoredRecord } from '../store/store.ts'
import { isStoredPin, type StoredPin } from './pin.ts'
import type { Place } from './place.ts'

const users_max = 1_000

export interface KnownUser {
  user: DeskUser
  pin: StoredPin
}

/** The people of a site, by name; those without a usable PIN are left out. */
export async function usersAt(store: Store, { tenant, site }: Place): Promise<DeskUser[]> {
  const records = await store.query({ tenant, collection: 'users', where: [], limit: users_max })
  const users = records.flatMap((record) => knownUser(record, site)?.user ?? [])
  return users.sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** One person who may sign in at this site. */
export async function userAt(store: Store, { tenant, site }: Place, id: string): Promise<KnownUser | undefined> {
  const record = await store.get({ tenant, collection: 'users', id })
  return record && knownUser(record, site)
}

function knownUser(record: StoredRecord, site: string): KnownUser | undefined {
  if (record.site !== null && record.site !== site) return undefined
  const doc = JSON.parse(record.text) as Doc
  if (!isStoredPin(doc.pin)) return undefined
  const name = textOf(doc, 'name') ?? record.id
  const user = { id: record.id, name, role: roleOf(doc.role), initials: textOf(doc, 'initials') ?? initialsOf(name) }
  return { user, pin: doc.pin }
}

/** A role that this version does not know may do the least. */
function roleOf(value: unknown): Role {
  return ROLES.find((role) => role === value) ?? 'proctor'
}
