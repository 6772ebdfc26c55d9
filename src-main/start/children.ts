import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

const stop_ms = 10_000
const ready_ms = 120_000

const running = new Set<ChildProcess>()

/**
 * Starts a program that `stopAll` ends. In a group of its own: a Ctrl-C in the terminal reaches it once, through us,
 * so that it can finish what it is doing. Its standard input stays open for as long as this process lives; see end-with-parent.ts.
 */
export function startChild(command: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): ChildProcess {
  const [program = '', ...args] = command
  const child = spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
  running.add(child)
  child.once('exit', () => running.delete(child)).once('error', () => running.delete(child))
  return child
}

/** Resolves with the exit code, null for a signal or a program that could not be started. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((done) => child.once('exit', (code) => done(code)).once('error', () => done(null)))
}

/** Waits for the line `{"ready":true,"url":…}`. @throws with the program's last words where it ends before */
export async function readyUrl(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
  const lines = createInterface({ input: child.stdout ?? [] as never })
  const ready = new Promise<string>((found) => {
    lines.on('line', (line) => {
      const message = line.startsWith('{"ready"') ? (JSON.parse(line) as { url: string }) : null
      if (message) found(message.url)
    })
  })
  const gone = exitOf(child).then((code) => {
    throw new Error(said.trim().split('\n').at(-1) || `It ended with code ${code}.`)
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_found, failed) => {
    timer = setTimeout(() => failed(new Error('It did not answer in time.')), ready_ms)
  })
  try {
    return await Promise.race([ready, gone, late])
  } finally {
    clearTimeout(timer)
    // The end comes later, and is then no news.
    gone.catch(() => undefined)
  }
}

/** Ends everything that was started, and waits until it is gone. */
export async function stopAll(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), stop_ms)
      await exitOf(child)
      clearTimeout(hard)
    }),
  )
}
