import { Menu, type MenuItemConstructorOptions } from 'electron'

/** Before the app is ready: Electron's own menu is not built only to be replaced. */
export function withoutDefaultMenu(): void {
  Menu.setApplicationMenu(null)
}

/** The menu: what a desk uses, and the developer tools only in a development build. */
export function setMenu(platform: NodeJS.Platform, packaged: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : [{ role: 'fileMenu' } as const]),
      { role: 'editMenu' },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
    ]),
  )
}
