/** The one code that a hub takes at a time. It is kept in the database, so that the command line shows one beside a running hub. */
import { randomInt, randomUUID } from 'node:crypto'
import type { HubCode } from '../../../src-shared/hub.ts'
import { pairing_code_characters, pairing_code_minutes, pairing_tries_max } from '../../../src-shared/limits.ts'
import { PAIRING_ALPHABET, showPairingCode } from '../../../src-shared/pairing-code.ts'
import type { PairingReason } from '../../../src-shared/pairing-refusals.ts'
import type { Store } from '../store/store.ts'

/** Written by whoever shows a code: the window, or the command line in another process. */
const CODE = 'hub_code'
/** Written by the hub alone, so that neither overwrites the other. */
const TRIES = 'hub_code_tries'

export interface ShownCode {
  id: string
  code: string
  shown_by: string
  shown_at: string
  expires_at: string
}

interface Tries {
  /** Of which code. */
  id: string
  made: number
  used: boolean
}

export type HubCodes = ReturnType<typeof makeHubCodes>

/** @param now ISO 8601 instant */
export function makeHubCodes({ meta }: Pick<Store, 'meta'>, now: () => string) {
  const read = (key: string): unknown => JSON.parse(meta.get(key) ?? 'null')
  const triesOf = (id: string): Tries => {
    const tries = read(TRIES) as Tries | null
    return tries?.id === id ? tries : { id, made: 0, used: false }
  }

  /** The code that is taken, or why none is. */
  function current(): { shown: ShownCode; tries: Tries } | PairingReason {
    const shown = read(CODE) as ShownCode | null
    if (!shown) return 'none'
    const tries = triesOf(shown.id)
    if (tries.used) return 'used'
    if (tries.made >= pairing_tries_max) return 'spent'
    // A clock that was set back must not give a code a second life.
    const at = Date.parse(now())
    return at < Date.parse(shown.shown_at) || at >= Date.parse(shown.expires_at) ? 'late' : { shown, tries }
  }

  function view(): HubCode | null {
    const open = current()
    if (typeof open === 'string') return null
    const { shown, tries } = open
    const left = Math.ceil((Date.parse(shown.expires_at) - Date.parse(now())) / 1000)
    return { code: showPairingCode(shown.code), expires_at: shown.expires_at, seconds_left: left, tries_left: pairing_tries_max - tries.made }
  }

  return {
    view,
    /** Shows a new code in place of the one before. */
    show(by: string): HubCode | null {
      const at = now()
      const code = Array.from({ length: pairing_code_characters }, () => PAIRING_ALPHABET[randomInt(PAIRING_ALPHABET.length)]).join('')
      const expires_at = new Date(Date.parse(at) + pairing_code_minutes * 60_000).toISOString()
      meta.set(CODE, JSON.stringify({ id: randomUUID(), code, shown_by: by, shown_at: at, expires_at } satisfies ShownCode))
      return view()
    },
    /** Counts a try on disk before anyone knows whether it is right. */
    beginTry(): ShownCode | PairingReason {
      const open = current()
      if (typeof open === 'string') return open
      meta.set(TRIES, JSON.stringify({ ...open.tries, made: open.tries.made + 1 } satisfies Tries))
      return open.shown
    },
    /** From now on the code is refused. */
    use({ id }: ShownCode): void {
      meta.set(TRIES, JSON.stringify({ ...triesOf(id), used: true } satisfies Tries))
    },
  }
}
