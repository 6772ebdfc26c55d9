/** A page of the real window as a PDF on disk. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApp, temporaryFolder, type OpenApp } from '../support/electron.ts'
import { buildStandIn } from './stand-in/build-stand-in.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let open: OpenApp

beforeAll(async () => {
  folder = await temporaryFolder()
  await buildStandIn(folder.path)
  await writeFile(join(folder.path, 'taken'), '')
  open = await openApp(['--data', join(folder.path, 'data')], folder.path)
})

afterAll(async () => {
  await open.close()
  await folder.drop()
})

/** The person's answer to the dialog that asks where. */
const answer = (filePath: string | null) =>
  open.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: path === null, filePath: path ?? '' })
  }, filePath)

const save = (name: string): Promise<unknown> => open.page.evaluate(`window.hallpass.savePdf(${JSON.stringify(name)})`)

it('saves what would be printed where the person says, and nothing where they think better of it', async () => {
  const file = join(folder.path, 'Attendance.pdf')
  await open.page.evaluate("void (document.body.textContent = 'Jürgen Müller, seat 14')")
  await answer(null)
  expect(await save('Attendance')).toEqual({ file: null })
  await answer(file)
  expect(await save('Attendance')).toEqual({ file: 'Attendance.pdf' })
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await readFile(file))), { mergePages: true })
  expect(text).toContain('Jürgen Müller, seat 14')
  // A folder that is not there is said, not passed over.
  await answer(join(folder.path, 'taken', 'a.pdf'))
  await expect(save('Attendance')).rejects.toThrow('ENOTDIR')
})
