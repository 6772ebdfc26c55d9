/** `hq --smtp` and HALLPASS_SMTP on the command line. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDataFolder } from '../../../src-main/station/data-folder.ts'
import { hallpass, serve } from '../../main/cli/cli-process.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { mailServer, until } from './mail-server.ts'

async function queue(folder: string, ...ids: string[]): Promise<void> {
  const open = openDataFolder({ folder, use: 'use', key: {} })
  const puts = ids.map((id) => ({ key: { tenant: 'bc', collection: 'messages' as const, id }, doc: { id, to: 'ana@example.test', subject: 's', html: 'h', status: 'queued' }, site: null }))
  await open.store.commit({ guards: [], puts, deletes: [], touches: [], audit: { tenant: 'bc', actor: 'test', at: '2026-11-22T16:00:00.000Z', action: 'test', record: null } })
  await open.close()
}

it('refuses a bad address with 2, without telling the password', async () => {
  const folder = join(tempFolder(), 'hq')
  const bad = await hallpass(['hq', '--data', folder, '--port', '0', '--smtp', 'http://desk:secret@mail'])
  expect(bad).toEqual({ code: 2, stdout: '', stderr: 'hallpass: --smtp must be smtp://user:pass@host:port or smtps://user:pass@host:port.\n' })
  expect((await hallpass(['hq', '--data', folder, '--port', '0'], { env: { HALLPASS_SMTP: 'nonsense' } })).code).toBe(2)
})

it('says in one line how many messages wait where there is no mail server, and delivers them with one', async () => {
  const folder = tempFolder()
  await queue(folder, 'a', 'b', 'c')
  const without = await serve(['hq', '--data', folder, '--port', '0'])
  await until('it says so', () => without.said.stderr.includes('\n'))
  expect((await without.stop()).stderr.split('\n')[0]).toBe('3 messages wait to be delivered: start headquarters with --smtp.')

  const mail = await mailServer()
  const hq = await serve(['hq', '--data', folder, '--port', '0'], { env: { HALLPASS_SMTP: mail.url } })
  await until('they are delivered', () => mail.received.length === 3)
  const { code, stderr } = await hq.stop()
  expect([code, stderr]).toEqual([0, 'SIGTERM: finishing the requests under way.\n'])

  const idle = await serve(['hq', '--data', folder, '--port', '0'])
  expect((await idle.stop()).stderr).toBe('SIGTERM: finishing the requests under way.\n')
})
