/** What a person made of a file's columns last time, by the words above them. Kept in the window's own storage. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Mapping } from './columns.ts'
import { plain } from './columns.ts'
import type { DateOrder } from './typed-date.ts'

interface Remembered {
  mapping: Mapping
  order: DateOrder
}

/** Kinds of file that are remembered; the oldest goes. */
const kept_max = 50

const useRemembered = create<{ files: Record<string, Remembered> }>()(persist(() => ({ files: {} as Record<string, Remembered> }), { name: 'hallpass.roster-columns' }))

const nameOf = (header: readonly string[]) => header.map(plain).join('|')

export function rememberedColumns(header: readonly string[]): Remembered | null {
  return useRemembered.getState().files[nameOf(header)] ?? null
}

export function rememberColumns(header: readonly string[], of: Remembered): void {
  const { [nameOf(header)]: _old, ...others } = useRemembered.getState().files
  useRemembered.setState({ files: { ...Object.fromEntries(Object.entries(others).slice(-(kept_max - 1))), [nameOf(header)]: of } })
}
