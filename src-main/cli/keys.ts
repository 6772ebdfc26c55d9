/** `hallpass keys add | list | revoke | rotate`: API keys, of which only the hash is kept. All of them work beside a running station; stations hear of those of headquarters by sync. */
import { key_grace_minutes_default, key_grace_minutes_max } from '../../src-shared/limits.ts'
import { newApiKey } from '../station/http/api-key.ts'
import { CliError, EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { refuseId, tenantOption } from './shared-options.ts'
import { storeOptions, withStore } from './store-options.ts'

const minute_ms = 60_000

export const keysAdd = defineCliCommand({
  name: 'keys add',
  summary: 'Makes an API key and prints it, once; only its hash is kept.',
  options: {
    ...storeOptions,
    tenant: tenantOption,
    scope: { type: 'choice', values: ['read', 'write', 'admin'], default: 'write', prose: 'What the key may do: read and search; write too; manage keys and users too.' },
    site: { type: 'text', value: 'SITE', prose: 'The one site that the key is for.', refuse: refuseId },
  },
  run: (values, _positionals, output) =>
    withStore(values, { create: true }, async ({ store }) => {
      const { key, hash } = newApiKey()
      const { tenant, scope, site = null } = values
      const id = await store.keys.add({ tenant, scope, site }, hash, new Date().toISOString())
      output.log(`Key ${id} for tenant ${tenant}, scope ${scope}${site === null ? '' : `, site ${site}`}. It is not shown again.`)
      output.print(key)
      return EXIT.ok
    }),
})

export const keysList = defineCliCommand({
  name: 'keys list',
  summary: "Lists a tenant's keys, one JSON object a line: id, scope, site, revoked, expires_at, own (made here). The keys themselves are not known any more.",
  options: { ...storeOptions, tenant: tenantOption },
  run: (values, _positionals, output) =>
    withStore(values, { create: false }, async ({ store }) => {
      for (const row of await store.keys.list(values.tenant)) output.print(JSON.stringify(row))
      return EXIT.ok
    }),
})

export const keysRevoke = defineCliCommand({
  name: 'keys revoke',
  summary: 'Takes a key back: it is refused from then on, at a station from its next sync on.',
  positionals: [{ name: 'ID', prose: 'the id that `keys list` shows' }],
  options: storeOptions,
  run: (values, [id = ''], output) =>
    withStore(values, { create: false }, async ({ store }) => {
      if (!(await store.keys.revoke(id, new Date().toISOString()))) throw new CliError(EXIT.failed, `There is no key ${id} that could be revoked.`)
      output.print(JSON.stringify({ revoked: id }))
      return EXIT.ok
    }),
})

export const keysRotate = defineCliCommand({
  name: 'keys rotate',
  summary: 'Makes a key that may do what an old one may, prints it, once, and lets the old one expire.',
  positionals: [{ name: 'ID', prose: 'the id of the old key, which `keys list` shows' }],
  options: {
    ...storeOptions,
    grace: { type: 'integer', value: 'MINUTES', default: key_grace_minutes_default, min: 0, max: key_grace_minutes_max, prose: 'How long the old key is still taken; with 0 it is revoked.' },
  },
  run: (values, [id = ''], output) =>
    withStore(values, { create: false }, async ({ store }) => {
      const old = await store.keys.get(id)
      if (!old || old.revoked) throw new CliError(EXIT.failed, `There is no key ${id} that could be rotated.`)
      const now = new Date()
      const at = now.toISOString()
      const until = values.grace === 0 ? undefined : new Date(now.getTime() + values.grace * minute_ms).toISOString()
      const { key, hash } = newApiKey()
      const made = await store.keys.add(old, hash, at)
      // The new one is printed before the old one goes.
      output.print(key)
      if (!(await store.keys.revoke(id, at, until))) throw new CliError(EXIT.failed, `The key ${id} was changed meanwhile; the new key ${made} stands beside it.`)
      output.log(`Key ${made} takes the place of ${id}, which ${until === undefined ? 'is revoked' : `expires at ${until}`}. It is not shown again.`)
      return EXIT.ok
    }),
})
