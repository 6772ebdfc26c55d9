import type { App, Session, WebContents } from 'electron'
import { APP_ORIGIN } from './app-protocol.ts'

type Log = (line: string) => void

/** What every page of the app is denied, whichever window it is in; set before the first window opens. */
export function hardenApp(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log))
}

function hardenContents(contents: WebContents, log: Log): void {
  const deny = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault()
    log(`Refused: ${what}.`)
  }
  contents.on('will-navigate', deny('a page wanted to go elsewhere'))
  contents.on('will-redirect', deny('a page was redirected'))
  contents.on('will-frame-navigate', deny('a frame wanted to go elsewhere'))
  contents.on('will-attach-webview', deny('a page wanted to embed a web view'))
  contents.setWindowOpenHandler(() => {
    log('Refused: a page wanted to open a window.')
    return { action: 'deny' }
  })
}

/** The session grants the app's own page the camera and the whole screen, and no other permission, downloads nothing but what the page made itself, and reaches only the app's own origin. */
export function hardenSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const { mediaTypes = [] } = details as { mediaTypes?: string[] }
    const granted = (permission === 'fullscreen' || isCamera(permission, mediaTypes)) && isOwnPage(details.requestingUrl, details.isMainFrame)
    if (!granted) log(`Refused: the permission "${permission}".`)
    answer(granted)
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => isCamera(permission, [details.mediaType ?? '']) && isOwnPage(origin, details.isMainFrame))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    if (item.getURL().startsWith(OWN_BLOB)) return
    event.preventDefault()
    log('Refused: a page wanted to download something.')
  })
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url) }))
  session.setSpellCheckerEnabled(false)
}

/** A picture, never the microphone. */
function isCamera(permission: string, kinds: readonly string[]): boolean {
  return permission === 'media' && kinds.length > 0 && kinds.every((kind) => kind === 'video')
}

function isOwnPage(url: string, isMainFrame: boolean): boolean {
  return isMainFrame && (url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`))
}

/** A file that the page made: a table, a rescue file. */
const OWN_BLOB = `blob:${APP_ORIGIN}/`

/** The app's own files, files and images that the page made itself, and the developer tools' pages. */
export function isAllowed(url: string): boolean {
  return [`${APP_ORIGIN}/`, OWN_BLOB, 'data:image/', 'devtools://'].some((start) => url.startsWith(start))
}
