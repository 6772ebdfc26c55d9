import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { project } from '../../src-main/start/folders.ts'
import type { FromStation, ToStation } from '../../src-shared/station-port.ts'
import { hallpass } from '../faults/hallpass-process.ts'
import { tempFolder } from '../support/temp-folder.ts'

const ENTRY = join(project, 'src-main/station/station-process.ts')

/** The process as the shell starts it, with what it said in order. */
function stationOn(data: string, key: string) {
  const child = fork(ENTRY, [], { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const said: FromStation[] = []
  child.on('message', (message) => said.push(message as FromStation))
  const tell = (message: ToStation) => child.send(message)
  tell({ type: 'start', config: { data, key } })
  const types = () => said.map(({ type }) => type)
  async function hears(type: FromStation['type']): Promise<void> {
    await expect.poll(types, { timeout: 60_000 }).toContain(type)
  }
  async function stop(): Promise<void> {
    tell({ type: 'stop' })
    expect(await once(child, 'exit')).toEqual([0, null])
  }
  return { said, tell, types, hears, stop }
}

it('answers the first questions before the rest of it is there, and the others once it may serve', async () => {
  const data = join(tempFolder(), 'data')
  hallpass('demo', '--data', data)

  // A desk without a site has no first answers to give.
  const homeless = stationOn(join(tempFolder(), 'data'), 'a'.repeat(64))
  await homeless.hears('ready')
  expect(homeless.types()).not.toContain('opening')
  await homeless.stop()

  const key = (await readFile(join(data, 'station.key'), 'utf8')).trim()
  const station = stationOn(data, key)
  await station.hears('opening')
  const [opening] = station.said
  expect(opening).toMatchObject({ answers: { '/desk/state': { body: { phase: 'sign-in', demo_pin: '2468' } }, '/desk/users': { status: 200 } } })
  expect(station.types()).toEqual(['opening'])
  station.tell({ type: 'serve' })
  await station.hears('ready')
  station.tell({ type: 'request', id: 1, request: { method: 'GET', path: '/desk/users' } })
  await station.hears('response')
  const answers = opening?.type === 'opening' ? opening.answers : {}
  expect(station.said.find(({ type }) => type === 'response')).toMatchObject({ id: 1, response: answers['/desk/users'] ?? {} })
  await station.stop()

  // One that goes before it served gives its folder back.
  for (let start = 0; start < 2; start++) {
    const early = stationOn(data, key)
    await early.hears('opening')
    await early.stop()
  }
})
