/** A real `hallpass station` or `hallpass hq`, started, killed without warning and started again. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** The pinned Node; the machine's own may be older. */
const NODE = join(ROOT, 'node_modules', '.bin', 'node')
/** Two hundred starts compile the program once; a process writes what it compiled when it ends by itself. */
const ENV = { ...process.env, NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled') }
const CLI = join(ROOT, 'src-main', 'cli.ts')

export interface HallpassProcess {
  url: string
  start(): void
  /** Resolves once it answers; starts it where it has ended. */
  ready(): Promise<void>
  /** SIGKILL. Resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM. @returns the exit code */
  stop(): Promise<number | null>
  /** The next start has no limit on its files. */
  liftLimit(): void
  kills: number
  /** How often it was killed after it had said that it was ready. */
  killsWhileServing: number
}

/** What a test puts into the process from outside. */
export interface Preload {
  environment?: Record<string, string>
  /** Modules that are loaded before the program. */
  imports?: readonly string[]
  /** The most that a file may grow to, in blocks of 1024 bytes. */
  fileBlocksMax?: number
}

export async function hallpassProcess(command: 'station' | 'hq', options: readonly string[], { environment = {}, imports = [], fileBlocksMax }: Preload = {}): Promise<HallpassProcess> {
  const port = await freePort()
  let child: ChildProcess | undefined
  let isReady = false
  let errors = ''
  let limit = fileBlocksMax

  const it: HallpassProcess = {
    url: `http://127.0.0.1:${port}`, kills: 0, killsWhileServing: 0,
    start() {
      if (child) return
      isReady = false
      const words = [...imports.flatMap((name) => ['--import', name]), CLI, command, '--port', String(port), ...options]
      const [program, before] = limit === undefined ? [NODE, []] : ['bash', ['-c', `trap "" XFSZ; ulimit -f ${limit}; exec "$0" "$@"`, NODE]]
      const started = spawn(program, [...before, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...ENV, ...environment } })
      started.stdout.on('data', (data: Buffer) => (isReady ||= data.toString().includes('"ready":true')))
      started.stderr.on('data', (data: Buffer) => (errors = (errors + data.toString()).slice(-4_000)))
      started.once('exit', () => {
        if (child === started) child = undefined
      })
      child = started
    },
    async ready() {
      for (let tries = 0; tries < 600; tries++) {
        if (isReady && child) return
        it.start()
        await sleep(50)
      }
      throw new Error(`${command} did not start within 30 s: ${errors}`)
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

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
