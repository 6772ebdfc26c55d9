/** A headquarters and a station that syncs with it, each its own process. */
import { randomBytes } from 'node:crypto'
import type { ImportLine } from '../../src-main/station/store/store.ts'
import type { SyncStatus } from '../../src-shared/sync-control.ts'
import { serve, type Server } from './child.ts'
import type { BenchContext } from './figures.ts'
import { SITE } from './fixtures.ts'
import { fill, folder } from './stores.ts'

const sync_wait_ms = 300_000
const look_every_ms = 20

export interface Program extends Server {
  apiKey: string
}

export async function startHq(context: BenchContext, lines: Iterable<ImportLine>): Promise<Program> {
  const data = folder(context)
  const apiKey = await fill(data, lines)
  return { ...(await serve(context, 'src-main/cli.ts', ['hq', '--data', data, '--port', '0'])), apiKey }
}

/** @param upstream where it finds headquarters; another address where something listens in */
export async function startStation(context: BenchContext, hq: Program, upstream: string = hq.url): Promise<Program> {
  const data = folder(context)
  const apiKey = await fill(data, [])
  const args = ['station', '--data', data, '--port', '0', '--upstream', upstream, '--upstream-key', hq.apiKey, '--site', SITE]
  return { ...(await serve(context, 'src-main/cli.ts', args)), apiKey }
}

export async function call(program: Program, method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(program.url + path, {
    method,
    headers: { authorization: program.apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomBytes(16).toString('hex') }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
  return response
}

export async function syncStatus(station: Program): Promise<SyncStatus> {
  return (await call(station, 'GET', '/sync/status')).json() as Promise<SyncStatus>
}

/** Looks until the status is as wanted. */
export async function until(station: Program, reached: (status: SyncStatus) => boolean): Promise<void> {
  const end = performance.now() + sync_wait_ms
  for (;;) {
    const status = await syncStatus(station)
    if (reached(status)) return
    if (performance.now() > end) throw new Error(`Syncing took too long: ${JSON.stringify(status)}`)
    await new Promise((resolve) => setTimeout(resolve, look_every_ms))
  }
}
