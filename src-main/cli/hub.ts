/** `hallpass hub code | devices | revoke`: the site's hub and the desks that are paired with it. All of them work beside the running hub. */
import { hostname } from 'node:os'
import { isRefusal } from '../../src-shared/problem.ts'
import { pairing_code_minutes } from '../../src-shared/limits.ts'
import type { Actor } from '../station/commands/command.ts'
import { makeHub, type Hub } from '../station/hub/hub.ts'
import type { Store } from '../station/store/store.ts'
import { CliError, EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { folderOptions, withFolder } from './shared-options.ts'

const ACTOR: Actor = { id: 'command-line', name: 'Command line', scope: 'admin' }

const hubOf = (store: Store): Hub => makeHub({ store, now: () => new Date().toISOString(), name: hostname() })

export const hubCode = defineCliCommand({
  name: 'hub code',
  summary: 'Shows a code by which one other station pairs with this hub, in place of the code before.',
  options: folderOptions,
  notes: [`The code is taken once, within ${pairing_code_minutes} minutes, and no longer after a few wrong ones. Read it aloud or carry it over; do not send it by mail.`],
  run: (values, _positionals, output) =>
    withFolder(values, { create: false }, async ({ store }) => {
      const hub = hubOf(store)
      const { addresses } = hub.view()
      if (addresses.length === 0) throw new CliError(EXIT.failed, 'No other station reaches this one. Start it with --hub and a --host on the network, for example --host 0.0.0.0.')
      const code = await hub.showCode(ACTOR)
      if (isRefusal(code)) throw new CliError(EXIT.failed, code.detail)
      output.print(code.code)
      output.log(`Taken once, within ${pairing_code_minutes} minutes. On the other station: hallpass pair ${addresses[0]} --code ${code.code} --data DIR`)
      if (addresses.length > 1) output.log(`This computer has other addresses too: ${addresses.slice(1).join(', ')}`)
      return EXIT.ok
    }),
})

export const hubDevices = defineCliCommand({
  name: 'hub devices',
  summary: 'Lists the desks that are paired with this hub, one JSON object a line: id, name, paired_at, paired_by, last_contact.',
  options: folderOptions,
  run: (values, _positionals, output) =>
    withFolder(values, { create: false }, async ({ store }) => {
      // Who is connected at this moment only the running hub knows.
      for (const { connected: _connected, ...device } of hubOf(store).view().devices) output.print(JSON.stringify(device))
      return EXIT.ok
    }),
})

export const hubRevoke = defineCliCommand({
  name: 'hub revoke',
  summary: 'Removes a paired desk: the hub cuts it off at once and refuses it from then on.',
  positionals: [{ name: 'ID', prose: 'the id that `hub devices` shows, or as much of its beginning as fits one desk' }],
  options: folderOptions,
  run: (values, [start = ''], output) =>
    withFolder(values, { create: false }, async ({ store }) => {
      const hub = hubOf(store)
      const [found, ...more] = hub.view().devices.filter(({ id }) => id.startsWith(start.toLowerCase()))
      if (more.length > 0) throw new CliError(EXIT.failed, `More than one desk has an id that begins with ${start}.`)
      const removed = await hub.remove(found?.id ?? start, ACTOR)
      if (isRefusal(removed)) throw new CliError(EXIT.failed, removed.detail)
      output.print(JSON.stringify({ removed: removed.id, name: removed.name }))
      return EXIT.ok
    }),
})
