import { exitOf, startChild } from './children.ts'
import { demoEnvironment, type Demo } from './demo.ts'
import { project } from './folders.ts'
import { resolveElectron, rootArguments } from './resolve-electron.ts'

/** What the app says once its station answers: from then on an end of it is no failure to open. */
const OPEN = 'hallpass: The station answers'

/**
 * Opens the app on the demo's station and waits until it is closed.
 * @returns why no window could be opened here, null after a window was open
 */
export async function openWindow({ station, upstream }: Demo, log: (line: string) => void): Promise<string | null> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  const found = await resolveElectron(log).catch((error: unknown) => error as Error)
  if (found instanceof Error) return found.message
  log(`Opening the window with Electron ${found.version}${found.origin === 'registry' ? ' from the package registry' : ''}.`)
  const { url, key, site } = upstream
  const env = { ...demoEnvironment(), HALLPASS_UPSTREAM_KEY: key }
  const args = [...rootArguments(), project, '--data', station, '--upstream', url, '--site', site]
  const app = startChild([found.executable, ...args], { cwd: project, env })
  // Nobody reads it, and a full pipe would hold up the app.
  app.stdout?.resume()
  let said = ''
  let open = false
  app.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
    open ||= said.includes(OPEN)
    for (const line of text.split('\n')) if (line.startsWith('hallpass: ')) log(line.slice('hallpass: '.length))
  })
  const code = await exitOf(app)
  if (open || code === 0) return null
  return said.trim().split('\n').at(-1) || `Electron ended with code ${code}`
}
