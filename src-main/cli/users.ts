/** `hallpass users add | list | remove`: who may sign in at the desk. */
import { randomInt, randomUUID } from 'node:crypto'
import { isRefusal } from '../../src-shared/problem.ts'
import { addUser, ROLES } from '../station/commands/users/add-user.ts'
import { removeUser } from '../station/commands/users/remove-user.ts'
import { apply } from '../station/commands/apply.ts'
import type { Actor, Command } from '../station/commands/command.ts'
import { hashPin } from '../station/desk/pin.ts'
import type { CentralStore, Doc } from '../station/store/store.ts'
import { CliError, EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { refuseId, tenantOption } from './shared-options.ts'
import { storeOptions, withStore } from './store-options.ts'

const PIN = /^\d{4,12}$/
const pin_digits_made = 6
const users_listed_max = 1_000
const ACTOR: Actor = { id: 'command-line', name: 'Command line', scope: 'admin' }

export const usersAdd = defineCliCommand({
  name: 'users add',
  summary: 'Adds a person who may sign in at the desk, and prints the id and PIN.',
  options: {
    ...storeOptions,
    tenant: tenantOption,
    name: { type: 'text', value: 'NAME', required: true, prose: 'The full name.', refuse: (name) => (name.trim() === '' ? 'is empty.' : undefined) },
    role: { type: 'choice', values: ROLES, required: true, prose: 'What the person does.' },
    pin: { type: 'text', value: 'DIGITS', prose: 'Four to twelve digits; made at random unless given.', refuse: (pin) => (PIN.test(pin) ? undefined : 'must be four to twelve digits.') },
    site: { type: 'text', value: 'SITE', prose: 'The one site at which the person may sign in; every site of the tenant unless given.', refuse: refuseId },
  },
  run: (values, _positionals, output) =>
    withStore(values, { create: true, onlyAtHq: 'add the user', ownWithDocuments: true }, async ({ store }) => {
      const pin = values.pin ?? String(randomInt(10 ** pin_digits_made)).padStart(pin_digits_made, '0')
      const input = { name: values.name.trim(), role: values.role, pin: await hashPin(pin), ...(values.site === undefined ? {} : { site: values.site }) }
      const user = (await write(store, addUser, input, values.tenant)) as Doc
      output.print(JSON.stringify({ id: user.id, name: user.name, role: user.role, pin }))
      return EXIT.ok
    }),
})

export const usersList = defineCliCommand({
  name: 'users list',
  summary: 'Lists who may sign in, one JSON object a line.',
  options: { ...storeOptions, tenant: tenantOption },
  run: (values, _positionals, output) =>
    withStore(values, { create: false }, async ({ store }) => {
      const records = await store.query({ tenant: values.tenant, collection: 'users', where: [], limit: users_listed_max })
      for (const { text, site } of records) {
        const { id, name, role, initials } = JSON.parse(text) as Doc
        output.print(JSON.stringify({ id, name, role, initials, site }))
      }
      return EXIT.ok
    }),
})

export const usersRemove = defineCliCommand({
  name: 'users remove',
  summary: 'Takes away the right to sign in.',
  positionals: [{ name: 'ID', prose: 'the id that `users list` shows' }],
  options: { ...storeOptions, tenant: tenantOption },
  run: (values, [id = ''], output) =>
    withStore(values, { create: false, onlyAtHq: 'remove the user', ownWithDocuments: true }, async ({ store }) => {
      const removed = await write(store, removeUser, { id }, values.tenant)
      output.print(JSON.stringify({ removed }))
      return EXIT.ok
    }),
})

async function write<I, L>(store: CentralStore, command: Command<I, L>, input: I, tenant: string): Promise<unknown> {
  const env = { store, now: () => new Date().toISOString(), newId: randomUUID, isAuthority: () => true }
  const outcome = await apply(env, { command: command as unknown as Command<I>, input, tenant, actor: ACTOR })
  if (isRefusal(outcome)) throw new CliError(EXIT.failed, outcome.detail)
  return outcome.body
}
