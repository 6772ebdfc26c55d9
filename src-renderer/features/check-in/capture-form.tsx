/** The form that takes a photo or a signature, docked below the candidate. */
import type { Candidate } from '../../../src-shared/desk.ts'
import { Ask } from '../../ui/ask.tsx'
import type { Captured } from '../../ui/capture/captured.ts'
import { PhotoCapture } from '../../ui/capture/photo-capture.tsx'
import { SignatureCapture } from '../../ui/capture/signature-capture.tsx'
import { useI18n } from '../../ui/i18n.ts'
import type { Attachments } from './use-attachments.ts'

interface CaptureFormProps {
  kind: 'photo' | 'signature'
  candidate: Candidate
  run: Attachments
  onKept: () => void
  onClose: () => void
  onNotPossible: (() => void) | undefined
}

export function CaptureForm({ kind, candidate: { name }, run, onKept, onClose, onNotPossible }: CaptureFormProps) {
  const { t } = useI18n()
  const title = t(kind === 'photo' ? 'photo.title' : 'signature.take-title', { name })
  async function use(image: Captured): Promise<void> {
    if (await run.keep(kind, image)) onKept()
  }
  return (
    <Ask title={title} level={3} refused={run.refused} onClose={onClose}>
      {kind === 'photo' ? (
        <PhotoCapture label={title} busy={run.busy} onUse={(image) => void use(image)} onClose={onClose} {...(onNotPossible ? { onNotPossible } : {})} />
      ) : (
        <SignatureCapture label={title} busy={run.busy} onUse={(image) => void use(image)} onClose={onClose} {...(onNotPossible ? { onNotPossible } : {})} />
      )}
    </Ask>
  )
}
