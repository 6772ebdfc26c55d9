import { expect, it } from 'vitest'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { loadDemo } from '../../../src-main/station/demo/load-demo.ts'
import { startStation } from '../../../src-main/station/station.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const KEY = 'ab'.repeat(32)

/** A folder with a demo of an earlier day. */
async function olderDemo(fromTheWindow: boolean): Promise<string> {
  const data = tempFolder()
  const folder = openDataFolder({ folder: data, use: 'serve', key: KEY })
  await loadDemo(folder.store, { now: '2026-11-02T20:00:00.000Z', candidates: 20 })
  if (fromTheWindow) folder.store.meta.set('desk_demo', '1')
  await folder.close()
  return data
}

async function sittingsToday(data: string): Promise<number> {
  const station = await startStation({ data, key: KEY })
  const [person] = (await station.request({ method: 'GET', path: '/desk/users' })).body as { id: string }[]
  const session = (await station.request({ method: 'POST', path: '/desk/sign-in', body: { user_id: person?.id, pin: '2468' } })).body as { token: string }
  const day = (await station.request({ method: 'GET', path: '/desk/sittings', headers: { authorization: `Bearer ${session.token}` } })).body as { date: string; today: string; sittings: unknown[] }
  expect(day.date).toBe(day.today)
  await station.close()
  return day.sittings.length
}

it('a demo that the window loaded days ago has sittings today', async () => {
  expect(await sittingsToday(await olderDemo(true))).toBe(3)
})

it('a demo of the command line stays as it was made', async () => {
  expect(await sittingsToday(await olderDemo(false))).toBe(0)
})
