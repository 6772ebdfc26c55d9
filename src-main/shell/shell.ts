import { join } from 'node:path'
import { app, dialog, ipcMain, protocol, safeStorage, session } from 'electron'
import { APP_SCHEME, serveWindow } from './app-protocol.ts'
import { bridge } from './bridge.ts'
import { hardenApp, hardenSession } from './hardening.ts'
import { setMenu, withoutDefaultMenu } from './menu.ts'
import { savePdfs } from './save-pdf.ts'
import type { ShellOptions } from './shell-options.ts'
import type { StationConfig } from '../../src-shared/station-port.ts'
import { station_serve_ms } from './limits.ts'
import type { Launch } from './station-child.ts'
import { StationHost } from './station-host.ts'
import { stationKey } from './station-key.ts'
import { bringForward, makeWindow, showDesk } from './window.ts'

export interface ShellPaths {
  preload: string
  renderer: string
}

/** Runs the app: one window, one station, until the window is closed. */
export async function runShell(
  options: ShellOptions,
  paths: ShellPaths,
  launch: Launch,
  log: (line: string) => void,
): Promise<void> {
  // A second app on the same data folder would only find the database in use: it brings the first one forward.
  if (options.data) app.setPath('userData', join(options.data, 'window'))
  if (!app.requestSingleInstanceLock()) {
    log('Hallpass is open already; its window is brought forward.')
    return app.exit(0)
  }
  // Chromium ends at once where both are asked for; each window asks for its sandbox by itself as well.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  protocol.registerSchemesAsPrivileged([APP_SCHEME])
  hardenApp(app, log)
  withoutDefaultMenu()
  const host = new StationHost(launch, log)
  if (launch.early) host.launch()
  await app.whenReady()
  host.launch()
  hardenSession(session.defaultSession, log)
  serveWindow(session.defaultSession.protocol, paths.renderer)
  const window = makeWindow(paths.preload)
  bridge(ipcMain, window, host, log)
  // The page is on its way while the key is fetched, which may take the key store a moment.
  const shown = showDesk(window)
  host.start(stationConfig(options, log))
  // Without a picture the station waits no longer than this for one.
  setTimeout(() => host.serve(), station_serve_ms)
  setMenu(process.platform, app.isPackaged)
  savePdfs({ ipc: ipcMain, window, dialog, folder: () => app.getPath('documents') })
  app.on('second-instance', () => bringForward(window))
  closeTogether(host)
  await shown
}

function stationConfig({ data: given, keyFile, upstream, hub }: ShellOptions, log: (line: string) => void): StationConfig {
  const data = given ?? join(app.getPath('userData'), 'station')
  const key = stationKey({ data, keyFile, env: process.env, platform: process.platform }, safeStorage, log)
  return { data, key, ...(upstream && { upstream }), ...(hub && { hub }) }
}

/** The app goes when its window goes, and only after the station has finished what it was doing. */
function closeTogether(host: StationHost): void {
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    // Not within this event: Electron takes no second quit while it is asking about the first.
    void host.stop().then(() => setImmediate(() => app.exit(0)))
  })
}
