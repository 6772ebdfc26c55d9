/** The program in one file, made from its sources: it starts in a third of the time, which is what thousands of kills need. */
import { mkdtempSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

let made: Promise<string> | undefined

/** Made once a process and removed with it. @returns the file to run */
export function bundledProgram(): Promise<string> {
  return (made ??= make())
}

async function make(): Promise<string> {
  const cache = join(ROOT, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  sweep(cache)
  const outDir = mkdtempSync(join(cache, `program-${process.pid}-`))
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }))
  await build({
    root: ROOT, configFile: false, logLevel: 'error', publicDir: false,
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: 'src-main/cli.ts', outDir, target: 'node24', minify: false, rolldownOptions: { output: { entryFileNames: 'hallpass.mjs', chunkFileNames: '[name]-[hash].mjs' } } },
  })
  return join(outDir, 'hallpass.mjs')
}

/** Removes what processes left that were ended before they could. */
function sweep(cache: string): void {
  for (const name of readdirSync(cache)) {
    const owner = /^program-(\d+)-/.exec(name)?.[1]
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(cache, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
