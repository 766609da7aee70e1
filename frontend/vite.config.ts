import { defineConfig } from "vite";

// Writes hashed files and a manifest into the Django app; `{% bundle "main" %}` finds them there.
export default defineConfig({
  base: "./", // addresses inside the bundle are relative, so it runs below any static address
  publicDir: false,
  css: {
    preprocessorOptions: {
      scss: {
        quietDeps: true,
        // Bootstrap 5 is written with @import; its move to @use comes with Bootstrap 6.
        silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
      },
    },
  },
  build: {
    target: "chrome109", // the last Chromium for Windows 7, and what domestic desktops carry
    cssTarget: "chrome109",
    outDir: "../src/duban/web/static/build",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600, // the charts, loaded only on pages that have one
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { main: "src/main.ts" } },
  },
});
