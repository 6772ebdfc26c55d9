/** Keeping a photo or a signature of one candidate. */
import { useState } from 'react'
import { asProblem } from '../../api/api-problem.ts'
import { keepAttachment } from '../../api/desk-api.ts'
import type { Captured } from '../../ui/capture/captured.ts'
import { useWrite } from '../../ui/use-write.ts'
import type { WriteRun } from '../../ui/use-write.ts'

export interface Attachments extends Pick<WriteRun, 'busy' | 'refused' | 'clear'> {
  /** True where it is on disk. */
  keep: (kind: 'photo' | 'signature', image: Captured) => Promise<boolean>
  /** What was kept last, here and now. */
  kept: 'photo' | 'signature' | null
}

export function useAttachments(registration: string, reload: () => void): Attachments {
  const { busy, refused, run, clear } = useWrite(asProblem, reload)
  const [kept, setKept] = useState<Attachments['kept']>(null)
  return {
    busy, refused, kept, clear,
    async keep(kind, image) {
      const done = await run(() => keepAttachment(registration, kind, image))
      if (done) setKept(kind)
      return done
    },
  }
}
