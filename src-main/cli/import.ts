/** `hallpass import`: one JSON object a line, all of them or none. */
import type { ImportLine } from '../station/store/store.ts'
import { isServed } from '../station/folder-lock.ts'
import { CliError, EXIT } from './exit.ts'
import { ImportPlan } from './import/import-plan.ts'
import { parseLine } from './import/parse-line.ts'
import { openLines, type LineFile } from './import/read-lines.ts'
import { defineCliCommand } from './options.ts'
import { storeOptions, withStore } from './store-options.ts'

/** A running station waits while an import is written; more lines than these would stop its desk for too long. */
const lines_beside_station_max = 10_000

export const importCommand = defineCliCommand({
  name: 'import',
  summary: 'Stores the records of a file, all of them or none, and prints how many.',
  positionals: [{ name: 'FILE', prose: 'one JSON object a line: {"collection": "...", "tenant": "...", "doc": {...}}' }],
  options: storeOptions,
  notes: [
    'A document keeps its id, number and sys_* fields; a record with the same id is replaced. What is missing of number and sys_* is filled in for registrations and certifications. References have to be in the file, in any order, or in the database.',
    `A line that cannot be stored is named with its number and nothing is stored. Beside a running station at most ${lines_beside_station_max} lines are taken; on PostgreSQL any number, while headquarters' writes wait until they are stored.`,
  ],
  async run(values, [file = ''], output) {
    const lines = openLines(file)
    try {
      return await withStore(values, { create: true, onlyAtHq: 'import' }, async ({ store, folder }) => {
        const plan = new ImportPlan()
        for (const line of lines.lines()) plan.add(parseLine(line))
        await plan.checkReferences(store)
        if (folder !== undefined && plan.count > lines_beside_station_max && isServed(folder)) {
          throw new CliError(EXIT.inUse, `The data folder ${folder} is in use by a running Hallpass; stop it to import more than ${lines_beside_station_max} lines.`)
        }
        const at = new Date().toISOString()
        const imported = await store.importLines(linesToStore(lines, plan, at), at)
        output.print(JSON.stringify({ imported, collections: plan.totals() }))
        return EXIT.ok
      })
    } finally {
      lines.close()
    }
  },
})

/** Lines with a number of their own come first, so that no number is given that a later line has. */
function* linesToStore(file: LineFile, plan: ImportPlan, at: string): Generator<ImportLine> {
  for (const numbered of plan.unnumbered ? [true, false] : [true]) {
    for (const line of file.lines()) {
      const completed = plan.complete(parseLine(line), at)
      if ((completed.assignNumber !== true) === numbered) yield completed
    }
  }
}
