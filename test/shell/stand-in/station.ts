import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BridgeRequest } from '../../../src-shared/ipc.ts'
import type { FromStation, StationConfig, ToStation } from '../../../src-shared/station-port.ts'

/** A station without a store: answers what it was asked, and dies when told to. */
interface Parent {
  on(event: 'message', listener: (event: { data: ToStation }) => void): void
  postMessage(message: FromStation): void
}

const parent = (process as unknown as { parentPort?: Parent }).parentPort
let config: StationConfig

const tell = (message: FromStation) => {
  if (parent) parent.postMessage(message)
  else process.send?.(message)
}

/** Makes a file in the data folder; false where it was there already. */
function firstTime(name: string): boolean {
  const file = join(config.data, name)
  if (existsSync(file)) return false
  writeFileSync(file, '')
  return true
}

function answer(id: number, request: BridgeRequest): void {
  if (request.path === '/crash') process.exit(7)
  if (request.path === '/crash-once' && firstTime('crashed')) process.exit(7)
  if (request.path === '/refuse-to-start') {
    writeFileSync(join(config.data, 'refuse'), '')
    process.exit(7)
  }
  if (request.path === '/live') tell({ type: 'live', event: { type: 'change', collection: 'contacts', ids: ['a'] } })
  if (request.path === '/busy') {
    const until = Date.now() + 3_000
    while (Date.now() < until);
  }
  const body = { request, pid: process.pid, node: process.versions.node, utility: parent !== undefined, upstream: config.upstream ?? null }
  tell({ type: 'response', id, response: { status: 200, headers: {}, body } })
}

function hear(message: ToStation): void {
  if (message.type === 'start') {
    config = message.config
    if (existsSync(join(config.data, 'refuse'))) {
      tell({ type: 'failed', message: 'The database was made by a newer Hallpass.' })
      setTimeout(() => process.exit(1), 50)
    } else if (existsSync(join(config.data, 'open-first'))) {
      tell({ type: 'opening', answers: { '/first': { status: 200, headers: {}, body: { utility: parent !== undefined } } } })
    } else {
      tell({ type: 'ready' })
    }
  } else if (message.type === 'serve') {
    if (existsSync(join(config.data, 'open-first'))) tell({ type: 'ready' })
  } else if (message.type === 'request') {
    answer(message.id, message.request)
  } else {
    writeFileSync(join(config.data, 'stopped'), '')
    process.exit(0)
  }
}

if (parent) parent.on('message', (event) => hear(event.data))
else process.on('message', (message) => hear(message as ToStation))
process.on('disconnect', () => process.exit(0))
