/** One write at a time: under way, refused, or done. */
import { useCallback, useRef, useState } from 'react'
import { useI18n } from './i18n.ts'
import type { Translate } from './i18n.ts'
import { refusalText } from './refusal-text.ts'
import { countdown } from './time.ts'

/** What is known of a refusal; the api's problem has this shape. */
export interface Refused {
  code: string
  status: number
  message: string
  members: Record<string, unknown>
  retry_after_seconds: number | null
}

export interface WriteRun {
  busy: boolean
  /** Why the last write did not happen, in a sentence. */
  refused: string | null
  /** How many in a row were refused for a wrong PIN. */
  wrong: number
  /** True where the write is on disk. A second press while one is under way does nothing. */
  run: (work: () => Promise<unknown>) => Promise<boolean>
  clear: () => void
}

/** @param asProblem what a thrown value means */
export function useWrite(asProblem: (error: unknown) => Refused, onDone: () => void): WriteRun {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [wrong, setWrong] = useState(0)
  const underWay = useRef(false)

  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (underWay.current) return false
    underWay.current = true
    setBusy(true)
    setRefused(null)
    try {
      await work()
      setWrong(0)
      return true
    } catch (error) {
      const problem = asProblem(error)
      setRefused(signatureText(problem, t) ?? refusalText(problem, t) ?? t('common.failed'))
      setWrong((n) => n + 1)
      return false
    } finally {
      underWay.current = false
      setBusy(false)
      onDone()
    }
  }
  const clear = useCallback(() => (setRefused(null), setWrong(0)), [])
  return { busy, refused, wrong, run, clear }
}

const SIGNATURE = { 'wrong-pin': 'pin.wrong', anyone: 'sign.needed', lead: 'sign.lead-needed' } as const

/** What is wrong with a signature; the general sentence about rights would not say who has to sign. */
function signatureText({ status, members, retry_after_seconds }: Refused, t: Translate): string | null {
  if (status === 429) return t('pin.wait', { time: countdown(retry_after_seconds ?? 1) })
  const what = Object.entries(SIGNATURE).find(([name]) => name === members['sign_off'])
  return what ? t(what[1]) : null
}
