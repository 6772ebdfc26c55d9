/** `hallpass unpair`: a station goes to headquarters alone again. */
import { openDataFolder } from '../station/data-folder.ts'
import { forgetHub, pairedHub } from '../station/hub/paired-hub.ts'
import { CliError, EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { folderOptions, keySource } from './shared-options.ts'

export const unpairCommand = defineCliCommand({
  name: 'unpair',
  summary: 'Makes a station forget the hub that it is paired with; `station` on the same folder then syncs with headquarters alone.',
  options: folderOptions,
  notes: ['The folder must not be in use: at a running desk, do it in its window. What waits goes to headquarters itself. The hub still knows the station until it is removed there.', 'Prints one JSON object: hub, the address that is forgotten.'],
  async run(values, _positionals, output) {
    const open = openDataFolder({ folder: values.data, use: 'serve', key: keySource(values) })
    try {
      const hub = pairedHub(open.store)
      if (!hub) throw new CliError(EXIT.failed, 'This station is paired with no hub.')
      forgetHub(open.store)
      output.print(JSON.stringify({ hub: hub.url }))
      return EXIT.ok
    } finally {
      await open.close()
    }
  },
})
