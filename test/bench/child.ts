/** Servers of the benchmark: each its own process, stopped by its own id. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import type { BenchContext } from './figures.ts'
import { KEY } from './fixtures.ts'

const project = join(import.meta.dirname, '../..')
const ready_wait_ms = 60_000
const stop_wait_ms = 10_000

export interface Server {
  url: string
  pid: number
  stop(): Promise<void>
}

/** Starts a program of this checkout that prints a ready line, and stops it when the part is over. */
export async function serve({ onEnd }: BenchContext, program: string, args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [join(project, program), ...args], { cwd: project, env: { ...process.env, HALLPASS_KEY: KEY }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4_000)))
  onEnd(() => stop(child))
  const url = await readyUrl(child, () => said)
  return { url, pid: child.pid ?? 0, stop: () => stop(child) }
}

async function readyUrl(child: ChildProcess, said: () => string): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const timeout = AbortSignal.timeout(ready_wait_ms)
  const ended = once(child, 'exit', { signal: timeout }).then(([code]) => {
    throw new Error(`The server ended with ${code}: ${said()}`)
  })
  const [line] = (await Promise.race([once(lines, 'line', { signal: timeout }), ended])) as [string]
  // Nobody waits for the end any more; the part is over when it comes.
  ended.catch(() => undefined)
  return (JSON.parse(line) as { url: string }).url
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), stop_wait_ms)
  await gone
  clearTimeout(force)
}
