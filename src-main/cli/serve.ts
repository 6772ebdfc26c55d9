/** What `station` and `hq` share: options, the ready line, signals. */
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { Station } from '../station/station.ts'
import { givenKey, keyOfFolder } from '../station/key-file.ts'
import { lockFolder } from '../station/folder-lock.ts'
import { CliError, EXIT, usageError } from './exit.ts'
import type { Output } from './options.ts'
import { folderOptions, keySource } from './shared-options.ts'

export const port_max = 65_535
const rate_max = 1_000_000
const records_max = 1_000_000_000
/** Requests under way get this long after the first signal. */
const shutdown_seconds_max = 30

/** @param port where it listens unless `--port` says otherwise */
export const serveOptions = <const P extends number>(port: P) => ({
  ...folderOptions,
  port: { type: 'integer', value: 'N', default: port, min: 0, max: port_max, prose: 'The port; 0 picks a free one.' },
  host: { type: 'text', value: 'ADDRESS', default: '127.0.0.1', prose: 'The address to listen on.' },
  'limit-rate': { type: 'integer', value: 'N', min: 1, max: rate_max, prose: 'Requests a second for one key; no limit unless given.' },
  'limit-records': { type: 'integer', value: 'N', min: 1, max: records_max, prose: 'Records in one collection of a tenant; no limit unless given.' },
}) as const

export interface Serving {
  /** Without `data` there is no folder to lock and no key to take. */
  values: { data: string | undefined; 'key-file': string | undefined; port: number; host: string }
  output: Output
  /** Where a hub serves the other stations of its site; the port is one above its own unless given. */
  hub?: { host: string; port: number | undefined }
  /** Starts the process, before it listens; the key is the folder's. */
  start: (key: string) => Promise<Station>
}

/** Starts, says so in one line, and ends with the first signal. @returns the exit code */
export async function serve({ values, output, hub, start }: Serving): Promise<number> {
  const signal = nextSignal()
  const station = await start(values.data === undefined ? '' : takeKey({ ...values, data: values.data }))
  try {
    const { url } = await listening(values, () => station.listen(values.host, values.port))
    const door = hub && (await openHub(station, Number(new URL(url).port), hub))
    if (!isLoopback(values.host)) output.log(`Listening beyond this computer, on ${values.host}, without encryption: put a TLS proxy before it.`)
    output.print(JSON.stringify({ ready: true, url, ...(door ? { hub: door.addresses[0] ?? door.url } : {}) }))
    if (door) output.log(`Stations of the site that are paired reach this one over mutual TLS at ${door.addresses.join(', ') || 'no address yet: this computer is in no network'}.`)
    output.log(`${await signal}: finishing the requests under way.`)
  } finally {
    const bound = forceAfter(output)
    await station.close()
    clearTimeout(bound)
  }
  return EXIT.ok
}

/** The folder's key, made on first use; a folder in use is refused before anything is made in it. */
function takeKey(values: { data: string; 'key-file': string | undefined }): string {
  const source = keySource(values)
  givenKey(source)
  const folder = resolve(values.data)
  const release = lockFolder(folder, 'serve')
  try {
    return keyOfFolder(folder, source)
  } finally {
    release()
  }
}

/** @param own the port of the local API */
async function openHub(station: Station, own: number, { host, port = own < port_max ? own + 1 : 0 }: NonNullable<Serving['hub']>): Promise<{ url: string; addresses: string[] }> {
  return listening({ host, port }, () => station.listenHub(host, port))
}

async function listening<T>({ host, port }: { host: string; port: number }, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen()
  } catch (error) {
    throw listenError(error as NodeJS.ErrnoException, host, port)
  }
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE': return new CliError(EXIT.inUse, `Port ${port} on ${host} is in use by another program.`)
    case 'EACCES': return new CliError(EXIT.failed, `Port ${port} on ${host} needs more rights than this user has.`)
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': case 'EAI_AGAIN': case 'EINVAL': return usageError(`--host ${host} is not an address of this computer.`)
    default: return error
  }
}

/** Whether only programs on this computer reach the address. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true
  return isIP(host) === 4 && host.startsWith('127.')
}

/** The first signal that asks for the end. A second one ends at once. */
function nextSignal(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false
    for (const [name, code] of [['SIGTERM', 143], ['SIGINT', 130], ['SIGHUP', 129]] as const) {
      process.on(name, () => {
        if (asked) process.exit(code)
        asked = true
        resolve(name)
      })
    }
  })
}

function forceAfter(output: Output): NodeJS.Timeout {
  return setTimeout(() => {
    output.log(`Requests were still under way after ${shutdown_seconds_max} s and are given up.`)
    process.exit(EXIT.failed)
  }, shutdown_seconds_max * 1000).unref()
}
