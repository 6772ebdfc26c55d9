/** `hallpass keys add | list | revoke`: API keys, of which only the hash is kept. All of them work beside a running station. */
import { newApiKey } from '../station/http/api-key.ts'
import { CliError, EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { folderOptions, refuseId, tenantOption, withFolder } from './shared-options.ts'

export const keysAdd = defineCliCommand({
  name: 'keys add',
  summary: 'Makes an API key and prints it, once; only its hash is kept.',
  options: {
    ...folderOptions,
    tenant: tenantOption,
    scope: { type: 'choice', values: ['read', 'write', 'admin'], default: 'write', prose: 'What the key may do: read and search; write too; manage keys and users too.' },
    site: { type: 'text', value: 'SITE', prose: 'The one site that the key is for.', refuse: refuseId },
  },
  run: (values, _positionals, output) =>
    withFolder(values, { create: true }, async ({ store }) => {
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
  summary: "Lists a tenant's keys, one JSON object a line: id, scope, site, revoked. The keys themselves are not known any more.",
  options: { ...folderOptions, tenant: tenantOption },
  run: (values, _positionals, output) =>
    withFolder(values, { create: false }, async ({ store }) => {
      for (const row of await store.keys.list(values.tenant)) output.print(JSON.stringify(row))
      return EXIT.ok
    }),
})

export const keysRevoke = defineCliCommand({
  name: 'keys revoke',
  summary: 'Takes a key back: it is refused from then on.',
  positionals: [{ name: 'ID', prose: 'the id that `keys list` shows' }],
  options: folderOptions,
  run: (values, [id = ''], output) =>
    withFolder(values, { create: false }, async ({ store }) => {
      if (!(await store.keys.revoke(id, new Date().toISOString()))) throw new CliError(EXIT.failed, `There is no key ${id} that could be revoked.`)
      output.print(JSON.stringify({ revoked: id }))
      return EXIT.ok
    }),
})
