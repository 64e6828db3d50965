// Bundles every script of src/ and the style sheet into the web app's wwwroot, which is build output and not committed.
import { readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../BlazorMedia.Web/wwwroot", import.meta.url));
const scripts = (await readdir(`${here}src`)).filter(name => name.endsWith(".js"));

const options = {
  entryPoints: [
    ...scripts.map(name => ({ in: `${here}src/${name}`, out: `js/${name.slice(0, -3)}` })),
    { in: `${here}styles/app.css`, out: "css/app" },
  ],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox121", "safari17.5"],
  // fonts and icons that a NuGet package serves
  external: ["/_content/*"],
  logLevel: "info",
};

if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await Promise.all(["js", "css"].map(folder => rm(`${out}/${folder}`, { recursive: true, force: true })));
  await build(options);
}
