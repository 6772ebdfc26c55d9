import { expect, it } from 'vitest'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { loadDemo } from '../../../src-main/station/demo/load-demo.ts'
import { startStation } from '../../../src-main/station/station.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const KEY = 'ab'.repeat(32)

it('a demo that stands alone has sittings today, also when it was loaded days ago', async () => {
  const data = tempFolder()
  const folder = openDataFolder({ folder: data, use: 'serve', key: KEY })
  await loadDemo(folder.store, { now: '2026-11-02T20:00:00.000Z', candidates: 20 })
  await folder.close()
  const station = await startStation({ data, key: KEY })
  const [person] = (await station.request({ method: 'GET', path: '/desk/users' })).body as { id: string }[]
  const session = (await station.request({ method: 'POST', path: '/desk/sign-in', body: { user_id: person?.id, pin: '2468' } })).body as { token: string }
  const day = (await station.request({ method: 'GET', path: '/desk/sittings', headers: { authorization: `Bearer ${session.token}` } })).body as { date: string; today: string; sittings: unknown[] }
  expect([day.date, day.sittings.length]).toEqual([day.today, 3])
  await station.close()
})
