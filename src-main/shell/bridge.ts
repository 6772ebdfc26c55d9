import type { BrowserWindow, IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { IPC_CHANNELS, type BridgeResponse, type LiveEvent } from '../../src-shared/ipc.ts'
import { problemDocument, refuse } from '../../src-shared/problem.ts'
import { APP_ORIGIN } from './app-protocol.ts'
import { faultOf, isRequest } from './request-shape.ts'
import type { StationHost } from './station-host.ts'

/** Passes the window's requests to the station and the station's news to the window; looks into neither. */
export function bridge(ipc: IpcMain, window: BrowserWindow, host: StationHost, log: (line: string) => void): void {
  ipc.handle(IPC_CHANNELS.request, async (event, value: unknown): Promise<BridgeResponse> => {
    if (!isFromWindow(event, window)) {
      log('Refused: a message from something that is not the window.')
      throw new Error('Only the window may ask.')
    }
    if (!isRequest(value)) return invalid(faultOf(value))
    return host.request(value)
  })
  const shown = (event: IpcMainEvent) => {
    if (isFromWindow(event, window)) host.serve()
  }
  ipc.on(IPC_CHANNELS.shown, shown)
  const send = (news: LiveEvent) => {
    if (!window.isDestroyed()) window.webContents.send(IPC_CHANNELS.live, news)
  }
  const stop = host.onLive(send)
  // A page that was loaded (again) learns at once how the station is.
  window.webContents.on('did-finish-load', () => send(host.state()))
  window.once('closed', () => {
    stop()
    ipc.off(IPC_CHANNELS.shown, shown)
    ipc.removeHandler(IPC_CHANNELS.request)
  })
}

/** The message comes from the main frame of the one window, and that frame shows the app's own page. */
export function isFromWindow(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, window: BrowserWindow): boolean {
  const frame = event.senderFrame
  if (!frame || window.isDestroyed()) return false
  return event.sender === window.webContents && frame === window.webContents.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`)
}

function invalid(fault: string | null): BridgeResponse {
  const body = problemDocument(refuse('invalid', `The window sent no request: ${fault}.`))
  return { status: 400, headers: { 'content-type': 'application/problem+json' }, body }
}
