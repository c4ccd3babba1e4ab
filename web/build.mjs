// SPDX-License-Identifier: MIT
// Bundles the page into dist/, from where the program takes it, or into another folder. usage: node build.mjs [--watch | FOLDER]
import { createRequire } from "node:module";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const other = process.argv.slice(2).find((word) => !word.startsWith("-"));
const dist = other ? resolve(other) + "/" : here + "dist/";
const files = ["index.html", "app.js", "app.css", "map.json", "favicon.svg"];
const most = 150 * 1024;

// Countries at 1:110 million, each with its three letters as the ledger writes them and without its other properties. The atlas numbers
// them after ISO 3166-1; Kosovo has no number and its own letters, two other lands have neither and are drawn without a name.
function map() {
    const codes = new Map(readFileSync(here + "codes.tsv", "utf8").split("\n").filter((line) => /^\d/.test(line)).map((line) => line.split("\t")));
    const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-110m.json"), "utf8"));
    delete atlas.objects.land;
    for (const country of atlas.objects.countries.geometries) {
        country.id = codes.get(country.id) ?? (country.properties.name === "Kosovo" ? "XKX" : "");
        delete country.properties;
    }
    writeFileSync(dist + "map.json", JSON.stringify(atlas));
}

// What dist/ was made from, for scripts/check-layers.sh, which has no node: the digest of all sources in the order of their names.
function digest() {
    const below = ["src", "style"].flatMap((folder) => readdirSync(here + folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(here.length)));
    const names = [...below, "build.mjs", "codes.tsv", "favicon.svg", "index.html", "package-lock.json", "tsconfig.json"].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const sum = createHash("sha256");
    for (const name of names) sum.update(readFileSync(here + name));
    writeFileSync(here + "dist.sha256", sum.digest("hex") + "\n");
}

const options = {
    absWorkingDir: here,
    entryPoints: [{ in: "src/main.ts", out: "app" }, { in: "style/page.css", out: "app" }],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    outdir: dist,
    logLevel: "warning",
};

mkdirSync(dist, { recursive: true });
map();
copyFileSync(here + "index.html", dist + "index.html");
copyFileSync(here + "favicon.svg", dist + "favicon.svg");
if (process.argv.includes("--watch")) {
    await (await esbuild.context(options)).watch();
} else {
    await esbuild.build(options);
    if (!other) digest();
    let sum = 0;
    for (const file of files) {
        const size = gzipSync(readFileSync(dist + file), { level: 9 }).length;
        sum += size;
        console.log(`${String(size).padStart(7)}  ${file}`);
    }
    console.log(`${String(sum).padStart(7)}  bytes in all, packed`);
    if (sum > most) {
        console.error(`web: more than ${most} bytes`);
        process.exit(1);
    }
}
