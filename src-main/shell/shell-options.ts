import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hub_port_default } from '../../src-shared/limits.ts'

/** What the app was started with. */
export interface ShellOptions {
  /** Folder of the station's database; null for the user's own application folder. */
  data: string | null
  keyFile: string | null
  upstream: { url: string; key: string; site: string } | null
  /** Where this laptop serves the other desks of its site, as their hub; null where it is none. */
  hub: { host: string; port: number } | null
}

/**
 * Reads the app's own options; Chromium's switches and anything else in the line are left alone.
 * Each may come from the environment (HALLPASS_DATA, HALLPASS_UPSTREAM, …) so that a key need not be on a command line.
 * @param argv the arguments after the program's name
 */
export function shellOptions(argv: readonly string[], env: NodeJS.ProcessEnv): ShellOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...argv],
    options: { data: text, upstream: text, 'upstream-key': text, site: text, 'key-file': text, 'hub-host': text, 'hub-port': text },
    strict: false,
    allowPositionals: true,
  })
  const option = (name: string, variable: string) => {
    const value = values[name]
    return (typeof value === 'string' && value) || env[variable] || null
  }
  const data = option('data', 'HALLPASS_DATA')
  const keyFile = option('key-file', 'HALLPASS_KEY_FILE')
  const url = option('upstream', 'HALLPASS_UPSTREAM')
  const key = option('upstream-key', 'HALLPASS_UPSTREAM_KEY')
  const site = option('site', 'HALLPASS_SITE')
  return {
    data: data && resolve(data),
    keyFile: keyFile && resolve(keyFile),
    upstream: upstreamOf(url, key, site),
    hub: hubOf(option('hub-host', 'HALLPASS_HUB_HOST'), option('hub-port', 'HALLPASS_HUB_PORT')),
  }
}

function upstreamOf(url: string | null, key: string | null, site: string | null): ShellOptions['upstream'] {
  if (url && key && site) return { url, key, site }
  if (url || key || site) throw new Error('--upstream, --upstream-key and --site go together.')
  return null
}

function hubOf(host: string | null, text: string | null): ShellOptions['hub'] {
  if (!host && text) throw new Error('--hub-port goes with --hub-host.')
  if (!host) return null
  const port = Number(text ?? hub_port_default)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--hub-port must be a whole number from 0 to 65535, not "${text}".`)
  return { host, port }
}
