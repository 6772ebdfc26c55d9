/** The numbered sheets of scrap paper that this candidate holds; P gives some here and now. */
import { useEffect, useRef } from 'react'
import { FilePlus2, Undo2 } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import { sheets_default } from './sheets-input.ts'
import { SheetsForm } from './sheets-form.tsx'
import type { SheetsRun } from './use-sheets.ts'
import place from './place-card.module.css'
import styles from './sheets-card.module.css'

interface SheetsCardProps {
  candidate: Candidate
  editing: boolean
  /** False where this candidate gets no paper. */
  open: boolean
  run: SheetsRun
  onEdit: () => void
  onClose: () => void
}

export function SheetsCard({ candidate, editing, open, run, onEdit, onClose }: SheetsCardProps) {
  const { t } = useI18n()
  const { sheets } = candidate
  const usual = candidate.settings.sheets_at_check_in
  const comes = candidate.checked_in_at === null ? usual : 0
  const card = useRef<HTMLElement>(null)
  const { refused, done } = run
  // The card is the last one: what it says must not stay below the edge.
  useEffect(() => {
    if (editing || refused !== null || done !== null) card.current?.scrollIntoView({ block: 'nearest' })
  }, [editing, refused, done, sheets.length])
  if (!open && sheets.length === 0) return null
  return (
    <section ref={card} className={`${place['card']} ${styles['card']}`} aria-label={t('sheets.title')}>
      <header className={styles['head']}>
        <h3>{t('sheets.title')}</h3>
        {editing || !open ? null : (
          <div className={styles['buttons']}>
            {run.fresh.length > 0 ? (
              <Button icon={Undo2} keyCap="R" onPress={() => void run.takeBack()} disabled={run.busy}>
                {t('sheets.take-back')}
              </Button>
            ) : null}
            <Button icon={FilePlus2} keyCap="P" onPress={onEdit} disabled={run.busy}>
              {sheets.length > 0 ? t('sheets.more') : t('sheets.give')}
            </Button>
          </div>
        )}
      </header>
      {sheets.length > 0 ? (
        <>
          <ul className={styles['sheets']}>
            {sheets.map((sheet) => (
              <li key={sheet} className={run.fresh.includes(sheet) ? styles['fresh'] : ''}>
                {sheet}
              </li>
            ))}
          </ul>
          <p className={place['note']}>{t('sheets.note', { n: sheets.length })}</p>
        </>
      ) : editing ? null : (
        <p className={place['note']}>{comes > 0 ? t('sheets.with-check-in', { n: comes }) : t('sheets.none')}</p>
      )}
      {editing ? <SheetsForm run={run} usual={usual === 0 ? sheets_default : usual} onClose={onClose} /> : null}
      <ToldLine kind="done" text={editing ? null : run.done} />
      <ToldLine kind="refused" id="sheets-refused" text={run.refused} />
    </section>
  )
}
