/** What axe finds on a page. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOnly } from 'axe-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const looks_max = 5
const look_pause_ms = 100

export const ALL_RULES: RunOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
/** In another theme everything is the same but the colours. */
export const RULES_OF_COLOUR: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

interface WithAxe {
  axe: { run(context: Document, options: object): Promise<AxeResults> }
}

/**
 * Something that is still on its way to the screen is looked at again.
 * @returns one line for each rule that is broken
 */
export async function findings(page: Page, screen: string, rules: RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  let violations: AxeResults['violations'] = []
  for (let looks = 0; looks < looks_max; looks++) {
    if (looks > 0) await page.waitForTimeout(look_pause_ms)
    violations = await page.evaluate(async (runOnly) => (await (window as unknown as WithAxe).axe.run(document, { runOnly, resultTypes: ['violations'] })).violations, rules)
    if (violations.length === 0) return []
  }
  return violations.map(({ id, nodes }) => `${screen}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
