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
    const archive = (await readFile(join(app, 'resources', 'app.asar'))).toString('latin1')
    const index = archive.slice(0, archive.indexOf('}}}}', 16) + 200_000)
    for (const name of ['"index.cjs"', '"station-process.cjs"', '"index.html"', '"fastify"', '"typebox"']) expect(index).toContain(name)
    for (const name of ['"vitest"', '"src-main"', '"station-key.txt"', '"@playwright"']) expect(index).not.toContain(name)
    const binding = join(app, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds', `linux-${process.arch}.node`)
    expect(existsSync(binding)).toBe(true)
  })
})
