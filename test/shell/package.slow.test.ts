import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseV1Options as Fuse, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { project } from '../../src-main/start/folders.ts'
import { electron, inherited, temporaryFolder } from '../support/electron.ts'

/** The state of a fuse in the binary, as @electron/fuses reads it back: the characters 0 and 1. */
const OFF = 48
const ON = 49

/** Packages the app as `npm run package` does and looks at what came out. */
describe.runIf(process.platform === 'linux')('the packaged app', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let app: string

  beforeAll(async () => {
    folder = await temporaryFolder('hallpass-package-')
    const script = join(project, 'src-main', 'start', 'package.ts')
    await promisify(execFile)(process.execPath, [script, `-c.directories.output=${folder.path}`], { cwd: project, timeout: 220_000, maxBuffer: 64_000_000 })
    app = join(folder.path, 'linux-unpacked')
  })
  afterAll(() => folder.drop())

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(app, 'hallpass'))
    expect(wire).toMatchObject({
      [Fuse.RunAsNode]: OFF,
      [Fuse.EnableNodeOptionsEnvironmentVariable]: OFF,
      [Fuse.EnableNodeCliInspectArguments]: OFF,
      [Fuse.EnableCookieEncryption]: ON,
      [Fuse.EnableEmbeddedAsarIntegrityValidation]: ON,
      [Fuse.OnlyLoadAppFromAsar]: ON,
    })
    // The Electron that stands in where the real one is out of reach is older than this fuse.
    const { origin } = await electron()
    if (origin === 'download') expect(wire[Fuse.GrantFileProtocolExtraPrivileges]).toBe(OFF)
  })

  it('is no Node for whoever asks', async () => {
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = inherited()
    const run = promisify(execFile)(join(app, 'hallpass'), ['-p', '"ran as " + "node"'], { env: { ...env, ELECTRON_RUN_AS_NODE: '1' }, timeout: 20_000 })
    const said = await run.then((result) => result.stdout, (error: { stdout: string }) => error.stdout)
    expect(said).not.toContain('ran as node')
  })

  it('holds what it needs, and neither sources nor tests', async () => {
    const files = namesIn(await readFile(join(app, 'resources', 'app.asar')))
    for (const name of ['out/main/index.cjs', 'out/main/station-process.cjs', 'out/preload/index.cjs', 'out/renderer/index.html', 'package.json']) {
      expect(files).toContain(name)
    }
    for (const name of ['fastify', 'typebox', 'better-sqlite3']) expect(files).toContain(`node_modules/${name}/package.json`)
    expect(files.filter((name) => /^(?:src-|test\/|\.ci)|node_modules\/(?:vitest|@playwright|electron|react)\//.test(name))).toEqual([])
    const binding = join(app, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds', `linux-${process.arch}.node`)
    expect(existsSync(binding)).toBe(true)
  })
})

interface Folder {
  files?: Record<string, Folder>
}

/** The paths of all files in an archive of Electron. */
function namesIn(archive: Buffer): string[] {
  const index = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString()) as Folder
  const walk = ({ files = {} }: Folder, path: string): string[] =>
    Object.entries(files).flatMap(([name, entry]) => (entry.files ? walk(entry, `${path}${name}/`) : [path + name]))
  return walk(index, '')
}
