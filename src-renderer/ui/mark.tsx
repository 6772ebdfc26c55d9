/** The mark of Hallpass. */
import styles from './mark.module.css'

export function Mark({ size = 40 }: { size?: number }) {
  return (
    <span className={styles['mark']} style={{ inlineSize: size, blockSize: size, fontSize: size * 0.5 }} aria-hidden>
      H
    </span>
  )
}
