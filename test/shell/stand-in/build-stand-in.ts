import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { project } from '../../../src-main/start/folders.ts'

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stand-in</title></head>
<body><h1>Stand-in</h1><script>window.inlineRan = true</script><script type="module" src="/page.js"></script></body></html>`
// The news are kept from the first moment, so that a test can look at them later.
const SCRIPT = 'window.news = []; window.hallpass.onLive((event) => window.news.push(event)); window.scriptRan = true'

/** Builds the shell, the preload and the stand-in station into a folder that Electron can open. */
export async function buildStandIn(folder: string): Promise<void> {
  const entries = {
    main: join(project, 'test/shell/stand-in/main.ts'),
    station: join(project, 'test/shell/stand-in/station.ts'),
    preload: join(project, 'src-main/preload/index.ts'),
  }
  // One at a time: a sandboxed preload cannot load a chunk that it shares with the others.
  for (const [name, entry] of Object.entries(entries)) {
    await build({
      configFile: false,
      logLevel: 'error',
      root: project,
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        target: 'node18',
        rolldownOptions: { input: { [name]: entry }, external: ['electron'], output: { format: 'cjs', entryFileNames: '[name].cjs' } },
      },
    })
  }
  await mkdir(join(folder, 'renderer'), { recursive: true })
  await writeFile(join(folder, 'renderer', 'index.html'), PAGE)
  await writeFile(join(folder, 'renderer', 'page.js'), SCRIPT)
  await writeFile(join(folder, 'secret.json'), '{"outside":"the window\'s folder"}')
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'hallpass-stand-in', version: '0.0.0', main: 'main.cjs' }))
}
