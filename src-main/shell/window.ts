import { BrowserWindow } from 'electron'
import { APP_URL } from './app-protocol.ts'
import { window_height_min_px, window_height_px, window_width_min_px, window_width_px } from './limits.ts'

/** Makes the app's one window, which stays hidden until its first picture is there. */
export function makeWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Hallpass',
    width: window_width_px,
    height: window_height_px,
    minWidth: window_width_min_px,
    minHeight: window_height_min_px,
    show: false,
    backgroundColor: '#f7f7f5',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // From the second start on: by itself Chromium keeps compiled code only of what was loaded three times.
      v8CacheOptions: 'bypassHeatCheck',
    },
  })
  window.once('ready-to-show', () => window.show())
  return window
}

/** Shows the desk in the window. */
export function showDesk(window: BrowserWindow): Promise<void> {
  return window.loadURL(APP_URL)
}

/** Brings a window to the front. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}
