import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileOf } from '../../src-main/shell/app-protocol.ts'
import { faultOf } from '../../src-main/shell/request-shape.ts'
import { shellOptions } from '../../src-main/shell/shell-options.ts'
import { asarOf } from '../../src-main/start/asar.ts'
import { cacheFolder, dataFolder } from '../../src-main/start/folders.ts'
import { checkIntegrity } from '../../src-main/start/registry-electron.ts'
import { resetDemo } from '../../src-main/start/demo.ts'
import { contentSecurityPolicy, documentWithNonce } from '../../src-shared/window-policy.ts'

describe('fileOf', () => {
  it('names files under the root', () => {
    expect(fileOf('/w', 'app://hallpass/index.html')).toBe('/w/index.html')
    expect(fileOf('/w', 'app://hallpass/')).toBe('/w/index.html')
    expect(fileOf('/w', 'app://hallpass/assets/a%20b.js?v=1#x')).toBe('/w/assets/a b.js')
  })

  it('never leaves the root, whatever the address', () => {
    const part = fc.constantFrom('..', '%2e%2e', '%2E.', '.', '/', '%2f', '%5c', '\\', '%00', 'a', 'b.js', '%', 'C:', '~', '')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const file = fileOf('/root/window', `app://hallpass/${parts.join('')}.js`)
        expect(file === null || (file.startsWith('/root/window/') && !file.split('/').includes('..'))).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('faultOf', () => {
  it('finds no fault in a request', () => {
    expect(faultOf({ method: 'GET', path: '/desk/roster?q=M%C3%BCller' })).toBeNull()
    expect(faultOf({ method: 'POST', path: '/x', headers: { authorization: 'Bearer x' }, body: { a: 1 } })).toBeNull()
  })

  it('bears any value', () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof faultOf(value) === 'string'))
    const ring: Record<string, unknown> = { method: 'POST', path: '/' }
    ring.body = ring
    expect(faultOf(ring)).toContain('not JSON')
  })
})

describe('shellOptions', () => {
  const line = ['--no-sandbox', '--inspect=0', '/app', '--data', '/d', '--upstream', 'http://h', '--site', 's']

  it('reads its own among Chromium\'s, and the key from the environment', () => {
    expect(shellOptions(line, { HALLPASS_UPSTREAM_KEY: 'k' })).toEqual({ data: '/d', keyFile: null, upstream: { url: 'http://h', key: 'k', site: 's' }, hub: null })
    expect(shellOptions(['/app'], {})).toEqual({ data: null, keyFile: null, upstream: null, hub: null })
  })

  it('takes where a hub serves the other desks', () => {
    expect(shellOptions(['--hub-host', '0.0.0.0'], {}).hub).toEqual({ host: '0.0.0.0', port: 4781 })
    expect(shellOptions([], { HALLPASS_HUB_HOST: '::', HALLPASS_HUB_PORT: '0' }).hub).toEqual({ host: '::', port: 0 })
    expect(() => shellOptions(['--hub-port', '4781'], {})).toThrow('--hub-port goes with --hub-host.')
    expect(() => shellOptions(['--hub-host', '::', '--hub-port', '99999'], {})).toThrow('--hub-port must be a whole number')
  })

  it('refuses half an upstream', () => {
    expect(() => shellOptions(line, {})).toThrow('--upstream, --upstream-key and --site go together.')
  })
})

describe('the window\'s policy', () => {
  it('allows no inline script and no origin but its own', () => {
    const policy = contentSecurityPolicy('N')
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("style-src 'self' 'nonce-N'")
  })

  it('puts the nonce into the document as it is', () => {
    expect(documentWithNonce('<head></head>', '$&')).toBe('<head><meta property="csp-nonce" nonce="$&"></head>')
  })
})

describe('what npm start stands on', () => {
  it('uses the folders of the system', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/hallpass')
    expect(dataFolder({ XDG_DATA_HOME: '/d' }, 'linux')).toBe('/d/hallpass')
    expect(dataFolder({ APPDATA: '/a' }, 'win32')).toBe(join('/a', 'Hallpass'))
  })

  it('takes no package but the pinned one, and resets no folder but its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hallpass-start-'))
    writeFileSync(join(folder, 'x.tgz'), 'another package')
    await expect(checkIntegrity(join(folder, 'x.tgz'), 'sha512-AAAA')).rejects.toThrow('it is not used')
    expect(() => resetDemo(folder)).toThrow('was not made by npm start')
    resetDemo(join(folder, 'absent'))
    writeFileSync(join(folder, 'demo.txt'), '')
    resetDemo(folder)
    rmSync(folder, { recursive: true, force: true })
  })

  it('writes an archive whose index leads to its contents', () => {
    const archive = asarOf({ 'a.txt': 'one', 'b.js': 'zwei' })
    const length = archive.readUInt32LE(12)
    const { files } = JSON.parse(archive.subarray(16, 16 + length).toString()) as { files: Record<string, { size: number; offset: string }> }
    const start = 8 + archive.readUInt32LE(4)
    const { size, offset } = files['b.js']!
    expect(archive.subarray(start + Number(offset), start + Number(offset) + size).toString()).toBe('zwei')
  })
})
