/** The desk of a morning in a real Electron window. */
import { openApp, type OpenApp } from '../support/electron.ts'
import type { ExamMorning } from './exam-morning.ts'

/** @param switches of Chromium */
export function morningApp({ data, upstream, hq }: ExamMorning, ...switches: string[]): Promise<OpenApp> {
  return openApp(['--data', data, '--upstream', hq.url, '--site', upstream.site, '--lang=en-CA', ...switches], undefined, { HALLPASS_UPSTREAM_KEY: upstream.key })
}
