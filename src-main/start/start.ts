import { buildApp } from './build-app.ts'
import { stopAll } from './children.ts'
import { resetDemo, startDemo, startStation } from './demo.ts'
import { openWindow } from './open-window.ts'

/** `npm start`: builds, starts a demo headquarters and station, and opens the window, or serves it to a browser. */
const log = (line: string) => void process.stderr.write(`${line}\n`)
const USAGE = 'npm start [-- --reset] [-- --browser]'

async function start(args: readonly string[]): Promise<void> {
  const unknown = args.find((argument) => !['--reset', '--browser'].includes(argument))
  if (unknown !== undefined) throw new Error(`${unknown} is not an option of npm start: ${USAGE}`)
  if (args.includes('--reset')) resetDemo()
  await buildApp(log)
  const demo = await startDemo()
  log(`Sign in as ${demo.users.join(', ')} with the PIN ${demo.pin}.`)
  const hindrance = args.includes('--browser') ? 'a browser was asked for' : await openWindow(demo, log)
  if (hindrance === null) return
  const url = await startStation(demo)
  log(`No window, because ${hindrance}: open ${url}/ in a browser. Ctrl-C ends it.`)
  await new Promise<never>(() => undefined)
}

let ending = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void end(0))
}

async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await stopAll()
  process.exit(code)
}

start(process.argv.slice(2)).then(
  () => end(0),
  (error: unknown) => {
    log(error instanceof Error ? error.message : String(error))
    return end(1)
  },
)
