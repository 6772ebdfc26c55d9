/** The desk of a morning in a real Electron window or in Chromium, each with a camera of its own. */
import { dirname } from 'node:path'
import { openChromium } from '../../support/chromium.ts'
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

export async function dayWindow(kind: WindowKind, morning: ExamMorning): Promise<DayWindow> {
  return kind === 'Electron' ? electronWindow(morning) : chromiumWindow(morning)
}

async function electronWindow(morning: ExamMorning): Promise<DayWindow> {
  const app = await morningApp(morning, camera)
  return { desk: new DeskPage(app.page), files: electronFiles(app, dirname(morning.data)), close: () => app.close() }
}

async function chromiumWindow(morning: ExamMorning): Promise<DayWindow> {
  const [browser, station] = await Promise.all([openChromium(camera, '--use-fake-ui-for-media-stream'), stationOf(morning, morning.data)])
  await station.ready()
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
