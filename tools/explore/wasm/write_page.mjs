// Writes the page in its two forms: node write_page.mjs PAGE BUILT FOLDER FILE [FILMS]
//
//   PAGE    tools/explore/page, for index.html and icon.svg
//   BUILT   what the build has made: page.js, page_inside.js, page.css, worker.js, description.json and the two modules
//   FOLDER  gets the form for a web server, a file each
//   FILE    gets the form of one file, which works by double click as well
//   FILMS   the name of the script in BUILT that makes films, if there is one
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const MODULES = ["lyap-relaxed.wasm", "lyap-exact.wasm"];
// The modules are compiled by the browser, and workers begin as blobs so that both forms can have them.
const RULES = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; style-src 'self'; " +
  "img-src 'self' blob: data:; connect-src 'self' blob:; form-action 'none'; base-uri 'none'";

const [page, built, folder, file, ...films] = process.argv.slice(2);
const ASSETS = [...MODULES, "worker.js", "description.json", ...films];
const textOf = (path) => readFileSync(path, "utf8");

/** Replaces what must be there. */
function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`index.html lacks ${from}`);
  return text.replace(from, () => to);
}

function writeFolder() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(page, "icon.svg"), join(folder, "icon.svg"));
  for (const name of [...ASSETS, "page.js", "page.css"]) copyFileSync(join(built, name), join(folder, name));
  const relative = textOf(join(page, "index.html")).replaceAll('="/', '="');
  // What the script asks for first comes with it.
  const sooner = ["lyap-relaxed.wasm", "worker.js", "description.json"].map((name) =>
    `<link rel="preload" as="fetch" crossorigin href="${name}">`).join("\n");
  const rules = `<meta http-equiv="Content-Security-Policy" content="${RULES}">`;
  writeFileSync(join(folder, "index.html"), replaced(relative, '<link rel="icon"', `${rules}\n${sooner}\n<link rel="icon"`));
}

/** A file as an element that the page's script finds by the file's name. */
function elementOf(name) {
  const packed = gzipSync(readFileSync(join(built, name)), { level: 9 }).toString("base64");
  return `<script type="text/plain" id="${name}">${packed}</script>`;
}

function writeFile() {
  const icon = `data:image/svg+xml;base64,${readFileSync(join(page, "icon.svg")).toString("base64")}`;
  const script = textOf(join(built, "page_inside.js")).replaceAll("</script", "<\\/script");
  let html = textOf(join(page, "index.html"));
  html = replaced(html, "/icon.svg", icon);
  html = replaced(html, '<link rel="stylesheet" href="/page.css">', `<style>\n${textOf(join(built, "page.css")).trim()}</style>`);
  html = replaced(html, '<script type="module" src="/page.js"></script>\n', "");
  html = replaced(html, "</body>", `${ASSETS.map(elementOf).join("\n")}\n<script>${script}</script>\n</body>`);
  writeFileSync(file, html);
}

writeFolder();
writeFile();
