/** Holds a data folder in a process of its own until it is killed: `node hold-folder.ts DIR USE`. */
import { lockFolder, type FolderUse } from '../../../src-main/station/folder-lock.ts'

const [folder = '', use = 'serve'] = process.argv.slice(2)
try {
  lockFolder(folder, use as FolderUse)
  process.stdout.write('held\n')
  setInterval(() => undefined, 60_000)
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`)
}
