/** A report: what kind, in two keys; about whom, where and when, filled in already; and what happened, in a few words. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'
import { FilePlus2 } from 'lucide-react'
import type { IncidentPerson } from '../../../src-shared/desk/incidents.ts'
import { INCIDENT_AREAS, INCIDENT_TYPES, incidentType } from '../../../src-shared/incident-types.ts'
import type { IncidentArea, IncidentKind } from '../../../src-shared/incident-types.ts'
import { asProblem } from '../../api/api-problem.ts'
import { changeIncident, keepIncidentPhoto } from '../../api/desk-api.ts'
import { Ask } from '../../ui/ask.tsx'
import ask from '../../ui/ask.module.css'
import { Button } from '../../ui/button.tsx'
import type { Captured } from '../../ui/capture/captured.ts'
import { PhotoField } from '../../ui/capture/photo-field.tsx'
import { typedTime } from '../../ui/clock-time.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { stationNow } from '../../ui/ticking.tsx'
import { clockTime } from '../../ui/time.ts'
import { useWrite } from '../../ui/use-write.ts'
import { TypeChoice } from './type-choice.tsx'
import styles from './incidents.module.css'

export interface ReportFormProps {
  event: { id: string; time_zone: string }
  /** Whom it can be about. */
  people: readonly IncidentPerson[]
  /** Whom it is about unless somebody else is chosen. */
  about: string | null
  level?: 2 | 3
  onDone: () => void
  onClose: () => void
}

const text_characters_max = 4_000

export function ReportForm({ event, people, about, level = 2, onDone, onClose }: ReportFormProps) {
  const { t, locale } = useI18n()
  const [area, setArea] = useState<IncidentArea | null>(null)
  const [kind, setKind] = useState<IncidentKind | null>(null)
  const [who, setWho] = useState(() => people.find(({ id }) => id === about)?.id ?? '')
  const [opened] = useState(() => new Date(stationNow()).toISOString())
  const [time, setTime] = useState(() => clockTime(opened, event.time_zone, locale))
  const seatOf = (id: string) => people.find((person) => person.id === id)?.seat ?? ''
  const [seat, setSeat] = useState(() => seatOf(about ?? ''))
  const [others, setOthers] = useState('')
  const [text, setText] = useState('')
  const [photo, setPhoto] = useState<Captured | null>(null)
  const [tried, setTried] = useState(false)
  /** The report that is kept already, where only its photo was not. */
  const reported = useRef<string | null>(null)
  const words = useRef<HTMLTextAreaElement>(null)
  const { busy, refused, run } = useWrite(asProblem, () => undefined)
  const at = typedTime(time, opened, event.time_zone, locale)
  // "Now" is the moment, not the minute that is shown.
  const moment = time === clockTime(opened, event.time_zone, locale) ? opened : at
  useEffect(() => {
    if (kind !== null) words.current?.focus()
  }, [kind])

  async function send(): Promise<void> {
    setTried(true)
    if (area === null || kind === null || text.trim() === '' || moment === null) return
    const People = others.split(/[,;\n]/).map((person) => person.trim()).filter((person) => person !== '')
    const body = { Type: incidentType(area, kind), Text: text.trim(), At: moment, ...(who === '' ? {} : { RegistrationIdentifier: who }), ...(seat.trim() === '' ? {} : { Seat: seat.trim() }), ...(People.length > 0 ? { People } : {}) }
    const reportWithPhoto = async () => {
      reported.current ??= ((await changeIncident(event.id, 'report', body)) as { IncidentIdentifier: string }).IncidentIdentifier
      if (photo) await keepIncidentPhoto(event.id, reported.current, photo)
    }
    if (await run(reportWithPhoto)) onDone()
  }
  function onSubmit(submitted: FormEvent): void {
    submitted.preventDefault()
    void send()
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key === 'Escape') {
      pressed.preventDefault()
      pressed.stopPropagation()
      onClose()
    }
  }
  function onTextKey(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' || pressed.shiftKey) return
    pressed.preventDefault()
    void send()
  }
  useKeys([
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
    { key: 'Enter', hint: t('incident.key.send'), in_text: true, shown_only: true, run: () => undefined },
  ])

  return (
    <Ask title={t('incident.new')} level={level} refused={refused} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves from any of the fields */}
      <form className={styles['form']} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
        <TypeChoice areas={INCIDENT_AREAS} kinds={area ? INCIDENT_TYPES[area] : []} area={area} kind={kind} onArea={(one) => (setArea(one), setKind(null))} onKind={setKind} />
        <div className={ask['row']}>
          <label className={ask['label']}>
            {t('incident.about')}
            <select value={who} onChange={({ target }) => (setWho(target.value), setSeat(seatOf(target.value)))}>
              <option value="">{t('incident.nobody')}</option>
              {people.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.seat ? `${person.seat} · ` : ''}
                  {person.sort_name} ({person.code})
                </option>
              ))}
            </select>
          </label>
          <label className={`${ask['label']} ${ask['short']}`}>
            {t('incident.seat')}
            <input value={seat} maxLength={40} autoComplete="off" onChange={({ target }) => setSeat(target.value)} />
          </label>
          <label className={`${ask['label']} ${ask['short']}`}>
            {t('incident.time')}
            <input value={time} maxLength={8} autoComplete="off" aria-invalid={at === null} onChange={({ target }) => setTime(target.value)} />
          </label>
          <label className={ask['label']}>
            {t('incident.others')}
            <input value={others} maxLength={400} autoComplete="off" placeholder={t('incident.others-help')} onChange={({ target }) => setOthers(target.value)} />
          </label>
        </div>
        <div className={ask['row']}>
          <label className={ask['label']}>
            {t('incident.text')}
            <textarea ref={words} value={text} rows={2} maxLength={text_characters_max} aria-invalid={tried && text.trim() === ''} onKeyDown={onTextKey} onChange={({ target }) => setText(target.value)} />
          </label>
          <Button kind="primary" type="submit" icon={FilePlus2} keyCap="Enter" disabled={busy}>
            {t('incident.send')}
          </Button>
        </div>
        <PhotoField photo={photo} busy={busy} onPhoto={setPhoto} />
        {tried && (kind === null || text.trim() === '' || at === null) ? (
          <p role="alert" className={styles['missing']}>
            {kind === null ? t('incident.missing-type') : at === null ? t('incident.wrong-time') : t('incident.missing-text')}
          </p>
        ) : null}
      </form>
    </Ask>
  )
}
