/** issued = returned + missing + still out, in figures that can be read from two steps away. */
import { CircleCheckBig, CircleHelp, FileStack } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Paper } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import type { Translate } from '../../ui/i18n.ts'
import styles from './paper.module.css'

export function BalanceCard({ paper }: { paper: Paper }) {
  const { t, locale } = useI18n()
  const { balance } = paper
  const number = new Intl.NumberFormat(locale)
  const { icon: Icon, tone, text } = verdictOf(paper, t)
  const parts = [
    { name: 'issued', sign: '' },
    { name: 'returned', sign: '=' },
    { name: 'missing', sign: '+' },
    { name: 'out', sign: '+' },
  ] as const
  return (
    <section className={styles['balance']} aria-label={t('paper.balance')}>
      <dl className={styles['figures']}>
        {parts.map(({ name, sign }) => (
          <div key={name} className={balance[name] > 0 ? styles[`figure-${name}`] : ''}>
            <dt>{t(`paper.figure.${name}`)}</dt>
            <dd>
              {sign ? <span aria-hidden>{sign} </span> : null}
              {number.format(balance[name])}
            </dd>
          </div>
        ))}
      </dl>
      <span className={styles['bar']} aria-hidden>
        <span className={styles['bar-returned']} style={{ flexGrow: balance.returned }} />
        <span className={styles['bar-missing']} style={{ flexGrow: balance.missing }} />
        <span style={{ flexGrow: balance.out }} />
      </span>
      <p className={`${styles['verdict']} ${styles[tone]}`} role="status">
        <Icon aria-hidden size={24} /> <span>{text}</span>
      </p>
      {balance.destroyed > 0 ? <p className={styles['note']}>{t('paper.destroyed-of', { n: balance.destroyed })}</p> : null}
      {paper.without > 0 ? <p className={styles['note']}>{t('paper.without', { n: paper.without })}</p> : null}
    </section>
  )
}

/** Whether the sitting's paper is accounted for. */
export function verdictOf({ balance, closed }: Pick<Paper, 'balance' | 'closed'>, t: Translate): { icon: LucideIcon; tone: 'plain' | 'wait' | 'stop' | 'done'; text: string } {
  if (balance.issued === 0) return { icon: FileStack, tone: 'plain', text: t('paper.verdict.none') }
  if (!closed) return { icon: FileStack, tone: 'wait', text: t('paper.verdict.open', { n: balance.out }) }
  if (balance.missing > 0) return { icon: CircleHelp, tone: 'stop', text: t('paper.verdict.missing', { n: balance.missing }) }
  return { icon: CircleCheckBig, tone: 'done', text: t('paper.verdict.closed') }
}
