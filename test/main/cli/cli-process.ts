/** The real command line in processes of its own, each ended by the test that started it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const project = join(import.meta.dirname, '..', '..', '..')
export const CLI = join(project, 'src-main', 'cli.ts')

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

export interface SpawnOptions {
  env?: NodeJS.ProcessEnv
  /** Another user than root, where the test runs as root. */
  uid?: number
}

/** The environment without anything that decides about keys. */
function environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { HALLPASS_KEY: _key, HALLPASS_UPSTREAM_KEY: _upstream, ...rest } = process.env
  return { ...rest, ...extra }
}

function launch(words: readonly string[], { env, uid }: SpawnOptions): { child: ChildProcess; said: Finished; closed: Promise<Finished> } {
  const child = spawn(process.execPath, [CLI, ...words], { env: environment(env), stdio: ['ignore', 'pipe', 'pipe'], ...(uid === undefined ? {} : { uid, gid: uid }) })
  const said: Finished = { code: null, stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const closed = once(child, 'close').then(([code]) => ({ ...said, code: code as number | null }))
  return { child, said, closed }
}

/** Runs a command to its end. */
export function hallpass(words: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  return launch(words, options).closed
}

export interface Server {
  url: string
  child: ChildProcess
  said: Finished
  closed: Promise<Finished>
  /** SIGTERM, and what came of it. */
  stop(): Promise<Finished>
}

/** Starts `station` or `hq` and waits for its ready line; it ends with the test at the latest. */
export async function serve(words: readonly string[], options: SpawnOptions = {}): Promise<Server> {
  const { child, said, closed } = launch(words, options)
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await closed
  })
  await Promise.race([
    new Promise<void>((ready) => child.stdout?.on('data', () => said.stdout.includes('\n') && ready())),
    closed.then(({ code, stderr }) => {
      throw new Error(`hallpass ${words.join(' ')} ended with ${code}: ${stderr}`)
    }),
  ])
  const { url } = JSON.parse(said.stdout) as { url: string }
  return {
    url, child, said, closed,
    stop() {
      child.kill('SIGTERM')
      return closed
    },
  }
}

/** A key of the folder, made by the command line. */
export async function makeKey(folder: string, tenant: string, ...more: string[]): Promise<string> {
  return (await hallpass(['keys', 'add', '--data', folder, '--tenant', tenant, ...more])).stdout.trim()
}

/** A request with a key; the body as JSON where there is one. */
export async function ask(server: Server, method: string, path: string, key: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
