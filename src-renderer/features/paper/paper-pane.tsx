/** The left half: look-up by name, code or sheet, and everyone who was given paper. */
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Ban, FileStack, SearchX } from 'lucide-react'
import type { Paper } from '../../../src-shared/desk/paper.ts'
import { Button } from '../../ui/button.tsx'
import { FilterChips } from '../../ui/filter-chips.tsx'
import { focusOn, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { PaperList } from './paper-list.tsx'
import type { PaperFilter, ShownHolder } from './sheet-list.ts'
import styles from './paper.module.css'

const ISSUED_FILTERS: readonly PaperFilter[] = ['all', 'out', 'missing']

interface PaperPaneProps {
  paper: Paper
  /** Those who match. */
  holders: readonly ShownHolder[]
  text: string
  filter: PaperFilter
  marked: string | null
  onText: (text: string) => void
  onFilter: (filter: PaperFilter) => void
  onMove: (step: number) => void
  onEnter: () => void
  onLeave: () => void
  onMark: (code: string) => void
  onVoid: () => void
}

export function PaperPane({ paper: { balance }, holders, text, filter, marked, onText, onFilter, onMove, onEnter, onLeave, onMark, onVoid }: PaperPaneProps) {
  const { t } = useI18n()
  const [focused, setFocused] = useState(false)
  const printed = balance.unused + balance.void
  const counts: Record<PaperFilter, number> = { all: balance.issued + printed, out: balance.out, missing: balance.missing, printed }

  function onKeyDown(pressed: KeyboardEvent): void {
    const actions: Record<string, () => void> = {
      ArrowDown: () => onMove(1),
      ArrowUp: () => onMove(-1),
      Enter: onEnter,
      '/': () => focusOn(SEARCH_ID),
      Escape: () => (text === '' ? onLeave() : onText('')),
    }
    const action = actions[pressed.key]
    if (!action || pressed.nativeEvent.isComposing) return
    pressed.preventDefault()
    action()
  }
  useKeys(
    focused
      ? [
          { key: 'Enter', hint: t('paper.key.go'), in_text: true, shown_only: true, run: () => undefined },
          { key: 'ArrowDown', cap: '↑ ↓', hint: t('paper.key.move'), in_text: true, shown_only: true, run: () => undefined },
          { key: 'Escape', cap: 'Esc', hint: text === '' ? t('roster.key.leave') : t('roster.key.clear'), in_text: true, shown_only: true, run: () => undefined },
        ]
      : [],
  )
  return (
    <section className={styles['pane']} aria-label={t('paper.list')}>
      <div className={styles['top']}>
        <SearchField large label={t('paper.search')} text={text} onText={onText} onKeyDown={onKeyDown} onFocus={setFocused} />
        <FilterChips label={t('common.filter')} filters={printed > 0 ? [...ISSUED_FILTERS, 'printed'] : ISSUED_FILTERS} name={(one) => t(`paper.filter.${one}`)} counts={counts} chosen={filter} onChoose={onFilter} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard */}
      <div className={styles['lists']} tabIndex={0} role="group" aria-label={t('paper.list')}>
        {holders.length > 0 ? (
          <PaperList holders={holders} marked={marked} onMark={onMark} />
        ) : balance.issued + printed === 0 ? (
          <StateView icon={FileStack} title={t('paper.empty')}>
            <p>{t('paper.empty-help')}</p>
          </StateView>
        ) : (
          <StateView icon={SearchX} title={text.trim() === '' ? t(filter === 'missing' ? 'paper.none-missing' : 'paper.none-out') : t('paper.no-match', { text: text.trim() })}>
            {text.trim() === '' ? null : (
              <>
                <p>{t('paper.no-match-help')}</p>
                <Button kind="primary" keyCap="Enter" onPress={onEnter}>
                  {t('roster.look-everywhere')}
                </Button>
                <Button icon={Ban} onPress={onVoid}>
                  {t('void.title')}
                </Button>
              </>
            )}
          </StateView>
        )}
      </div>
    </section>
  )
}
