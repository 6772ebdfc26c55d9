/** A real PostgreSQL of this test alone: a free port of 127.0.0.1, its files in a temporary folder, stopped and removed at the end. */
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const start_ms_max = 120_000

/** The server ends with the signal that is written here, and at once where whoever started it is gone. */
const GUARD = '"$@" & pid=$!; read -r signal; kill -"${signal:-QUIT}" $pid; wait $pid'

export interface Postgres {
  port: number
  /** For files of the test; removed with the server. */
  folder: string
  /** Makes a database, empty or the copy of another one that nobody has open. @returns its address */
  database(name?: string, copyOf?: string): Promise<string>
  /** Runs one of PostgreSQL's own programs (pg_dump, pg_restore), as the user that the server runs as. */
  program(name: string, ...args: string[]): Promise<string>
  /** A server on its own copy of the files, recovered to the moment of the copy: what a restore to a point in time gives. */
  recovered(): Promise<Postgres>
  /** Ends the server at once, without a word to those who are connected. */
  kill(): Promise<void>
  /** Starts it again on the same files and port. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Where Debian and others put the programs. */
function programs(): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, 'bin')) : []
  const found = [...versions, ...(process.env.PATH ?? '').split(':')].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
  if (!found) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  return found
}

/** PostgreSQL refuses to run as root: there it runs as the user that its package makes. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/**
 * Starts one. Stop it when done.
 * @param durable whether what is committed survives the machine; a test that only ends the server does without, and is quicker
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  return startOn(durable, (data) => ['initdb', '-D', data, '-U', 'hallpass', '-A', 'trust', '-E', 'UTF8', '--no-sync'])
}

/** @param fill the program, with its arguments, that makes the files */
async function startOn(durable: boolean, fill: (data: string) => string[], ...settings: string[]): Promise<Postgres> {
  const bin = programs()
  const as = owner()
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-pg-'))
  if (as) chownSync(folder, as.uid, as.gid)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC', HOME: folder }
  // The user's own files are not to be read, and the folder has to be one that this user may be in.
  const options = { cwd: folder, env, ...as }
  const [filler = '', ...words] = fill(data)
  await promisify(execFile)(join(bin, filler), words, options)
  const port = await freePort()
  let server: ChildProcess | undefined
  let databases = 0

  async function start(): Promise<void> {
    const words = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=80', ...(durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']), ...settings.flatMap((setting) => ['-c', setting])]
    server = spawn('sh', ['-c', GUARD, 'sh', join(bin, 'postgres'), ...words], { ...options, stdio: ['pipe', 'ignore', 'ignore'] })
    await answers()
  }

  async function answers(): Promise<void> {
    const deadline = performance.now() + start_ms_max
    for (;;) {
      if (performance.now() > deadline) throw new Error(`PostgreSQL did not answer within ${start_ms_max} ms.`)
      const client = new pg.Client({ host: '127.0.0.1', port, user: 'hallpass', database: 'postgres' })
      client.on('error', () => undefined)
      const takesWrites = await client.connect().then(async () => (await client.query('SELECT NOT pg_is_in_recovery() AS yes')).rows[0].yes === true, () => false)
      await client.end().catch(() => undefined)
      if (takesWrites) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  async function end(signal: 'QUIT' | 'INT'): Promise<void> {
    const ending = server
    server = undefined
    if (!ending || ending.exitCode !== null) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.stdin?.end(`${signal}\n`)
    await ended
  }

  await start()
  return {
    port, folder, start,
    async database(name = `test${++databases}`, copyOf = 'template1') {
      const client = new pg.Client({ host: '127.0.0.1', port, user: 'hallpass', database: 'postgres' })
      await client.connect()
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${copyOf}`)
      await client.end()
      return `postgres://hallpass@127.0.0.1:${port}/${name}`
    },
    async program(name, ...args) {
      const { stdout } = await promisify(execFile)(join(bin, name), args, options)
      return stdout
    },
    async recovered() {
      return startOn(durable, (copy) => ['pg_basebackup', '-D', copy, '-h', '127.0.0.1', '-p', String(port), '-U', 'hallpass', '--checkpoint=fast', '--no-sync', '--write-recovery-conf'],
        'primary_conninfo=', 'restore_command=false', 'recovery_target=immediate', 'recovery_target_action=promote')
    },
    // "Immediate": as if the machine had lost its power, but for the files.
    kill: () => end('QUIT'),
    async stop() {
      await end('INT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
