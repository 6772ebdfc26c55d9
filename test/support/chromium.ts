/** The browser of the tests: the machine's own where there is one, else the driver's. */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from '@playwright/test'

const system_chromium = '/usr/bin/chromium'

export function openChromium(...switches: string[]): Promise<Browser> {
  return chromium.launch({ args: ['--no-sandbox', ...switches], ...(existsSync(system_chromium) ? { executablePath: system_chromium } : {}) })
}
