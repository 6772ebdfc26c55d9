/** The candidate's signature: that it is kept, or N to take it. */
import { PenLine } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { attachmentImage } from '../../api/desk-api.ts'
import { Button } from '../../ui/button.tsx'
import { StoredImage } from '../../ui/capture/stored-image.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime } from '../../ui/time.ts'
import place from './place-card.module.css'

export function SignatureCard({ candidate, onTake }: { candidate: Candidate; onTake: () => void }) {
  const { t, locale } = useI18n()
  const { signature, name, event } = candidate
  return (
    <section className={place['card']} aria-label={t('signature.title')}>
      <h3>{t('signature.title')}</h3>
      <div className={place['row']}>
        {signature ? <StoredImage id={signature.id} alt={t('signature.of', { name })} load={() => attachmentImage(signature)} size="proof" /> : <p className={place['seat']}>–</p>}
        <p className={place['note']}>{signature ? t('signature.kept', { time: clockTime(signature.taken_at, event.time_zone, locale), who: signature.taken_by }) : t('signature.none')}</p>
        <Button icon={PenLine} keyCap="N" onPress={onTake}>
          {signature ? t('signature.again') : t('signature.take')}
        </Button>
      </div>
    </section>
  )
}
