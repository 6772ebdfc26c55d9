/** Bugs planted on purpose: the twenty that other engines really had, and others that this one could have. Each must be found. */
import { afterAll, describe, expect, it } from 'vitest'
import { BUGS_HUB } from './bugs-hub.ts'
import { BUGS_ONCE } from './bugs-once.ts'
import { BUGS_OWN } from './bugs-own.ts'
import { findBug } from './find-bug.ts'

const rows: string[][] = []

describe('a planted bug is found', () => {
  it.each([...BUGS_ONCE, ...BUGS_OWN, ...BUGS_HUB].map((bug) => [bug.name, bug] as const))('%s', async (_name, bug) => {
    const { by, after } = await findBug(bug)
    rows.push([bug.name, bug.source, bug.where, by ?? 'not found', String(after)])
    expect(by).toBeDefined()
  }, 120_000)

  afterAll(() => {
    const head = ['bug', 'where it once was', 'planted in', 'found by', 'after schedules']
    const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
    const text = [head, ...rows].map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()).join('\n')
    process.stdout.write(`\n${text}\n${rows.filter((row) => row[3] !== 'not found').length} of ${rows.length} found\n\n`)
  })
})
