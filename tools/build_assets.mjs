// Builds what the browser loads into static/dist/: one stylesheet with the font, one script, both for the admin, Plotly,
// and apart from these what only the slides and the window of their speaker need.
import { build } from "esbuild";
import { copyFile, mkdir, rm } from "node:fs/promises";

const dist = "static/dist";
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await build({
  entryPoints: [
    "static/css/app.css",
    "static/css/beheer.css",
    "static/css/projectie.css",
    "static/js/app.js",
    "static/js/beheer.js",
    "static/js/projectie.js",
    "static/js/spreker.js",
  ],
  entryNames: "[name]",
  assetNames: "[name]",
  outdir: dist,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome110", "firefox115", "safari16"],
  loader: { ".woff2": "file" },
  external: ["data:*"],
  logLevel: "warning",
});
await copyFile("node_modules/plotly.js-basic-dist-min/plotly-basic.min.js", `${dist}/plotly-basic.min.js`);
await copyFile("static/favicon.svg", `${dist}/favicon.svg`);
