import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readyUrl, startChild } from './children.ts'
import { dataFolder, project } from './folders.ts'

/** The demo's headquarters, running, and what a station of it needs. */
export interface Demo {
  station: string
  upstream: { url: string; key: string; site: string }
  pin: string
  users: string[]
}

interface DemoSummary {
  tenant: string
  site: string
  pin: string
  users: { name: string }[]
}

const cli_timeout_ms = 120_000
const CLI = [process.execPath, join(project, 'src-main', 'cli.ts')] as const
const OWN = 'This folder was made by npm start and is removed by npm start -- --reset.\n'

/** Removes the demo's data, and nothing that is not the demo's. */
export function resetDemo(home = demoFolder()): void {
  if (!existsSync(home)) return
  if (!existsSync(join(home, 'demo.txt'))) throw new Error(`${home} was not made by npm start; it is left alone.`)
  rmSync(home, { recursive: true })
}

/** Where the demo is kept. */
export function demoFolder(): string {
  return join(dataFolder(), 'demo')
}

/** Fills the demo's headquarters (today's sittings, also on a later day), starts it and gives the station its key. */
export async function startDemo(home = demoFolder()): Promise<Demo> {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  writeFileSync(join(home, 'demo.txt'), OWN)
  const hq = join(home, 'hq')
  const summary = JSON.parse(await cli('demo', '--data', hq)) as DemoSummary
  const key = await stationKey(join(home, 'station-key.txt'), hq, summary)
  const url = await readyUrl(startCli(['hq', '--data', hq, '--port', '0']))
  return {
    station: join(home, 'station'),
    upstream: { url, key, site: summary.site },
    pin: summary.pin,
    users: summary.users.map((user) => user.name),
  }
}

/** Starts the demo's station without a window; it serves the window to a browser. @returns its address */
export function startStation({ station, upstream }: Demo): Promise<string> {
  const { url, key, site } = upstream
  const args = ['station', '--data', station, '--port', '0', '--upstream', url, '--site', site]
  // Not in the arguments, which every user of the computer can read.
  return readyUrl(startCli(args, { HALLPASS_UPSTREAM_KEY: key }))
}

/** Headquarters shows a key once, so the demo keeps it. */
async function stationKey(file: string, hq: string, { tenant, site }: DemoSummary): Promise<string> {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const key = (await cli('keys', 'add', '--data', hq, '--tenant', tenant, '--scope', 'write', '--site', site)).trim()
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  return key
}

/** It ends with this process, also where this one is killed. */
function startCli(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const [node, script] = CLI
  return startChild([node, '--import', new URL('end-with-parent.ts', import.meta.url).href, script, ...args], { cwd: project, env: { ...demoEnvironment(), ...env } })
}

async function cli(...args: string[]): Promise<string> {
  const [node, script] = CLI
  try {
    return (await promisify(execFile)(node, [script, ...args], { cwd: project, env: demoEnvironment(), timeout: cli_timeout_ms })).stdout
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1)
    throw new Error(said || (error as Error).message, { cause: error })
  }
}

/** The demo has keys of its own; one that is set for another database would not open it. */
export function demoEnvironment(): NodeJS.ProcessEnv {
  const { HALLPASS_KEY: _key, HALLPASS_UPSTREAM_KEY: _upstream, HALLPASS_SMTP: _smtp, ...env } = process.env
  return env
}
