/** `hallpass rescue save | load`: the unsynced work of a laptop that is given up, carried to another of the same site. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { rescue_bytes_max } from '../../src-shared/limits.ts'
import { isRefusal } from '../../src-shared/problem.ts'
import { syncFile } from '../station/key-file.ts'
import { loadRescue } from '../station/rescue/load-rescue.ts'
import { saveRescue } from '../station/rescue/save-rescue.ts'
import { CliError, EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { folderOptions, withFolder } from './shared-options.ts'

const private_mode = 0o600

export const rescueSave = defineCliCommand({
  name: 'rescue save',
  summary: 'Puts what has not reached headquarters into an encrypted file and prints the phrase that opens it, once.',
  options: { ...folderOptions, to: { type: 'text', value: 'FILE', required: true, prose: 'The file to make; an existing one is refused.' } },
  notes: ['Changes nothing on this laptop, which may still send the work itself. The file is in the age format.'],
  run: (values, _positionals, output) =>
    withFolder(values, { create: false }, async ({ store }) => {
      const saved = await saveRescue(store, new Date().toISOString())
      if (!saved) throw new CliError(EXIT.failed, 'Nothing waits in this folder: headquarters has every write.')
      const file = resolve(values.to)
      write(file, saved.file)
      output.log(`${saved.writes} writes and ${saved.cards} open decisions are in ${file}. The phrase is not shown again.`)
      output.print(saved.phrase)
      return EXIT.ok
    }),
})

export const rescueLoad = defineCliCommand({
  name: 'rescue load',
  summary: "Takes another laptop's rescue file into this station's queue, from where it goes to headquarters.",
  positionals: [{ name: 'FILE', prose: 'the rescue file' }],
  options: {
    ...folderOptions,
    phrase: { type: 'text', value: 'PHRASE', required: true, variable: 'HALLPASS_RESCUE_PHRASE', prose: 'The phrase that `rescue save` printed.' },
  },
  notes: ['Headquarters takes each write once, whoever brings it and however often: loading a file twice, on two laptops, or after the first laptop has come back does no harm.'],
  run: (values, [file = ''], output) =>
    withFolder(values, { create: false }, async ({ store }) => {
      const loaded = await loadRescue(store, read(resolve(file)), values.phrase)
      if (isRefusal(loaded)) throw new CliError(EXIT.failed, loaded.detail)
      output.print(JSON.stringify(loaded))
      return EXIT.ok
    }),
})

function write(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { flag: 'wx', mode: private_mode })
    syncFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CliError(EXIT.failed, code === 'EEXIST' ? `${file} exists already; choose another name.` : `${file} cannot be written (${code}).`)
  }
}

function read(file: string): Uint8Array {
  try {
    if (statSync(file).size > rescue_bytes_max) throw new CliError(EXIT.failed, `${file} is too large to be a rescue file.`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError(EXIT.failed, `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}
