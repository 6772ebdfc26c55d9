/** A part of the window that fails says so and can be opened again; the rest of the window goes on, and what was done is with the station. */
import { Component } from 'react'
import type { ReactNode } from 'react'
import { OctagonAlert, RotateCcw } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { useI18n } from '../ui/i18n.ts'
import { useKeys } from '../ui/key-store.ts'
import { StateView } from '../ui/state-view.tsx'

interface GuardProps {
  /** What begins anew where this changes: another place, another candidate. */
  of: string
  children: ReactNode
}

interface GuardState {
  failed: string | null
  of: string
}

export class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { failed: null, of: this.props.of }
  static getDerivedStateFromError(error: unknown): Pick<GuardState, 'failed'> {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
  static getDerivedStateFromProps({ of }: GuardProps, state: GuardState): GuardState | null {
    return of === state.of ? null : { failed: null, of }
  }
  override render(): ReactNode {
    return this.state.failed === null ? this.props.children : <Failed words={this.state.failed} onAgain={() => this.setState({ failed: null })} />
  }
}

function Failed({ words, onAgain }: { words: string; onAgain: () => void }) {
  const { t } = useI18n()
  useKeys([{ key: 'Enter', hint: t('guard.again'), run: onAgain }])
  return (
    <StateView
      icon={OctagonAlert}
      tone="stop"
      title={t('guard.title')}
      actions={
        <Button kind="primary" icon={RotateCcw} keyCap="Enter" onPress={onAgain}>
          {t('guard.again')}
        </Button>
      }
    >
      <p>{t('guard.help')}</p>
      <p>
        <code>{words}</code>
      </p>
    </StateView>
  )
}
