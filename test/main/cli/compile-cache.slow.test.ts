/** What Node made of the program's files is kept for the next start, in the user's own cache folder or not at all. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../support/temp-folder.ts'
import { keepCompiled } from '../../../src-main/cli/compile-cache.ts'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../../src-main/cli.ts', import.meta.url))

function help(cache: string): number | null {
  const { NODE_COMPILE_CACHE: _kept, ...environment } = process.env
  return spawnSync(process.execPath, [CLI, '--help'], { env: { ...environment, XDG_CACHE_HOME: cache } }).status
}

it.runIf(process.platform === 'linux')('a folder that nobody else may write, and none where there is no cache folder', () => {
  const cache = tempFolder()
  expect(help(cache)).toBe(0)
  const kept = join(cache, 'hallpass', 'compiled')
  expect(statSync(kept).mode & 0o777).toBe(0o700)
  expect(readdirSync(kept)).toHaveLength(1)
  const nowhere = join(cache, 'not', 'there')
  expect(help(nowhere)).toBe(0)
  expect(existsSync(nowhere)).toBe(false)
  // A file in its place, or a name that can be none, stops nothing.
  expect(() => keepCompiled({ XDG_CACHE_HOME: '/dev/null' }, 'linux')).not.toThrow()
})
