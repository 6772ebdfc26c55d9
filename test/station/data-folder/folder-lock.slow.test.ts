import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { isServed, lockFolder, type FolderUse } from '../../../src-main/station/folder-lock.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const HOLDER = join(import.meta.dirname, 'hold-folder.ts')

async function hold(folder: string, use: FolderUse) {
  const child = spawn(process.execPath, [HOLDER, folder, use], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { said: String(said).trim(), kill }
}

const USES = ['use', 'serve', 'replace'] as const
/** Which uses go together: short commands with each other and beside one server, nothing beside a replacement. */
const TOGETHER = new Set(['use+use', 'use+serve', 'serve+use'])

it.each(USES.flatMap((first) => USES.map((second) => [first, second] as const)))('%s in another process, then %s here', async (first, second) => {
  const folder = tempFolder()
  const other = await hold(folder, first)
  expect(other.said).toBe('held')
  if (TOGETHER.has(`${first}+${second}`)) lockFolder(folder, second)()
  else expect(() => lockFolder(folder, second)).toThrow(`The data folder ${folder} is in use by another Hallpass.`)
})

it('ends with the process, also by kill -9', async () => {
  const folder = tempFolder()
  const first = await hold(folder, 'serve')
  expect(isServed(folder)).toBe(true)
  expect((await hold(folder, 'serve')).said).toBe(`The data folder ${folder} is in use by another Hallpass.`)
  await first.kill()
  expect(isServed(folder)).toBe(false)
  expect((await hold(folder, 'serve')).said).toBe('held')
})

it('is given back, and counts within one process too', () => {
  const folder = join(tempFolder(), 'made', 'on', 'the', 'way')
  const release = lockFolder(folder, 'serve')
  expect(() => lockFolder(folder, 'serve')).toThrow('in use')
  release()
  lockFolder(folder, 'replace')()
})

it('says when the folder cannot be one', () => {
  const parent = tempFolder()
  writeFileSync(join(parent, 'file'), '')
  expect(() => lockFolder(join(parent, 'file'), 'use')).toThrow('is not a folder')
  writeFileSync(join(parent, 'hallpass.lock'), 'something else entirely, longer than a header of a database would be '.repeat(20))
  expect(() => lockFolder(parent, 'use')).toThrow('is not a lock of Hallpass')
})
