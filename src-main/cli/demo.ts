/** `hallpass demo`: a site with everything to try the product on. */
import { isIsoDate } from '../station/commands/iso-time.ts'
import { demo_candidates_default, demo_seed_default, loadDemo } from '../station/demo/load-demo.ts'
import { EXIT } from './exit.ts'
import { defineCliCommand } from './options.ts'
import { folderOptions, withFolder } from './shared-options.ts'
import { refuseAtSyncedStation } from './synced-station.ts'

const candidates_max = 100_000
const seed_max = 2 ** 31 - 1

export const demoCommand = defineCliCommand({
  name: 'demo',
  summary: 'Makes an exam site to try: a venue, three sittings today and two tomorrow, candidates, and three users.',
  options: {
    ...folderOptions,
    candidates: { type: 'integer', value: 'N', default: demo_candidates_default, min: 1, max: candidates_max, prose: 'How many candidates.' },
    seed: { type: 'integer', value: 'N', default: demo_seed_default, min: 0, max: seed_max, prose: 'Another number makes other people; the same one the same.' },
    date: { type: 'text', value: 'DATE', prose: "The first day, YYYY-MM-DD; the venue's today unless given.", refuse: (date) => (isIsoDate(date) ? undefined : `must be a date that exists (YYYY-MM-DD), not "${date}".`) },
  },
  notes: ['Prints one JSON object: tenant, site, sittings, users and the PIN. Run again on another day, it adds that day; what is there already is left alone.'],
  run: (values, _positionals, output) =>
    withFolder(values, { create: true }, async ({ store, folder }) => {
      refuseAtSyncedStation(store, folder, 'load the demo')
      const { candidates, seed, date } = values
      const summary = await loadDemo(store, { now: new Date().toISOString(), candidates, seed, ...(date === undefined ? {} : { day: date }) })
      if (summary.added === 0) output.log(`The demo of ${summary.day} is in ${folder} already; nothing was changed.`)
      output.print(JSON.stringify(summary))
      return EXIT.ok
    }),
})
