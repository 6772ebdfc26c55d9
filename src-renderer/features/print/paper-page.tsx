/** The balance of the scrap paper: every sheet by its code, the sums, and two names under it. */
import type { Paper, PaperHolder } from '../../../src-shared/desk/paper.ts'
import { useI18n } from '../../ui/i18n.ts'
import { PrintSheet } from '../../ui/print-sheet.tsx'
import { clockTime } from '../../ui/time.ts'
import { PageFoot, PageHead } from './page-frame.tsx'

const STATES = ['issued', 'returned', 'missing', 'destroyed', 'void', 'printed'] as const

export function PaperPage({ paper: { event, balance, holders, closed }, site }: { paper: Paper; site: string }) {
  const { t, locale } = useI18n()
  const sums = [['issued', balance.issued], ['returned', balance.returned], ['missing', balance.missing], ['destroyed', balance.destroyed], ['out', balance.out]] as const
  return (
    <PrintSheet>
      <PageHead title={t('print.paper')} sitting={event} site={site} />
      <p>{sums.map(([name, n]) => `${t(`print.sum.${name}`)}: ${n}`).join(' · ')}</p>
      {balance.void + balance.unused > 0 ? <p>{t('paper.printed-of', { void: balance.void, unused: balance.unused })}</p> : null}
      {closed ? (
        <p>
          {t('paper.verdict.signed', { time: clockTime(closed.at, event.time_zone, locale) })}: {closed.second === null ? closed.by : t('paper.closed-by', { who: closed.by, second: closed.second })}
        </p>
      ) : null}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('print.col.name')}</th>
            <th scope="col">{t('print.col.seat')}</th>
            {STATES.map((state) => (
              <th key={state} scope="col">
                {state === 'void' || state === 'printed' ? t(`paper.state.${state}`) : t(`print.sum.${state === 'issued' ? 'out' : state}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {holders.map((holder) => (
            <tr key={holder.registration ?? holder.name}>
              <td>{holder.registration === null && holder.name === '' ? t('paper.spare') : holder.sort_name}</td>
              <td>{holder.seat ?? ''}</td>
              {STATES.map((state) => (
                <td key={state}>
                  {codesOf(holder, state).map((code) => (
                    <div key={code} className="whole">
                      {code}
                    </div>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <PageFoot sitting={event} signed />
    </PrintSheet>
  )
}

function codesOf({ sheets }: PaperHolder, state: (typeof STATES)[number]): string[] {
  return sheets.filter((sheet) => sheet.state === state).map(({ code }) => code)
}
