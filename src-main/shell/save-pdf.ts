/** Saves what the window would print as a PDF, where the person says. */
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BrowserWindow, Dialog, IpcMain } from 'electron'
import { IPC_CHANNELS, type SavedPdf } from '../../src-shared/ipc.ts'
import { isFromWindow } from './bridge.ts'
import { pdf_name_characters_max } from './limits.ts'

interface PdfParts {
  ipc: IpcMain
  window: BrowserWindow
  dialog: Dialog
  /** The folder that is offered first. */
  folder: () => string
}

/** Answers the window until it is closed. */
export function savePdfs({ ipc, window, dialog, folder }: PdfParts): void {
  ipc.handle(IPC_CHANNELS.pdf, async (event, name: unknown): Promise<SavedPdf> => {
    if (!isFromWindow(event, window)) throw new Error('Only the window may ask.')
    // Printed before the dialog is there: the page is gone from the window once it has its answer.
    const pdf = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, pageSize: 'A4' })
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: join(folder(), pdfName(name)), filters: [{ name: 'PDF', extensions: ['pdf'] }] })
    if (canceled || !filePath) return { file: null }
    await writeFile(filePath, pdf)
    return { file: basename(filePath) }
  })
  window.once('closed', () => ipc.removeHandler(IPC_CHANNELS.pdf))
}

/** A file name that every system takes, whatever the sitting is called. */
export function pdfName(given: unknown): string {
  const plain = typeof given === 'string' ? given.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-').slice(0, pdf_name_characters_max).trim() : ''
  return `${plain === '' ? 'Hallpass' : plain}.pdf`
}
