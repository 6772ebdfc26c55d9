import type { BridgeResponse } from '../../src-shared/ipc.ts'
import { problemDocument, refuse } from '../../src-shared/problem.ts'
import type { FromStation, StationConfig, ToStation } from '../../src-shared/station-port.ts'
import { openingAnswers } from './opening.ts'
import { openStationFolder, type StationOptions } from './station-options.ts'
import type { Station } from './station.ts'

/** The process that the shell starts: a station behind a port in place of an address. The rest of its code is read once the window has its first answers. */

/** Electron's utility process has a port to its parent; a forked Node has a channel. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ToStation }) => void): void
  postMessage(message: FromStation): void
}

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort
let station: Station | null = null
/** What has to be closed when the process goes. */
let open: { close(): Promise<void> } | null = null
let serve: () => void = () => undefined
const served = new Promise<void>((resolve) => (serve = resolve))

function tell(message: FromStation, sent: () => void = () => undefined): void {
  if (!parentPort) {
    process.send?.(message, sent)
    return
  }
  parentPort.postMessage(message)
  setImmediate(sent)
}

async function start(config: StationConfig): Promise<void> {
  try {
    const options: StationOptions = { data: config.data, key: config.key, upstream: config.upstream, hub: config.hub !== undefined, browser: false }
    const folder = openStationFolder(options)
    const answers = await openingAnswers(folder.store, config.upstream, new Date().toISOString())
    if (answers) {
      open = folder
      tell({ type: 'opening', answers })
      await served
      open = null
    }
    const { startStation } = await import('./station.ts')
    open = station = await startStation(options, folder)
    if (config.hub) await openHub(station, config.hub)
    station.onLive((event) => tell({ type: 'live', event }))
    tell({ type: 'ready' })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`hallpass station: ${message}\n`)
    tell({ type: 'failed', message }, () => process.exit(1))
  }
}

/** Where the door cannot be opened the desk works all the same; its Site place says that no other laptop reaches it. */
async function openHub(station: Station, { host, port }: NonNullable<StationConfig['hub']>): Promise<void> {
  try {
    const { addresses } = await station.listenHub(host, port)
    process.stderr.write(`hallpass station: the hub of its site at ${addresses.join(', ')}\n`)
  } catch (error) {
    process.stderr.write(`hallpass station: ${host} port ${port} cannot be listened on (${(error as NodeJS.ErrnoException).code ?? String(error)}); no other desk reaches this hub.\n`)
  }
}

async function stop(): Promise<void> {
  await open?.close()
  process.exit(0)
}

async function answer(id: number, request: Extract<ToStation, { type: 'request' }>['request']): Promise<void> {
  tell({ type: 'response', id, response: station ? await ask(station, request) : unready() })
}

async function ask(to: Station, request: Parameters<Station['request']>[0]): Promise<BridgeResponse> {
  try {
    return await to.request(request)
  } catch (error) {
    process.stderr.write(`hallpass station: ${error instanceof Error ? error.stack : String(error)}\n`)
    return refusal(problemDocument(refuse('internal', 'The station could not answer this.')), 500)
  }
}

function unready(): BridgeResponse {
  return refusal(problemDocument(refuse('busy', 'The station is starting.')), 503)
}

function refusal(body: unknown, status: number): BridgeResponse {
  return { status, headers: { 'content-type': 'application/problem+json' }, body }
}

function hear(message: ToStation): void {
  if (message.type === 'start') void start(message.config)
  else if (message.type === 'serve') serve()
  else if (message.type === 'request') void answer(message.id, message.request)
  else void stop()
}

if (parentPort) parentPort.on('message', (event) => hear(event.data))
else process.on('message', (message) => hear(message as ToStation))
// The app is gone: finish what is under way and go too.
process.on('disconnect', () => void stop())
process.on('SIGTERM', () => void stop())
