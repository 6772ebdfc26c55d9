import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What the app was started with. */
export interface ShellOptions {
  /** Folder of the station's database; null for the user's own application folder. */
  data: string | null
  keyFile: string | null
  upstream: { url: string; key: string; site: string } | null
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
    options: { data: text, upstream: text, 'upstream-key': text, site: text, 'key-file': text },
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
  }
}

function upstreamOf(url: string | null, key: string | null, site: string | null): ShellOptions['upstream'] {
  if (url && key && site) return { url, key, site }
  if (url || key || site) throw new Error('--upstream, --upstream-key and --site go together.')
  return null
}
