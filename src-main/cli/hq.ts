/** `hallpass hq`: the central server. */
import { defineCliCommand } from './options.ts'
import { serve, serveOptions } from './serve.ts'

export const hqCommand = defineCliCommand({
  name: 'hq',
  summary: 'Runs headquarters: the same API, the source of truth, and the change feed that stations read.',
  options: serveOptions(4790),
  notes: ['Prints {"ready":true,"url":"http://127.0.0.1:4790"} once it answers. SIGTERM finishes the requests under way; a second one does not wait.'],
  async run(values, _positionals, output) {
    const { startHq } = await import('../hq/hq.ts')
    return serve({
      values, output,
      start: (key) => startHq({
        data: values.data, key,
        limits: { rate: values['limit-rate'], records: values['limit-records'] },
        log: output.log,
      }),
    })
  },
})
