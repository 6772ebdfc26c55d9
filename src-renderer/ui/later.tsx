/** A part of the window whose code is read when it is wanted, so that the first screen does not wait for it. */
import { useEffect, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'

const retry_ms = 1_000

export interface Later<Props extends object> {
  /** Shows the part, and nothing until its code is there. */
  Part: (props: Props) => ReactNode
  /** Reads the code, so that it is there when the part is shown. */
  fetch: () => void
}

/** @param load reads the code; tried again until it is there */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let found: ComponentType<Props> | null = null
  let coming: Promise<void> | null = null
  const fetch = (): Promise<void> => (coming ??= load().then((part) => void (found = part), () => pause().then(() => ((coming = null), fetch()))))
  function Part(props: Props): ReactNode {
    const [Found, setFound] = useState(() => found)
    useEffect(() => {
      if (Found === null) void fetch().then(() => setFound(() => found))
    }, [Found])
    return Found === null ? null : <Found {...props} />
  }
  return { Part, fetch: () => void fetch() }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, retry_ms))
