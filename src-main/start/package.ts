import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildApp } from './build-app.ts'
import { project } from './folders.ts'
import { resolveElectron, type FoundElectron } from './resolve-electron.ts'

/**
 * `npm run package`: the app as a folder, ready to run. `npm run package -- --linux` (or --win, --mac) makes the
 * installers; electron-builder downloads tools for those.
 */
interface BuildConfig {
  electronFuses: Record<string, boolean>
  [member: string]: unknown
}

const log = (line: string) => void process.stderr.write(`${line}\n`)

/** The project's packaging settings, for the Electron that is there. */
function configFor(found: FoundElectron): BuildConfig {
  const { build } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { build: BuildConfig }
  if (found.origin === 'download') return build
  // The stand-in is from before this fuse; electron-builder refuses to set one that is not there.
  const { grantFileProtocolExtraPrivileges: _newer, ...electronFuses } = build.electronFuses
  return { ...build, electronFuses, electronDist: dirname(found.executable), electronVersion: found.version }
}

function runBuilder(config: BuildConfig, args: readonly string[]): number {
  const work = mkdtempSync(join(tmpdir(), 'hallpass-package-'))
  try {
    const file = join(work, 'builder.json')
    writeFileSync(file, JSON.stringify(config))
    const builder = join(project, 'node_modules', 'electron-builder', 'cli.js')
    const targets = args.some((argument) => /^--(?:dir|linux|win|mac)$/.test(argument)) ? args : ['--dir', ...args]
    const run = spawnSync(process.execPath, [builder, '--projectDir', project, '--publish', 'never', '--config', file, ...targets], { stdio: 'inherit' })
    return run.status ?? 1
  } finally {
    rmSync(work, { recursive: true })
  }
}

await buildApp(log)
const found = await resolveElectron(log)
log(`Packaging with Electron ${found.version} (${found.origin}).`)
if (found.origin === 'registry') log('This package is for tests only: the station needs a newer Electron than the one that stands in here.')
process.exitCode = runBuilder(configFor(found), process.argv.slice(2))
