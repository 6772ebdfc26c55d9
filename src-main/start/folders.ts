import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The checkout. */
export const project = resolve(import.meta.dirname, '..', '..')

/** The user's cache folder for Hallpass: what can be fetched again. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Hallpass', 'Cache')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Hallpass')
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'hallpass')
}

/** The user's data folder for Hallpass. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Hallpass')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Hallpass')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'hallpass')
}
