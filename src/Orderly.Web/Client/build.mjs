import { build } from "esbuild";

// Two files: what a page loads, and the worker that all tabs of a browser share.
await build({
  entryPoints: ["src/orderly.js", "src/live-worker.js"],
  outdir: "../wwwroot/client",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome120", "firefox120", "safari17"],
  legalComments: "none",
  logLevel: "warning",
});
