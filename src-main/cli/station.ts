/** `hallpass station`: the local API, store and sync engine, without a window. */
import { UPSTREAM_KINDS, type UpstreamKind } from '../../src-shared/upstream-limits.ts'
import type { StationOptions } from '../station/station-options.ts'
import { usageError } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { isLoopback, port_max, serve, serveOptions } from './serve.ts'
import { refuseId } from './shared-options.ts'

export const stationCommand = defineCliCommand({
  name: 'station',
  summary: 'Runs a station: the local API, its database and its sync with headquarters, without a window.',
  options: {
    ...serveOptions(4780),
    host: { type: 'text', value: 'ADDRESS', default: '127.0.0.1', prose: 'The address to listen on. With --hub: where the other stations of the site reach this one over TLS, while the local API stays on 127.0.0.1; 0.0.0.0 means every address of this computer.' },
    upstream: { type: 'text', value: 'URL', prose: 'The address of headquarters. Without it the station stands alone and never syncs.', refuse: refuseAddress },
    'upstream-key': { type: 'text', value: 'KEY', prose: "A key of headquarters with the scope write.", variable: 'HALLPASS_UPSTREAM_KEY' },
    site: { type: 'text', value: 'SITE', prose: 'The id of the site (its venue) whose records this station holds.', refuse: refuseId },
    'upstream-kind': { type: 'choice', values: UPSTREAM_KINDS, prose: 'hallpass: a headquarters of Hallpass, also where nothing is given for a new folder; documents: any central server that has the API of the five documents and no /sync. The folder remembers it.' },
    'upstream-tenant': { type: 'text', value: 'T', prose: 'With --upstream-kind documents: the tenant in the paths of that server. The folder remembers it.', refuse: refuseId },
    hub: { type: 'flag', prose: 'Serve /sync to the other stations of the site: on 127.0.0.1 by key, on any other --host only over mutual TLS, to stations that were paired by a code.' },
    'hub-port': { type: 'integer', value: 'N', min: 0, max: port_max, prose: 'The port of --hub on another address than 127.0.0.1: one above --port unless given; 0 picks a free one.' },
  },
  notes: [
    'A hub on the network prints its addresses too: {"ready":true,"url":"http://127.0.0.1:4780","hub":"https://192.168.1.20:4781"}. `hallpass hub code` shows a code, and `hallpass pair` on the other station takes it.',
    'Prints {"ready":true,"url":"http://127.0.0.1:4780"} once it answers. SIGTERM finishes the requests under way; a second one does not wait.',
  ],
  async run(values, _positionals, output) {
    const upstream = upstreamOf(values)
    const toNetwork = values.hub && !isLoopback(values.host)
    if (!toNetwork && values['hub-port'] !== undefined) throw usageError('--hub-port goes with --hub and a --host other than 127.0.0.1.')
    const { startStation } = await import('../station/station.ts')
    return serve({
      values: toNetwork ? { ...values, host: '127.0.0.1' } : values, output,
      ...(toNetwork ? { hub: { host: values.host, port: values['hub-port'] } } : {}),
      start: (key) => startStation({
        data: values.data, key, upstream, hub: values.hub,
        limits: { rate: values['limit-rate'], records: values['limit-records'] },
        log: output.log,
      }),
    })
  },
})

interface UpstreamValues {
  upstream: string | undefined
  'upstream-key': string | undefined
  site: string | undefined
  'upstream-kind': UpstreamKind | undefined
  'upstream-tenant': string | undefined
}

function upstreamOf(values: UpstreamValues): StationOptions['upstream'] {
  const { upstream: url, 'upstream-key': key, site, 'upstream-kind': kind, 'upstream-tenant': tenant } = values
  if (url === undefined) {
    for (const name of ['site', 'upstream-kind', 'upstream-tenant'] as const) if (values[name] !== undefined) throw usageError(`--${name} goes with --upstream.`)
    return undefined
  }
  if (key === undefined) throw usageError('--upstream needs --upstream-key.')
  if (site === undefined) throw usageError('--upstream needs --site.')
  if (tenant !== undefined && kind === 'hallpass') throw usageError('--upstream-tenant goes with --upstream-kind documents; a headquarters of Hallpass knows the tenant by the key.')
  return { url: url.replace(/\/+$/, ''), key, site, kind, tenant }
}

function refuseAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && ['http:', 'https:'].includes(url.protocol) && url.search === '' && url.hash === '' ? undefined : `must be an http:// or https:// address, not "${text}".`
}
