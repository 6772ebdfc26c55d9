import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './folders.ts'
import { runQuietly } from './run.ts'

const build_timeout_ms = 300_000
const SOURCES = ['src-main', 'src-renderer', 'src-shared', 'electron.vite.config.ts', 'package.json']
const RESULTS = ['out/main/index.cjs', 'out/main/station-process.cjs', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Builds the app where a source is newer than what was built. */
export async function buildApp(log: (line: string) => void): Promise<void> {
  const results = RESULTS.map((file) => join(project, file))
  const built = results.every((file) => existsSync(file)) ? Math.min(...results.map((file) => statSync(file).mtimeMs)) : 0
  if (SOURCES.every((source) => newest(join(project, source)) < built)) return
  log('Building the app.')
  await runQuietly([process.execPath, join(project, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], build_timeout_ms, project)
}

/** The time of the newest change in a file or folder. */
function newest(path: string): number {
  const about = statSync(path)
  if (!about.isDirectory()) return about.mtimeMs
  return Math.max(about.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
