import { defineConfig } from 'electron-vite'
import react from '@vitejs/plugin-react'

/** Main and preload as CommonJS (a sandboxed preload can be nothing else); dependencies stay in node_modules. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node18',
      externalizeDeps: true,
      rolldownOptions: {
        input: { index: 'src-main/index.ts', 'station-process': 'src-main/station/station-process.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node18',
      rolldownOptions: {
        input: { index: 'src-main/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome114',
      minify: true,
      rolldownOptions: { input: 'src-renderer/index.html' },
      // A data: URL would need its own hole in the content security policy.
      assetsInlineLimit: 0,
      // The polyfill is an inline script, which the content security policy refuses.
      modulePreload: { polyfill: false },
    },
  },
})
