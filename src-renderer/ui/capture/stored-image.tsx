/** An image that the station keeps, read when it comes onto the screen. */
import { useEffect, useState } from 'react'
import { ImageOff } from 'lucide-react'
import styles from './capture.module.css'

interface StoredImageProps {
  /** Which image it is; another one is read anew. */
  id: string
  alt: string
  /** Answers an address at which it can be shown. */
  load: () => Promise<string>
  size?: 'face' | 'proof'
}

export function StoredImage({ id, alt, load, size = 'face' }: StoredImageProps) {
  const [shown, setShown] = useState<{ id: string; address: string | null } | null>(null)
  useEffect(() => {
    let gone = false
    const show = (address: string | null) => (gone ? undefined : setShown({ id, address }))
    load().then(show, () => show(null))
    return () => {
      gone = true
    }
    // The image of an id never changes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id])
  if (shown?.id === id && shown.address === null) return <ImageOff role="img" aria-label={alt} size={28} />
  return shown?.id === id && shown.address !== null ? <img className={styles[size]} src={shown.address} alt={alt} /> : <span className={styles[size]} aria-hidden />
}
