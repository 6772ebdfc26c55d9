/** Keeps the live store fed while somebody is signed in. */
import { transport } from './client.ts'
import { line } from './desk-api.ts'
import { receive, useLive } from './live-store.ts'

/** Listens with this session's token; returns how to stop. */
export function followStation(token: string): () => void {
  const readLine = () => void line().then((state) => receive({ type: 'line', line: state }), () => undefined)
  readLine()
  const stop = transport.listen(token, (event) => {
    receive(event)
    if (event.type === 'station' && event.state === 'ready') readLine()
  })
  return () => {
    stop()
    useLive.setState({ line: null, station: 'ready', message: null })
  }
}
