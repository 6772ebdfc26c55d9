import { contextBridge, ipcRenderer } from 'electron'
import { IPC_CHANNELS, type HallpassBridge, type LiveEvent } from '../../src-shared/ipc.ts'

/** Everything that the window can reach outside itself. Electron's own event object stays on this side. */
const bridge: HallpassBridge = {
  request: (request) => ipcRenderer.invoke(IPC_CHANNELS.request, request),
  onLive: (listener) => {
    const pass = (_event: unknown, news: LiveEvent) => listener(news)
    ipcRenderer.on(IPC_CHANNELS.live, pass)
    return () => {
      ipcRenderer.off(IPC_CHANNELS.live, pass)
    }
  },
  savePdf: (name) => ipcRenderer.invoke(IPC_CHANNELS.pdf, name),
  shown: () => ipcRenderer.send(IPC_CHANNELS.shown),
}

contextBridge.exposeInMainWorld('hallpass', bridge)
