/** One line that tells what came of a write, where it was asked for: read out as it appears, no room while there is none. */
import { CircleAlert, CircleCheckBig, TriangleAlert } from 'lucide-react'
import styles from './told-line.module.css'

const ICONS = { refused: CircleAlert, doubt: TriangleAlert, done: CircleCheckBig }

interface ToldLineProps {
  kind: keyof typeof ICONS
  text: string | null | undefined
  id?: string
}

export function ToldLine({ kind, text, id }: ToldLineProps) {
  const Icon = ICONS[kind]
  return (
    // Done waits for its turn; the others interrupt what is being read out.
    <p role={kind === 'done' ? 'status' : 'alert'} id={id} className={`${styles['told']} ${styles[kind]}`}>
      {text ? (
        <>
          <Icon aria-hidden size={20} /> <span>{text}</span>
        </>
      ) : null}
    </p>
  )
}
