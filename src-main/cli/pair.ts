/** `hallpass pair`: makes a station a desk of its site's hub. */
import { hostname } from 'node:os'
import { isRefusal } from '../../src-shared/problem.ts'
import { readPairingCode } from '../../src-shared/pairing-code.ts'
import { PAIRING_REFUSALS } from '../../src-shared/pairing-refusals.ts'
import { openDataFolder } from '../station/data-folder.ts'
import { settle } from '../station/desk/place.ts'
import { readHubAddress } from '../station/hub/hub-address.ts'
import { pairWithHub } from '../station/hub/pair-with-hub.ts'
import { rememberHub } from '../station/hub/paired-hub.ts'
import { CliError, EXIT, usageError } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { folderOptions, keySource } from './shared-options.ts'

export const pairCommand = defineCliCommand({
  name: 'pair',
  summary: "Pairs a station with its site's hub by the code that the hub shows; `station` on the same folder then syncs through the hub.",
  positionals: [{ name: 'ADDRESS', prose: 'the address that the hub shows beside the code, for example https://192.168.1.20:4781' }],
  options: {
    ...folderOptions,
    code: { type: 'text', value: 'CODE', required: true, prose: 'The code; hyphens and small letters make no difference.', refuse: (code) => (readPairingCode(code) === undefined ? `is not a code. ${PAIRING_REFUSALS.code.detail}` : undefined) },
  },
  notes: [
    'Both machines prove that they know the code, so that nobody in between can take the place of either. The folder must not be in use: at a running desk, pair in its window.',
    'Prints one JSON object: hub, name, tenant, site, and the fingerprint of the certificate that is the only one taken at that address from then on.',
  ],
  async run(values, [address = ''], output) {
    if (!readHubAddress(address)) throw usageError(`ADDRESS ${address} cannot be used. ${PAIRING_REFUSALS.address.detail}`)
    const open = openDataFolder({ folder: values.data, use: 'serve', key: keySource(values) })
    try {
      const hub = await pairWithHub({ store: open.store, address, code: values.code, name: hostname(), now: () => new Date().toISOString() })
      if (isRefusal(hub)) throw new CliError(EXIT.failed, hub.detail)
      rememberHub(open.store, hub)
      settle(open.store, hub)
      const { url, name, tenant, site, fingerprint } = hub
      output.print(JSON.stringify({ hub: url, name, tenant, site, fingerprint }))
      return EXIT.ok
    } finally {
      await open.close()
    }
  },
})
