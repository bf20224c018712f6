// Builds src/khabar/web/static/vendor: everything the pages borrow, nothing fetched at run time.
// The output is committed; `python3 dev assets && git diff --exit-code` proves it is this.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const FROM = join(HERE, "node_modules");
const OUT = join(HERE, "../src/khabar/web/static/vendor");
const INTER = ["latin", "latin-ext", "cyrillic", "cyrillic-ext"];
const LICENCES = {
  "tabler-icons": "@tabler/icons/LICENSE",
  inter: "@fontsource-variable/inter/LICENSE",
  "noto-sans-arabic": "@fontsource-variable/noto-sans-arabic/LICENSE",
  cytoscape: "cytoscape/LICENSE",
};

await rm(OUT, { recursive: true, force: true });
for (const folder of ["fonts", "licences"]) await mkdir(join(OUT, folder), { recursive: true });
await styles();
await fonts();
await sprite();
await charts();
// The style kit's package carries its licence only as a comment; the text is ours to keep beside it.
await copyFile(join(HERE, "licences/tabler-core.txt"), join(OUT, "licences/tabler-core.txt"));
for (const [name, path] of Object.entries(LICENCES)) {
  await copyFile(join(FROM, path), join(OUT, "licences", `${name}.txt`));
}
await sums();

async function styles() {
  const css = await readFile(join(FROM, "@tabler/core/dist/css/tabler.min.css"), "utf8");
  // A dangling source map would stop the manifest storage of collectstatic.
  await writeFile(join(OUT, "tabler.css"), css.replace(/\/\*# sourceMappingURL=.*?\*\//g, "").trim() + "\n");
}

async function fonts() {
  const faces = [...(await family("inter", INTER)), ...(await family("noto-sans-arabic", ["arabic"]))];
  await writeFile(join(OUT, "fonts.css"), faces.join("\n") + "\n");
}

/** The @font-face rules of the wanted subsets of one family; copies their files too. */
async function family(name, subsets) {
  const home = join(FROM, "@fontsource-variable", name);
  const rules = (await readFile(join(home, "wght.css"), "utf8")).match(/@font-face\s*{[^}]*}/g);
  const kept = [];
  for (const subset of subsets) {
    const file = `${name}-${subset}-wght-normal.woff2`;
    await copyFile(join(home, "files", file), join(OUT, "fonts", file));
    const rule = rules.find((text) => text.includes(`/${file})`));
    kept.push(rule.replace("./files/", "fonts/"));
  }
  return kept;
}

async function sprite() {
  const names = (await readFile(join(HERE, "icons.txt"), "utf8")).split("\n").filter(Boolean).sort();
  const symbols = [];
  for (const name of names) {
    const svg = await readFile(join(FROM, "@tabler/icons/icons/outline", `${name}.svg`), "utf8");
    const inside = svg.replace(/^[\s\S]*?<svg[\s\S]*?>/, "").replace(/<\/svg>\s*$/, "");
    const paths = inside.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s*\n\s*/g, "").replaceAll(" />", "/>");
    symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${paths}</symbol>`);
  }
  const head = '<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor">';
  await writeFile(join(OUT, "icons.svg"), [head, ...symbols, "</svg>", ""].join("\n"));
}

async function charts() {
  await build({
    entryPoints: [join(HERE, "src/cytoscape.js")],
    bundle: true, minify: true, format: "esm", target: "es2022", outdir: OUT,
    legalComments: "linked", charset: "utf8", logLevel: "warning",
  });
}

async function sums() {
  const names = (await readdir(OUT, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(OUT.length + 1).replaceAll("\\", "/"))
    .sort();
  const lines = [];
  for (const name of names) {
    const sha = createHash("sha256").update(await readFile(join(OUT, name))).digest("hex");
    lines.push(`${sha}  ${name}`);
  }
  await writeFile(join(OUT, "SHA256SUMS"), lines.join("\n") + "\n");
}
