/** Why the paper cannot be closed: which sheets are out, and who has them. */
import type { Paper } from '../../../src-shared/desk/paper.ts'
import { Ask } from '../../ui/ask.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import styles from './paper-cards.module.css'

/** Those named here; the list on the left has all of them. */
const holders_named_max = 6

export function SheetsOut({ paper: { holders, balance }, onClose }: { paper: Paper; onClose: () => void }) {
  const { t } = useI18n()
  useKeys([{ key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose }])
  const out = holders.map((holder) => ({ ...holder, codes: holder.sheets.filter(({ state }) => state === 'issued').map(({ code }) => code) })).filter(({ codes }) => codes.length > 0)
  return (
    <Ask title={t('closing.out', { n: balance.out })} onClose={onClose}>
      <ul className={styles['out']}>
        {out.slice(0, holders_named_max).map(({ registration, name, seat, codes }) => (
          <li key={registration ?? name}>
            <b>
              <bdi>{name}</bdi>
              {seat ? `, ${t('in.seat', { seat })}` : ''}
            </b>{' '}
            <span className="mono">{codes.join(', ')}</span>
          </li>
        ))}
        {out.length > holders_named_max ? <li>{t('closing.out.more', { n: out.length - holders_named_max })}</li> : null}
      </ul>
      <p className={styles['note']}>{t('closing.out.help')}</p>
    </Ask>
  )
}
