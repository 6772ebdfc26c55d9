/** Small facts about this file: who it is, how far it has read, where headquarters is. */
import type { Db } from './database.ts'

export function makeMeta(db: Db) {
  const read = db.prepare('SELECT value FROM meta WHERE key = ?')
  const write = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
  const remove = db.prepare('DELETE FROM meta WHERE key = ?')
  const get = (key: string) => (read.get(key) as { value: string } | undefined)?.value
  const set = (key: string, value: string) => void write.run(key, value)
  return {
    get,
    set,
    delete: (key: string) => void remove.run(key),
    getOrMake(key: string, make: () => string): string {
      const known = get(key)
      if (known !== undefined) return known
      const made = make()
      set(key, made)
      return made
    },
  }
}
