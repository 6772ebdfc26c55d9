/** Opens the window: type, theme, language, then the app. */
import '@fontsource-variable/atkinson-hyperlegible-next'
import '@fontsource/atkinson-hyperlegible-mono/400.css'
import '@fontsource/atkinson-hyperlegible-mono/700.css'
import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { followTheme } from './ui/theme.ts'
import { must } from '../src-shared/assert.ts'

followTheme()
createRoot(must(document.getElementById('root'), 'index.html has no #root')).render(<App />)
