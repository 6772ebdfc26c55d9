import { defineConfig } from 'electron-vite'
import react from '@vitejs/plugin-react'

/**
 * Main and preload as CommonJS (a sandboxed preload can be nothing else). What the station needs is bundled with it: one file
 * is read and compiled in half the time and memory of the 261 that it is made of. Only the store's binding is found beside it.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src-main/index.ts', 'station-process': 'src-main/station/station-process.ts' },
        external: ['electron', 'better-sqlite3'],
        // Names stay as they are written: a sentence in a log names a class.
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
          // A chunk beside the station's: alone, it would carry the bundle's own helpers and be loaded by the shell for them.
          codeSplitting: { groups: [{ name: 'server', test: /node_modules[\\/]fastify[\\/]/ }] },
        },
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
      // One sheet: rules keep their order whichever part of the window is read first.
      cssCodeSplit: false,
      // A data: URL would need its own hole in the content security policy.
      assetsInlineLimit: 0,
      // The polyfill is an inline script, which the content security policy refuses.
      modulePreload: { polyfill: false },
    },
  },
})
