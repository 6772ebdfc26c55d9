/** Options that several commands have, and what they say about the data folder. */
import { ID_PATTERN } from '../../src-shared/resource/fields.ts'
import { id_characters_max } from '../../src-shared/limits.ts'
import { openDataFolder, type OpenFolder } from '../station/data-folder.ts'
import type { KeySource } from '../station/key-file.ts'

const ID = new RegExp(ID_PATTERN)

/** Why a word cannot be an id or a tenant. */
export function refuseId(value: string): string | undefined {
  if (value.length > id_characters_max) return `is longer than ${id_characters_max} characters.`
  return ID.test(value) ? undefined : `may hold letters, digits, "_", "-", "|" and ":" only, not "${value}".`
}

export const folderOptions = {
  data: { type: 'text', value: 'DIR', required: true, prose: 'The data folder.' },
  'key-file': {
    type: 'text',
    value: 'FILE',
    prose: "A file with the database's key, 64 hexadecimal digits. HALLPASS_KEY goes before it; without both, DIR/station.key is used and made on first use.",
  },
} as const

export const tenantOption = { type: 'text', value: 'T', required: true, prose: 'The tenant.', refuse: refuseId } as const

/** Where the key is to be found, by these options and the environment. */
export function keySource(values: { 'key-file': string | undefined }): KeySource {
  return { fromEnvironment: process.env.HALLPASS_KEY, file: values['key-file'] }
}

type FolderValues = { data: string; 'key-file': string | undefined }

/** Opens the folder for the time of `work`, beside a station that may be running on it. */
export async function withFolder<T>(values: FolderValues, { create }: { create: boolean }, work: (open: OpenFolder) => Promise<T>): Promise<T> {
  const open = openDataFolder({ folder: values.data, use: 'use', key: keySource(values), create })
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}
