import { join } from 'node:path'
import { app, dialog } from 'electron'
import { runShell } from './shell/shell.ts'
import { shellOptions } from './shell/shell-options.ts'
import { stationLaunch } from './shell/station-child.ts'

/** Where Electron starts. The bundle stands in out/main, beside out/preload and out/renderer. */
const log = (line: string) => void process.stderr.write(`hallpass: ${line}\n`)

async function main(): Promise<void> {
  const options = shellOptions(process.argv.slice(1), process.env)
  await runShell(
    options,
    {
      preload: join(__dirname, '..', 'preload', 'index.cjs'),
      renderer: join(__dirname, '..', 'renderer'),
    },
    stationLaunch(join(__dirname, 'station-process.cjs'), join(app.getAppPath(), 'node_modules', 'node', 'bin', 'node'), () => join(app.getPath('userData'), 'Compiled station')),
    log,
  )
}

main().catch((error: unknown) => {
  const sentence = error instanceof Error ? error.message : String(error)
  log(sentence)
  // Without a display there is nobody to click the box away.
  if (app.isReady() && app.isPackaged) dialog.showErrorBox('Hallpass cannot start', sentence)
  app.exit(1)
})
