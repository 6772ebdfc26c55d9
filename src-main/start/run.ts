import { spawn } from 'node:child_process'
import { basename } from 'node:path'

/** Runs a command to its end, within a time. @throws with the last line that it wrote, where it fails */
export async function runQuietly(command: readonly string[], timeout_ms: number, cwd?: string): Promise<void> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: timeout_ms })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)))
  const code = await new Promise<number | null>((done, failed) => child.once('close', done).once('error', failed))
  if (code !== 0) throw new Error(`${[program, args[0] ?? ''].map((part) => basename(part)).join(' ')} failed: ${said.trim().split('\n').at(-1) ?? code}`)
}
