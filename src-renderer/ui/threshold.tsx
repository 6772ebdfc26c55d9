/** The screens before the desk: joining and signing in. */
import type { ReactNode } from 'react'
import { Mark } from './mark.tsx'
import styles from './threshold.module.css'

export function Threshold({ title, subtitle, children, foot, narrow = false }: { title: string; subtitle: ReactNode; children: ReactNode; foot?: ReactNode; narrow?: boolean }) {
  return (
    <div className={styles['threshold']}>
      <main className={`${styles['main']} ${narrow ? styles['narrow'] : ''}`}>
        <header className={styles['head']}>
          <Mark size={52} />
          <div>
            <h1>{title}</h1>
            <p>{subtitle}</p>
          </div>
        </header>
        {children}
      </main>
      {foot ? <footer className={styles['foot']}>{foot}</footer> : null}
    </div>
  )
}
