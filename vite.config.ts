import "@remix-run/server-runtime";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

// Loaders return values as they are (single fetch), so their types must not be read as JSON.
declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [remix(remixConfig)],
  build: { target: "es2022", assetsInlineLimit: 0 },
  // The esbuild that the lock file pins no longer lowers to the older browsers of Vite's default.
  optimizeDeps: { esbuildOptions: { target: "es2022" } },
});
