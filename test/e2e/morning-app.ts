/** The desk of a morning in a real Electron window. */
import { openApp, type OpenApp } from '../support/electron.ts'
import type { ExamMorning } from './exam-morning.ts'

export function morningApp({ data, upstream, hq }: ExamMorning): Promise<OpenApp> {
  return openApp(['--data', data, '--upstream', hq.url, '--site', upstream.site, '--lang=en-CA'], undefined, { HALLPASS_UPSTREAM_KEY: upstream.key })
}
