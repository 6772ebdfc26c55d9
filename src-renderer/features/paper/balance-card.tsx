/** issued = returned + missing + still out, in figures that can be read from two steps away, and as a bar. */
import { CircleCheckBig, CircleHelp, FileStack, Lock } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Paper } from '../../../src-shared/desk/paper.ts'
import { StackedBar } from '../../ui/charts/stacked-bar.tsx'
import { useI18n } from '../../ui/i18n.ts'
import type { Translate } from '../../ui/i18n.ts'
import type { Locale } from '../../ui/preferences.ts'
import { clockTime } from '../../ui/time.ts'
import tone from '../../ui/tone.module.css'
import { ClosedFacts } from './closed-facts.tsx'
import styles from './paper-cards.module.css'

export function BalanceCard({ paper }: { paper: Paper }) {
  const { t, locale } = useI18n()
  const { balance } = paper
  const number = new Intl.NumberFormat(locale)
  const verdict = verdictOf(paper, t, locale)
  const Icon = verdict.icon
  const figures = [
    { name: 'issued', sign: '' },
    { name: 'returned', sign: '=' },
    { name: 'missing', sign: '+' },
    { name: 'out', sign: '+' },
  ] as const
  const parts = [
    { name: t('paper.figure.kept'), value: balance.returned - balance.destroyed, look: 'done' },
    { name: t('paper.figure.destroyed'), value: balance.destroyed, look: 'plain' },
    { name: t('paper.figure.missing'), value: balance.missing, look: 'stop' },
    { name: t('paper.figure.out'), value: balance.out, look: 'wait' },
  ] as const
  return (
    <section className={styles['balance']} aria-label={t('paper.balance')}>
      <dl className={styles['figures']}>
        {figures.map(({ name, sign }) => (
          <div key={name} className={balance[name] > 0 ? styles[`figure-${name}`] : ''}>
            <dt>{t(`paper.figure.${name}`)}</dt>
            <dd>
              {sign ? <span aria-hidden>{sign} </span> : null}
              {number.format(balance[name])}
            </dd>
          </div>
        ))}
      </dl>
      {balance.issued > 0 ? <StackedBar title={t('chart.balance', { n: balance.issued })} parts={parts} /> : null}
      <p className={`${styles['verdict']} ${tone[verdict.tone]}`} role="status">
        <Icon aria-hidden size={24} /> <span>{verdict.text}</span>
      </p>
      <ClosedFacts paper={paper} />
      {balance.void + balance.unused > 0 ? <p className={styles['note']}>{t('paper.printed-of', { void: balance.void, unused: balance.unused })}</p> : null}
      {paper.without > 0 ? <p className={styles['note']}>{t('paper.without', { n: paper.without })}</p> : null}
    </section>
  )
}

/** How far the sitting's paper is accounted for. */
export function verdictOf({ balance, even, closed, event }: Pick<Paper, 'balance' | 'even' | 'closed' | 'event'>, t: Translate, locale: Locale): { icon: LucideIcon; tone: 'plain' | 'wait' | 'stop' | 'done'; text: string } {
  if (closed) return { icon: Lock, tone: 'done', text: t('paper.verdict.signed', { time: clockTime(closed.at, event.time_zone, locale) }) }
  if (balance.issued === 0) return { icon: FileStack, tone: 'plain', text: t('paper.verdict.none') }
  if (!even) return { icon: FileStack, tone: 'wait', text: t('paper.verdict.open', { n: balance.out }) }
  if (balance.missing > 0) return { icon: CircleHelp, tone: 'stop', text: t('paper.verdict.even-missing', { n: balance.missing }) }
  return { icon: CircleCheckBig, tone: 'done', text: t('paper.verdict.even') }
}
