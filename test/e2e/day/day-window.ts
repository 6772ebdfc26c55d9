/** The desk of a morning in a real Electron window or in Chromium, each with a camera of its own. */
import { dirname, join } from 'node:path'
import { hallpassProcess, type HallpassProcess } from '../../faults/hallpass-process.ts'
import { openChromium } from '../../support/chromium.ts'
import { openApp, type OpenApp } from '../../support/electron.ts'
import { networkAddress } from '../../support/network-address.ts'
import { DeskPage } from '../desk-page.ts'
import { stationOf, type ExamMorning } from '../exam-morning.ts'
import { morningApp } from '../morning-app.ts'
import { chromiumFiles } from './chromium-files.ts'
import type { DayFiles } from './day-files.ts'
import { electronFiles } from './electron-files.ts'

export type WindowKind = 'Electron' | 'Chromium'

export interface DayWindow {
  desk: DeskPage
  files: DayFiles
  close(): Promise<void>
}

const screen = { width: 1440, height: 900 }
const camera = '--use-fake-device-for-media-stream'

/** @param isHub the desk is the hub of its site, at an address of this machine's network */
export async function dayWindow(kind: WindowKind, morning: ExamMorning, { isHub = false } = {}): Promise<DayWindow> {
  if (kind === 'Electron') return electronWindow(await morningApp(morning, camera, ...(isHub ? ['--hub-host', networkAddress(), '--hub-port', '0'] : [])), morning)
  return chromiumWindow(await stationOf(morning, morning.data, ...(isHub ? ['--hub', '--host', networkAddress(), '--hub-port', '0'] : [])))
}

/** A laptop that belongs to no site yet. */
export async function freshWindow(kind: WindowKind, morning: ExamMorning): Promise<DayWindow> {
  const data = join(dirname(morning.data), 'fresh')
  if (kind === 'Electron') return electronWindow(await openApp(['--data', data, '--lang=en-CA']), morning)
  return chromiumWindow(await hallpassProcess('station', ['--data', data]))
}

async function electronWindow(app: OpenApp, morning: ExamMorning): Promise<DayWindow> {
  return { desk: new DeskPage(app.page), files: await electronFiles(app, dirname(morning.data)), close: () => app.close() }
}

async function chromiumWindow(station: HallpassProcess): Promise<DayWindow> {
  const [browser] = await Promise.all([openChromium(camera, '--use-fake-ui-for-media-stream'), station.ready()])
  const context = await browser.newContext({ viewport: screen, locale: 'en-CA' })
  const desk = new DeskPage(await context.newPage())
  await desk.page.goto(station.url)
  return {
    desk, files: await chromiumFiles(desk.page),
    async close() {
      await browser.close()
      await station.kill()
    },
  }
}
