/** For whom numbered sheets are made, how many each, how many on a page; or those again that are not handed out. */
import { useState } from 'react'
import { Printer } from 'lucide-react'
import type { PrintedSheet } from '../../../src-shared/commands/printed-sheets.ts'
import type { RosterRow, Sitting } from '../../../src-shared/desk.ts'
import type { Paper } from '../../../src-shared/desk/paper.ts'
import { printed_each_max } from '../../../src-shared/limits.ts'
import { asProblem } from '../../api/api-problem.ts'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { useWrite } from '../../ui/use-write.ts'
import { ChoiceRow } from './choice-row.tsx'
import { makeStock, unusedSheets } from './make-stock.ts'
import { NumberStep } from './number-step.tsx'
import styles from './stock-form.module.css'

const WHOM = ['everyone', 'spare', 'again'] as const
type Whom = (typeof WHOM)[number]
const PER_PAGE = [1, 2, 4] as const
const each_default = 2

interface StockFormProps {
  sitting: Sitting
  rows: readonly RosterRow[]
  paper: Paper
  onSheets: (sheets: PrintedSheet[], perPage: number) => void
  onClose: () => void
}

export function StockForm({ sitting, rows, paper, onSheets, onClose }: StockFormProps) {
  const { t } = useI18n()
  const writes = useWrite(asProblem, () => undefined)
  const unused = unusedSheets(paper)
  const offered: readonly Whom[] = unused.length > 0 ? WHOM : WHOM.slice(0, 2)
  const [whom, setWhom] = useState<Whom>('everyone')
  const [each, setEach] = useState(each_default)
  const [perPage, setPerPage] = useState<(typeof PER_PAGE)[number]>(1)
  const names = { everyone: t('stock.everyone', { n: rows.length }), spare: t('stock.spare'), again: t('stock.again', { n: unused.length }) }

  async function send(): Promise<void> {
    if (whom === 'again') return onSheets(unused, perPage)
    const made: PrintedSheet[] = []
    const done = await writes.run(async () => made.push(...(await makeStock(sitting.id, whom === 'everyone' ? rows.map(({ id }) => id) : null, each))))
    if (done) onSheets(made, perPage)
  }
  const turn = () => setWhom(offered[(offered.indexOf(whom) + 1) % offered.length] ?? 'everyone')
  useKeys([
    { key: 'w', hint: t('stock.key'), run: turn },
    { key: 'ArrowUp', cap: '↑ ↓', hint: t('stock.each'), run: () => setEach((n) => Math.min(printed_each_max, n + 1)) },
    { key: 'ArrowDown', run: () => setEach((n) => Math.max(1, n - 1)) },
    ...PER_PAGE.map((n) => ({ key: String(n), ...(n === 1 ? { cap: PER_PAGE.join(' '), hint: t('stock.per-page') } : {}), run: () => setPerPage(n) })),
    { key: 'Enter', hint: t('print.key.print'), run: () => void send() },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose },
  ])
  return (
    <Ask title={t('stock.title')} refused={writes.refused} onClose={onClose}>
      <div className={styles['form']}>
        <ChoiceRow label={t('stock.for')} keyCap="W" options={offered} chosen={whom} name={(one) => names[one]} onChoose={setWhom} />
        {whom === 'again' ? null : <NumberStep label={t(whom === 'spare' ? 'stock.count' : 'stock.each')} value={each} most={printed_each_max} onChange={setEach} />}
        <ChoiceRow label={t('stock.per-page')} keyCap={PER_PAGE.join(' ')} options={PER_PAGE} chosen={perPage} name={String} onChoose={setPerPage} />
        <p className={styles['help']}>{t('stock.help')}</p>
        <Button kind="primary" icon={Printer} keyCap="Enter" disabled={writes.busy || (whom === 'everyone' && rows.length === 0)} onPress={() => void send()}>
          {t(whom === 'again' ? 'stock.send-again' : 'stock.send')}
        </Button>
      </div>
    </Ask>
  )
}
