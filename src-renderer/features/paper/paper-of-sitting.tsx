/** Left: who holds what. Right: the balance, the last scan, and the sheet that is marked. */
import { useEffect, useRef, useState } from 'react'
import type { DeskUser } from '../../../src-shared/desk.ts'
import type { Paper } from '../../../src-shared/desk/paper.ts'
import { candidate, sheetsOf } from '../../api/desk-api.ts'
import type { ClosingChange } from '../../api/paper-api.ts'
import { focusOn, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import type { KeyBinding } from '../../ui/key-store.ts'
import { useScanTarget } from '../../ui/scan-target.ts'
import { BalanceCard } from './balance-card.tsx'
import { ClosingForm } from './closing-form.tsx'
import { MarkedSheet } from './marked-sheet.tsx'
import { NO_OUTCOME } from './outcome.ts'
import { OutcomeCard } from './outcome-card.tsx'
import { useOpenSheet } from './open-sheet.ts'
import { closingsNow, PaperActions } from './paper-actions.tsx'
import { PaperPane } from './paper-pane.tsx'
import { filterHolders, sheetsInOrder } from './sheet-list.ts'
import type { PaperFilter } from './sheet-list.ts'
import { usePaper } from './use-paper.ts'
import { VoidForm } from './void-form.tsx'
import panes from '../../ui/two-panes.module.css'
import styles from './paper.module.css'

interface PaperOfSittingProps {
  paper: Paper
  user: DeskUser
  reload: () => void
  onPrint: () => void
  onLeave: () => void
}

export function PaperOfSitting({ paper, user, reload, onPrint, onLeave }: PaperOfSittingProps) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<PaperFilter>('all')
  const [mark, setMark] = useState<string | null>(null)
  const [task, setTask] = useState<'destroy' | 'void' | ClosingChange | null>(null)
  const run = usePaper(paper.event.id, reload)
  const work = useRef<HTMLElement>(null)
  const fromSearch = useRef(false)
  const lastIndex = useRef(0)

  const holders = filterHolders(paper.holders, text, filter)
  const order = sheetsInOrder(holders)
  const marked = order.find(({ sheet }) => sheet.code === mark) ?? (text.trim() === '' ? undefined : order[0])
  const index = marked ? order.indexOf(marked) : -1
  if (index !== -1) lastIndex.current = index
  const returned = paper.holders.flatMap(({ sheets }) => sheets.filter(({ state }) => state === 'returned').map(({ code }) => code))

  // The large word says it all, unless something is left to do with the sheet.
  const told = marked?.sheet.code === run.outcome?.code && (marked?.sheet.state === 'returned' || marked?.sheet.state === 'destroyed')

  const focusWork = () => work.current?.focus({ preventScroll: true })
  // A sheet that was scanned elsewhere is marked, and nothing is done to it yet.
  const asked = useOpenSheet((open) => open.code)
  useEffect(() => {
    if (asked === null) return focusOn(SEARCH_ID)
    useOpenSheet.setState({ code: null })
    setFilter('all')
    setText('')
    setMark(asked)
    focusWork()
    // Only what was scanned, once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const begin = (next: typeof task) => (focusWork(), setTask(next))
  const end = () => (setTask(null), setTimeout(focusWork))

  function move(step: number): void {
    const from = index === -1 ? Math.min(lastIndex.current, order.length) - (step > 0 ? 1 : 0) : index
    const to = order[Math.max(0, Math.min(order.length - 1, from + step))]
    if (to) setMark(to.sheet.code)
  }
  /** Enter in the search field: to the sheet that was meant, here or in another sitting. */
  async function pick(): Promise<void> {
    if (marked) {
      fromSearch.current = text.trim() !== ''
      setMark(marked.sheet.code)
      return focusWork()
    }
    if (text.trim() === '') return move(1)
    const answer = await sheetsOf(text.trim()).catch(() => null)
    const [sheet] = answer?.Items ?? []
    if (answer && !sheet) run.tell({ ...NO_OUTCOME, word: 'unknown', code: text.trim() })
    if (sheet) run.tell({ ...NO_OUTCOME, word: 'found', code: sheet.SheetCode, who: sheet.LearnerName, elsewhere: sheet.EventIdentifier !== paper.event.id })
  }
  function takeBack(): void {
    if (!marked) return
    run.takeBack(marked.sheet.code)
    if (!fromSearch.current) return
    fromSearch.current = false
    setText('')
    setMark(null)
    focusOn(SEARCH_ID)
  }
  const miss = () => marked?.sheet.state === 'issued' && run.miss(marked.sheet.code)
  async function showCandidate(registration: string): Promise<void> {
    const holder = paper.holders.find((one) => one.registration === registration)
    setFilter('all')
    setText(holder?.code ?? '')
    if (holder) return focusWork()
    const who = (await candidate(registration).catch(() => null))?.name ?? null
    run.tell({ ...NO_OUTCOME, word: 'no-paper', code: '', who })
  }
  function destroy(): void {
    end()
    run.destroy(returned)
  }
  function handOut(): void {
    if (marked?.sheet.state === 'printed' && marked.holder.registration !== null) run.handOut(marked.sheet.code, marked.holder.registration)
  }
  function spoil(code: string, reason: string): void {
    end()
    run.spoil(code, reason)
  }

  useScanTarget((code, found) => {
    if (found.event) return false
    setTask(null)
    if (found.registration) void showCandidate(found.registration)
    else {
      run.takeBack(found.sheet ?? code, found.sheet_event)
      setText('')
      setMark(found.sheet ?? null)
    }
    return true
  })

  const { close, reopen } = closingsNow(paper)
  const calm: KeyBinding[] = [
    { key: '/', hint: t('paper.key.search'), run: () => focusOn(SEARCH_ID) },
    { key: 'ArrowDown', cap: '↑ ↓', hint: t('paper.key.move'), run: () => move(1) },
    { key: 'ArrowUp', run: () => move(-1) },
    ...(marked?.sheet.state === 'issued' || marked?.sheet.state === 'missing' ? [{ key: 'Enter', hint: t('paper.key.return'), run: takeBack }] : []),
    ...(marked?.sheet.state === 'issued' ? [{ key: 'm', hint: t('paper.key.missing'), run: miss }] : []),
    ...(marked?.sheet.state === 'printed' && marked.holder.registration !== null ? [{ key: 'Enter', hint: t('paper.key.hand-out'), run: handOut }] : []),
    { key: 'o', hint: t('paper.key.out'), run: () => setFilter(filter === 'out' ? 'all' : 'out') },
    ...(returned.length > 0 ? [{ key: 'd', hint: t('paper.key.destroy'), run: () => begin('destroy') }] : []),
    { key: 'v', hint: t('paper.key.void'), run: () => begin('void') },
    ...(paper.closed ? [] : [{ key: 'p', hint: t('paper.key.print'), run: onPrint }]),
    ...(close ? [{ key: 'c', hint: t('paper.key.close'), run: () => begin(close) }] : []),
    ...(reopen ? [{ key: 'r', hint: t('paper.key.reopen'), run: () => begin(reopen) }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('paper.key.other'), run: onLeave },
  ]
  const asking: KeyBinding[] = [
    { key: 'Enter', hint: t('paper.key.destroy'), run: destroy },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: end },
  ]
  // A form brings its own.
  useKeys(task === null ? calm : task === 'destroy' ? asking : [])


  return (
    <div className={`${panes['panes']} ${styles['place']}`}>
      <PaperPane
        paper={paper}
        holders={holders}
        text={text}
        filter={filter}
        marked={marked?.sheet.code ?? null}
        onText={(typed) => (setText(typed), setMark(null))}
        onFilter={setFilter}
        onMove={move}
        onEnter={() => void pick()}
        onLeave={focusWork}
        onMark={(code) => (setMark(code), (fromSearch.current = false), focusWork())}
        onVoid={() => begin('void')}
      />
      <section ref={work} tabIndex={-1} className={`${panes['side']} ${styles['right']}`} aria-label={t('paper.work')}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard */}
        <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('paper.balance')}>
          <OutcomeCard outcome={run.outcome} zone={paper.event.time_zone} />
          <BalanceCard paper={paper} />
          {marked && !told ? <MarkedSheet marked={marked} zone={paper.event.time_zone} busy={run.busy} onReturn={takeBack} onMissing={miss} onHandOut={handOut} onVoid={() => begin('void')} /> : null}
        </div>
        {task === 'void' ? (
          <div className={styles['form']}>
            <VoidForm code={marked?.sheet.state === 'printed' ? marked.sheet.code : null} busy={run.busy} onVoid={spoil} onClose={end} />
          </div>
        ) : task !== null && task !== 'destroy' ? (
          <div className={styles['form']}>
            <ClosingForm key={task} change={task} paper={paper} user={user} reload={reload} onDone={end} onClose={end} />
          </div>
        ) : (
          <PaperActions paper={paper} returned={returned.length} asking={task === 'destroy'} busy={run.busy} onAsk={() => begin('destroy')} onDestroy={destroy} onKeep={end} onClosing={begin} onPrint={onPrint} onLeave={onLeave} />
        )}
      </section>
    </div>
  )
}
