/** A headquarters and desks as they are wired, in this process, over real HTTP on loopback; closed when the test ends. */
import { expect, onTestFinished } from 'vitest'
import { startHq } from '../../src-main/hq/hq.ts'
import { openDataFolder } from '../../src-main/station/data-folder.ts'
import { newApiKey } from '../../src-main/station/http/api-key.ts'
import { startStation, type Station } from '../../src-main/station/station.ts'
import type { ApiKeyRow, Doc } from '../../src-main/station/store/store.ts'
import { must } from '../../src-shared/assert.ts'
import type { BridgeRequest } from '../../src-shared/ipc.ts'
import type { Collection } from '../../src-shared/resource/collections.ts'
import { tempFolder } from './temp-folder.ts'

export const DATABASE_KEY = 'ab'.repeat(32)
export const TENANT = 'bc'

/** Far longer than it takes: a busy machine is no failure. */
const settle_timeout_ms = 20_000

export interface DesksOptions {
  /** What headquarters has at first: collection, document and the site that it belongs to. */
  documents: readonly [Collection, Doc, string | null][]
  site: string
  /** Names of the desks; one, "station", unless given. */
  names?: readonly string[]
  /** The scope of the key that each desk syncs with, and of the one that asks it. */
  scope?: ApiKeyRow['scope']
  at?: string
}

export type Desks = Awaited<ReturnType<typeof makeDesks>>

/** Starts headquarters (named "hq") with documents, and desks that have read them. */
export async function makeDesks({ documents, site, names = ['station'], scope = 'write', at = '2026-11-22T16:00:00.000Z' }: DesksOptions) {
  const everyone = ['hq', ...names]
  const folders = new Map(everyone.map((who) => [who, tempFolder()]))
  const running = new Map<string, Station>()
  const keys = new Map<string, string>()
  let port = 0

  const folderOf = (who: string) => must(folders.get(who), `the folder of ${who}`)
  const stationOf = (who: string) => must(running.get(who), `${who}, running`)
  const hqUrl = () => `http://127.0.0.1:${port}`

  async function addKey(who: string, row: Pick<ApiKeyRow, 'scope' | 'site'>): Promise<string> {
    const folder = openDataFolder({ folder: folderOf(who), use: 'use', key: DATABASE_KEY })
    const { key, hash } = newApiKey()
    await folder.store.keys.add({ tenant: TENANT, ...row }, hash, at)
    await folder.close()
    return key
  }

  async function ask(who: string, method: BridgeRequest['method'], path: string, body?: unknown) {
    const answer = await stationOf(who).request({ method, path, headers: { authorization: must(keys.get(who), 'a key') }, ...(body === undefined ? {} : { body }) })
    // oxlint-disable-next-line typescript/no-explicit-any [reason: each test knows what it asked for]
    return { status: answer.status, body: answer.body as any }
  }

  const status = async (who = 'station') => (await ask(who, 'GET', '/sync/status')).body

  /** Contract section 7: pending 0, and read as far as headquarters' last change. */
  async function idle(...who: string[]): Promise<void> {
    for (const name of who.length > 0 ? who : names) {
      await expect.poll(async () => {
        const { pending, lastPulledSeq, online } = await status(name)
        const { last } = (await ask('hq', 'GET', '/sync/changes?since=0&limit=1')).body
        return online && pending === 0 && lastPulledSeq === last
      }, { timeout: settle_timeout_ms }).toBe(true)
    }
  }

  /** Headquarters comes back at the address that it had. */
  async function start(who: string): Promise<void> {
    if (who === 'hq') {
      const hq = await startHq({ data: folderOf('hq'), key: DATABASE_KEY })
      running.set('hq', hq)
      port = Number(new URL((await hq.listen('127.0.0.1', port)).url).port)
    } else {
      running.set(who, await startStation({ data: folderOf(who), key: DATABASE_KEY, upstream: { url: hqUrl(), key: must(keys.get('upstream'), 'the key of the desks'), site } }))
    }
  }

  async function stop(who: string): Promise<void> {
    await running.get(who)?.close()
    running.delete(who)
  }

  // Desks first: a closing headquarters waits for nobody.
  onTestFinished(async () => {
    for (const who of [...names, 'hq']) await stop(who)
  })
  keys.set('hq', await addKey('hq', { scope: 'admin', site: null }))
  keys.set('upstream', await addKey('hq', { scope, site }))
  for (const name of names) keys.set(name, await addKey(name, { scope, site: null }))
  const folder = openDataFolder({ folder: folderOf('hq'), use: 'use', key: DATABASE_KEY })
  await folder.store.importLines(documents.map(([collection, doc, ofSite]) => ({ key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site: ofSite })), at)
  await folder.close()
  for (const who of everyone) await start(who)
  await idle()

  return { ask, status, idle, start, stop, folderOf, hqUrl, upstreamKey: () => must(keys.get('upstream'), 'the key of the desks') }
}
