/** A real `hallpass station` or `hallpass hq`, started, killed without warning and started again. */
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** The pinned Node; the machine's own may be older. */
const NODE = join(ROOT, 'node_modules', '.bin', 'node')
/** Two hundred starts compile the program once; a process writes what it compiled when it ends by itself. */
const ENV = { ...process.env, NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled') }
const CLI = join(ROOT, 'src-main', 'cli.ts')
const start_poll_ms = 20
const start_tries_max = 3_000

export interface HallpassProcess {
  url: string
  start(): void
  /** Resolves once it answers; starts it where it has ended. */
  ready(): Promise<void>
  /** SIGKILL. Resolves when the process is gone. */
  kill(): Promise<void>
  /** Resolves when it has ended by itself. */
  died(): Promise<void>
  /** SIGTERM. @returns the exit code */
  stop(): Promise<number | null>
  /** The next start has no limit on its files. */
  liftLimit(): void
  kills: number
  /** How often it was killed after it had said that it was ready. */
  killsWhileServing: number
  /** How long the last start took that came to an end. */
  startMs: number
}

/** What a test puts into the process from outside. */
export interface Preload {
  environment?: Record<string, string>
  /** Modules that are loaded before the program. */
  imports?: readonly string[]
  /** The most that a file may grow to, in blocks of 1024 bytes. */
  fileBlocksMax?: number
  /** The program in another form than its sources. */
  program?: string
}

export async function hallpassProcess(command: 'station' | 'hq', options: readonly string[], { environment = {}, imports = [], fileBlocksMax, program: file = CLI }: Preload = {}): Promise<HallpassProcess> {
  const port = await freePort()
  let child: ChildProcess | undefined
  let isReady = false
  let errors = ''
  let limit = fileBlocksMax

  const it: HallpassProcess = {
    url: `http://127.0.0.1:${port}`, kills: 0, killsWhileServing: 0, startMs: 1_000,
    start() {
      if (child) return
      isReady = false
      const words = [...imports.flatMap((name) => ['--import', name]), file, command, '--port', String(port), ...options]
      const [program, before] = limit === undefined ? [NODE, []] : ['bash', ['-c', `trap "" XFSZ; ulimit -f ${limit}; exec "$0" "$@"`, NODE]]
      const started = spawn(program, [...before, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...ENV, ...(file === CLI ? {} : { NODE_COMPILE_CACHE: join(dirname(file), 'compiled') }), ...environment } })
      const startedAt = Date.now()
      started.stdout.on('data', (data: Buffer) => {
        if (isReady || child !== started || !data.toString().includes('"ready":true')) return
        isReady = true
        it.startMs = Date.now() - startedAt
      })
      started.stderr.on('data', (data: Buffer) => (errors = (errors + data.toString()).slice(-4_000)))
      started.once('exit', () => {
        if (child === started) child = undefined
      })
      child = started
    },
    async ready() {
      for (let tries = 0; tries < start_tries_max; tries++) {
        if (isReady && child) return
        it.start()
        await sleep(start_poll_ms)
      }
      throw new Error(`${command} did not start within ${(start_poll_ms * start_tries_max) / 1_000} s: ${errors}`)
    },
    async kill() {
      const dying = child
      if (!dying) return
      it.kills++
      if (isReady) it.killsWhileServing++
      const gone = new Promise((resolve) => dying.once('exit', resolve))
      dying.kill('SIGKILL')
      await gone
    },
    async died() {
      for (let tries = 0; tries < start_tries_max; tries++) {
        if (!child) return
        await sleep(start_poll_ms)
      }
      throw new Error(`${command} did not end: ${errors}`)
    },
    liftLimit: () => void (limit = undefined),
    async stop() {
      const ending = child
      if (!ending) return null
      const gone = new Promise<number | null>((resolve) => ending.once('exit', resolve))
      ending.kill('SIGTERM')
      return gone
    },
  }
  return it
}

/** Runs a short command to its end. @returns what it printed */
export function hallpass(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(NODE, [CLI, ...args], { encoding: 'utf8', env: ENV })
  if (status !== 0) throw new Error(`hallpass ${args.join(' ')} ended with ${status}: ${stderr}`)
  return stdout.trim()
}

/** The same, while this process goes on: it may stand between that command and another. */
export async function hallpassBeside(...args: string[]): Promise<string> {
  return (await promisify(execFile)(NODE, [CLI, ...args], { encoding: 'utf8', env: ENV })).stdout.trim()
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
