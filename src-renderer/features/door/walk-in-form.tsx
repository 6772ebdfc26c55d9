/** Somebody stands at the door who is on no list: who they are, whom they may be, and which form they sit. */
import { useEffect, useRef, useState } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'
import { UserPlus } from 'lucide-react'
import type { Sitting } from '../../../src-shared/desk.ts'
import type { KnownPerson } from '../../../src-shared/desk/door.ts'
import { asProblem } from '../../api/api-problem.ts'
import { forms, peopleLike, registerAtDesk } from '../../api/door-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import ask from '../../ui/ask.module.css'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import { clockTime } from '../../ui/time.ts'
import { useWrite } from '../../ui/use-write.ts'
import { KnownPeople } from './known-people.tsx'
import { emptyWalkIn, newPersonOf, problemsOf, WALK_IN_FIELDS } from './walk-in.ts'
import type { WalkIn } from './walk-in.ts'
import styles from './door.module.css'

interface WalkInFormProps {
  sitting: Sitting
  /** What was searched for and not found. */
  typed: string
  onRegistered: (registration: string) => void
  onClose: () => void
}

/** Typing stops for so long before the station is asked who it may be. */
const settle_ms = 250

export function WalkInForm({ sitting, typed, onRegistered, onClose }: WalkInFormProps) {
  const { t, locale } = useI18n()
  const [walkIn, setWalkIn] = useState<WalkIn>(() => emptyWalkIn(typed))
  const [chosenForm, setForm] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  // The same ids for every attempt: a repeat after a lost answer registers nobody twice.
  const [ids] = useState(() => ({ registration: crypto.randomUUID(), person: crypto.randomUUID() }))
  const writes = useWrite(asProblem, () => undefined)
  const asked = useSettled(`${walkIn.first} ${walkIn.last}`.trim(), walkIn, sitting.id)
  const nobody = asked.name === '' && asked.code === '' && asked.email === ''
  const { data } = useRemote(nobody ? null : `people/${JSON.stringify(asked)}`, () => peopleLike(asked))
  const choices = useRemote(`forms/${sitting.id}`, () => forms(sitting.id)).data?.forms
  const form = chosenForm ?? choices?.[0]?.code ?? ''
  const problems = problemsOf(walkIn)
  // While the next answer is on its way the last one stays: nothing below it may jump away from a mouse.
  const [known, setKnown] = useState<KnownPerson[]>([])
  useEffect(() => {
    if (data) setKnown(data.people)
  }, [data])
  const people = nobody ? [] : (data?.people ?? known)
  useEffect(() => first.current?.focus(), [])

  async function register(who: { Learner: string } | { Person: ReturnType<typeof newPersonOf> }): Promise<void> {
    const done = await writes.run(() => registerAtDesk({ registration: ids.registration, Event: sitting.id, Assessment: form, ...who }))
    if (done) onRegistered(ids.registration)
  }
  function submit(submitted: FormEvent): void {
    submitted.preventDefault()
    setTried(true)
    if (problems.length === 0 && form !== '') void register({ Person: newPersonOf(ids.person, walkIn) })
  }
  function choose(person: KnownPerson): void {
    if (person.registration !== null) onRegistered(person.registration)
    else if (form !== '') void register({ Learner: person.id })
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    const known = pressed.altKey && /^[1-9]$/.test(pressed.key) ? people[Number(pressed.key) - 1] : undefined
    if (pressed.key !== 'Escape' && !known) return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (known) choose(known)
    else onClose()
  }
  useKeys([
    { key: 'Enter', hint: t('walk-in.key.send'), in_text: true, shown_only: true, run: () => undefined },
    ...(people.length > 0 ? [{ key: 'Alt+1', cap: 'Alt 1 – 9', hint: t('walk-in.key.use'), in_text: true, shown_only: true, run: () => undefined }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: onClose },
  ])
  const left = sitting.limit === null ? null : Math.max(0, sitting.limit - sitting.counts.total)
  return (
    <div className={styles['panel']}>
      <Ask title={t('walk-in.title')} refused={writes.refused} onClose={onClose}>
        <p className={styles['places']}>
          {sitting.title}, {clockTime(sitting.start, sitting.time_zone, locale)}
          {left === null ? '' : ` · ${t('walk-in.places', { n: left })}`}
        </p>
        <ToldLine kind="doubt" text={left === 0 ? t('walk-in.full') : null} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves from any of the fields */}
        <form className={styles['form']} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
          <div className={ask['row']}>
            {WALK_IN_FIELDS.map((field, at) => (
              <label key={field} className={ask['label']}>
                <span>
                  {t(`walk-in.${field}`)}
                  {at < 2 ? '' : ` (${t('walk-in.optional')})`}
                </span>
                <input
                  {...(at === 0 ? { ref: first } : {})}
                  value={walkIn[field]}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={200}
                  placeholder={field === 'birth' ? t('walk-in.birth.help') : ''}
                  aria-invalid={tried && problems.some((problem) => problem.field === field)}
                  onChange={({ target }) => setWalkIn({ ...walkIn, [field]: target.value })}
                />
              </label>
            ))}
            <label className={ask['label']}>
              {t('walk-in.form')}
              <select value={form} onChange={({ target }) => setForm(target.value)}>
                {(choices ?? []).map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name} ({code})
                  </option>
                ))}
              </select>
            </label>
          </div>
          {choices?.length === 0 ? <p className={styles['wrong']}>{t('walk-in.no-forms')}</p> : null}
          <KnownPeople people={people} onUse={choose} />
          {tried && problems.length > 0 ? (
            <p role="alert" className={styles['wrong']}>
              {problems.map(({ says }) => t(says)).join(' ')}
            </p>
          ) : null}
          <div className={ask['row']}>
            <Button kind="primary" type="submit" icon={UserPlus} keyCap="Enter" disabled={writes.busy || form === ''}>
              {people.length > 0 ? t('walk-in.send-anyway') : t('walk-in.send')}
            </Button>
          </div>
        </form>
      </Ask>
    </div>
  )
}

/** What to ask the station, once typing has stopped. */
function useSettled(name: string, { code, email, birth }: WalkIn, event: string): { name: string; code: string; email: string; birth_date: string; event: string } {
  const [settled, setSettled] = useState({ name: '', code: '', email: '', birth: '' })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ name, code: code.trim(), email: email.trim(), birth: birth.trim() }), settle_ms)
    return () => clearTimeout(timer)
  }, [name, code, email, birth])
  const { birth: birth_date, ...rest } = settled
  return { ...rest, birth_date, event }
}
