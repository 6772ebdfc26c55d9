/** The list of reports by time, a filter, a new one, and the page to print. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { FilePlus2, Siren } from 'lucide-react'
import type { Incidents } from '../../../src-shared/desk/incidents.ts'
import { INCIDENT_AREAS, splitIncidentType } from '../../../src-shared/incident-types.ts'
import type { IncidentArea } from '../../../src-shared/incident-types.ts'
import { asProblem } from '../../api/api-problem.ts'
import { changeIncident } from '../../api/desk-api.ts'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { focusOn, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import type { KeyBinding } from '../../ui/key-store.ts'
import { PrintButtons, printKeys } from '../../ui/print-buttons.tsx'
import { ReasonChoices } from '../../ui/reason-choices.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { usePrinter } from '../../ui/use-printer.ts'
import type { Target } from '../../ui/use-printer.ts'
import { useWrite } from '../../ui/use-write.ts'
import { IncidentCard, incidentCardId } from './incident-card.tsx'
import { IncidentPage } from './incident-page.tsx'
import { matchesIncident } from './matches-incident.ts'
import { ReportForm } from './report-form.tsx'
import styles from './incidents.module.css'

type AreaFilter = 'all' | IncidentArea
const AREA_FILTERS: readonly AreaFilter[] = ['all', ...INCIDENT_AREAS]

interface IncidentsOfSittingProps {
  data: Incidents
  about: string | null
  reload: () => void
  onLeave: () => void
  onOpen: (registration: string) => void
  onAnswered: () => void
}

export function IncidentsOfSitting({ data, about, reload, onLeave, onOpen, onAnswered }: IncidentsOfSittingProps) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [area, setArea] = useState<AreaFilter>('all')
  const [mark, setMark] = useState<string | null>(null)
  const [writing, setWriting] = useState(about !== null)
  const [withdrawing, setWithdrawing] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const printer = usePrinter<true>(() => `${t('incident.page')} ${data.event.title}`)
  const { busy, refused, run, clear } = useWrite(asProblem, reload)
  const inArea = (one: AreaFilter) => data.incidents.filter(({ type }) => one === 'all' || splitIncidentType(type)?.area === one)
  const counts = Object.fromEntries(AREA_FILTERS.map((one) => [one, inArea(one).length])) as Record<AreaFilter, number>
  const shown = inArea(area).filter((incident) => matchesIncident(incident, text))
  const marked = shown.find(({ id }) => id === mark) ?? null
  const zone = data.event.time_zone
  useEffect(() => {
    if (writing || withdrawing) setTold(null)
  }, [writing, withdrawing])
  useEffect(() => {
    if (about === null) list.current?.focus({ preventScroll: true })
  }, [about])

  function close(): void {
    setWriting(false)
    setWithdrawing(null)
    clear()
    if (about !== null) onAnswered()
    setTimeout(() => list.current?.focus({ preventScroll: true }))
  }
  function done(what: string): void {
    close()
    setTold(what)
  }
  function move(step: number): void {
    const from = marked ? shown.indexOf(marked) : step > 0 ? -1 : shown.length
    const to = shown[Math.max(0, Math.min(shown.length - 1, from + step))]
    if (!to) return
    setMark(to.id)
    document.getElementById(incidentCardId(to.id))?.scrollIntoView({ block: 'nearest' })
  }
  async function withdraw(Reason: string): Promise<void> {
    if (withdrawing && (await run(() => changeIncident(data.event.id, 'withdraw', { IncidentIdentifier: withdrawing, Reason })))) done(t('incident.told.withdrawn'))
  }
  const print = (target: Target) => printer.print(true, target)
  const keys: KeyBinding[] = [
    { key: '/', hint: t('clock.key.search'), run: () => focusOn(SEARCH_ID) },
    { key: 'ArrowDown', cap: '↑ ↓', hint: t('clock.key.move'), run: () => move(1) },
    { key: 'ArrowUp', run: () => move(-1) },
    { key: 'i', hint: t('incident.key.new'), run: () => setWriting(true) },
    ...printKeys(t, print),
    ...(marked?.registration ? [{ key: 'Enter', hint: t('clock.key.open'), run: () => onOpen(marked.registration ?? '') }] : []),
    ...(marked && marked.withdrawn_at === null ? [{ key: 'u', hint: t('incident.key.withdraw'), run: () => setWithdrawing(marked.id) }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('paper.key.other'), run: onLeave },
  ]
  useKeys(writing || withdrawing ? [] : keys)
  function onSearchKey(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape' && pressed.key !== 'ArrowDown') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Escape') setText('')
    else move(1)
    list.current?.focus({ preventScroll: true })
  }

  return (
    <div className={styles['place']}>
      <header className={styles['head']}>
        <SearchField label={t('incident.search')} text={text} onText={setText} onKeyDown={onSearchKey} />
        <FilterChips label={t('incident.type')} filters={AREA_FILTERS} name={(one) => t(one === 'all' ? 'clock.filter.all' : `incident.area.${one}`)} counts={counts} chosen={area} onChoose={setArea} />
        <div className={styles['buttons']}>
          <PrintButtons label={t('incident.print')} said={printer.said} onPrint={print} />
          <Button kind="primary" icon={FilePlus2} keyCap="I" onPress={() => setWriting(true)} disabled={writing}>
            {t('incident.new')}
          </Button>
        </div>
      </header>
      <p role="status" className="unseen">
        {told}
      </p>
      <div ref={list} tabIndex={-1} className={styles['scroll']} role="region" aria-label={t('place.incidents')}>
        {shown.length === 0 ? (
          <StateView icon={Siren} title={data.incidents.length === 0 ? t('incident.empty') : t('incident.no-match')}>
            <p>{data.incidents.length === 0 ? t('incident.empty-help') : t('clock.no-match-help')}</p>
          </StateView>
        ) : (
          <ul className={styles['list']}>
            {shown.map((incident) => (
              <IncidentCard key={incident.id} incident={incident} zone={zone} marked={incident.id === marked?.id} onMark={() => setMark(incident.id)} onOpen={onOpen} onWithdraw={() => (setMark(incident.id), setWithdrawing(incident.id))} />
            ))}
          </ul>
        )}
      </div>
      {writing || withdrawing ? (
        <div className={styles['foot']}>
          {withdrawing ? (
            <Ask title={t('incident.withdraw-title')} refused={refused} onClose={close}>
              <ReasonChoices choices={([1, 2] as const).map((n) => t(`incident.reason.${n}`))} busy={busy} send={t('incident.withdraw')} onReason={(reason) => void withdraw(reason)} onClose={close} />
            </Ask>
          ) : (
            <ReportForm event={data.event} people={data.people} about={about} onDone={() => (reload(), done(t('incident.told.kept')))} onClose={close} />
          )}
        </div>
      ) : null}
      <IncidentPage data={data} incidents={shown} />
    </div>
  )
}
