/** The sheet that was scanned elsewhere in the window, on its way to the screen that shows it. */
import { create } from 'zustand'

export const useOpenSheet = create<{ code: string | null }>(() => ({ code: null }))
