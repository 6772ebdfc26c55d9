/** The camera, for as long as the component is there. */
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** `none`: there is no camera; `refused`: the window may not use it; `busy`: something else has it. */
export type CameraState = 'starting' | 'on' | 'none' | 'refused' | 'busy'

/** @param video shows what the camera sees */
export function useCamera(video: RefObject<HTMLVideoElement | null>): CameraState {
  const [state, setState] = useState<CameraState>('starting')
  useEffect(() => {
    let stream: MediaStream | null = null
    let gone = false
    void open().then((found) => {
      if (typeof found === 'string') return gone ? undefined : setState(found)
      stream = found
      if (gone) return stop(found)
      if (!video.current) return
      // Before its first picture there is nothing to take, however quick the hand.
      video.current.addEventListener('loadeddata', () => setState('on'), { once: true })
      video.current.srcObject = found
    })
    return () => {
      gone = true
      if (stream) stop(stream)
    }
  }, [video])
  return state
}

async function open(): Promise<MediaStream | Exclude<CameraState, 'starting' | 'on'>> {
  // A page that came over the network without encryption has none of this.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices) return 'none'
  try {
    return await devices.getUserMedia({ video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 960 } }, audio: false })
  } catch (error) {
    const { name } = error as DOMException
    if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
    return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none'
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
