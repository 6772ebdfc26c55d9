/** `npm run bench`: measures Hallpass against the leanest thing that does the same work, in one run, and prints one table. */
import { cpus } from 'node:os'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { PartUnavailable, table, type BenchContext, type Figure, type Part } from './figures.ts'
import { api } from './parts/api.ts'
import { checkIn } from './parts/check-in.ts'
import { drain } from './parts/drain.ts'
import { growth } from './parts/growth.ts'
import { outage } from './parts/outage.ts'
import { hqLoad } from './parts/hq-load.ts'
import { firstSync } from './parts/first-sync.ts'
import { poke } from './parts/poke.ts'
import { rosterPart } from './parts/roster.ts'
import { search } from './parts/search.ts'
import { start } from './parts/start.ts'
import { windowPart } from './parts/window.ts'

const PARTS: readonly Part[] = [api, checkIn, search, firstSync, drain, outage, poke, hqLoad, growth, start, windowPart, rosterPart]

interface Measured {
  part: string
  figures: Figure[]
  /** Why it could not be measured here. */
  left_out?: string
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' }, json: { type: 'string' }, help: { type: 'boolean' } } })
  const unknown = positionals.find((name) => !PARTS.some((part) => part.name === name))
  if (values.help || unknown !== undefined) {
    if (unknown !== undefined) process.stderr.write(`There is no part called ${unknown}.\n`)
    process.stderr.write(`npm run bench -- [part ...] [--quick] [--json FILE]\n\n${PARTS.map(({ name, summary }) => `  ${name.padEnd(12)}${summary}\n`).join('')}`)
    return values.help ? 0 : 2
  }
  const measured: Measured[] = []
  for (const part of PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) measured.push(await runPart(part, values.quick ?? false))
  process.stdout.write(`${table(measured)}\n`)
  for (const { part, left_out } of measured) if (left_out !== undefined) process.stdout.write(`\n${part} was left out: ${left_out}\n`)
  process.stdout.write(`\nNode ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})${values.quick ? ', the small sizes of --quick' : ''}. Ratios are medians over alternating pairs of this run.\n`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ node: process.version, cores: cpus().length, quick: values.quick ?? false, measured }, null, 2)}\n`)
  return measured.some(({ left_out }) => left_out !== undefined) ? 1 : 0
}

async function runPart(part: Part, quick: boolean): Promise<Measured> {
  const undos: (() => unknown)[] = []
  const context: BenchContext = {
    quick,
    say: (line) => void process.stderr.write(`${part.name}: ${line}\n`),
    onEnd: (undo) => void undos.unshift(undo),
  }
  try {
    return { part: part.name, figures: await part.run(context) }
  } catch (error) {
    if (error instanceof PartUnavailable) return { part: part.name, figures: [], left_out: error.message }
    process.stderr.write(`${part.name}: ${error instanceof Error ? error.stack : String(error)}\n`)
    return { part: part.name, figures: [], left_out: `it failed (${error instanceof Error ? error.message : String(error)})` }
  } finally {
    for (const undo of undos) await undo()
  }
}

process.exitCode = await main()
