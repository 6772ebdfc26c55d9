/** Opens the window: type, theme, language, then the app. */
import { firstAnswers } from './api/first-answers.ts'
import '@fontsource-variable/atkinson-hyperlegible-next'
import '@fontsource/atkinson-hyperlegible-mono/400.css'
import '@fontsource/atkinson-hyperlegible-mono/700.css'
import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { followTheme } from './ui/theme.ts'
import { must } from '../src-shared/assert.ts'

/** The station answers within this, or the window says that it waits. */
const first_answers_ms = 500

followTheme()
const root = createRoot(must(document.getElementById('root'), 'index.html has no #root'))
void firstAnswers(first_answers_ms).then(() => {
  root.render(<App />)
  requestIdleCallback(() => window.hallpass?.shown(), { timeout: first_answers_ms })
})
