// Looks at pages in headless Chromium: pictures at desktop and phone width, light and dark, and a print to PDF; axe's rules of
// accessibility with some lines of each kind open; no request, no script, no sideways scrolling.
//
//   node look/look.mjs PICTURES PAGE.html ...
//
// Ends with 1 on a serious finding; with 0 and a word where Chromium is missing.

import { existsSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--no-first-run",
];
const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const SERIOUS = new Set(["serious", "critical"]);
const TALL = 6000; // pixels of a picture; a longer page is cut, and said so
const PATIENCE = 180_000; // milliseconds for one step: a page of a hundred thousand words on a busy machine
const EACH = 3;
const RULES = {
  // contrast hangs on the scheme and not on the width, all else on the width and not on the scheme
  "desktop light": {},
  "desktop dark": { runOnly: ["color-contrast"] },
  "phone light": { rules: { "color-contrast": { enabled: false } } },
};

const [pictures, ...pages] = process.argv.slice(2);
const executablePath = CHROMIUM.find((path) => path && existsSync(path));
if (!executablePath) {
  console.log("look: SKIPPED, no Chromium (install it, or name it in CHROMIUM)");
  process.exit(0);
}
if (!pictures || pages.length === 0) {
  console.error("usage: node look/look.mjs PICTURES PAGE.html ...");
  process.exit(2);
}

const { chromium } = await import("playwright-core");
const { default: axe } = await import("axe-core");
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath, args: FLAGS });
const found = [];

async function accessible(page, where, rules) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { ...rules, resultTypes: ["violations"] }), rules);
  for (const { id, impact, help, nodes } of violations) {
    const line = `${where}: ${impact} ${id}: ${help} (${nodes.length}, first ${nodes[0].target.join(" ")})`;
    console.log(`  ${line}`);
    if (SERIOUS.has(impact)) found.push(line);
  }
}

// All lines of a kind come from one template: three of each stand open for axe, whose time grows with what is shown.
async function sample(page) {
  await page.evaluate((each) => {
    const seen = new Map();
    for (const part of document.querySelectorAll("details")) {
      const kind = `${part.className} in ${part.closest("section")?.className}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      part.open = seen.get(kind) <= each;
    }
  }, EACH);
}

async function fits(page, where) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  if (wide > room) found.push(`${where}: ${wide - room} pixels wider than the window`);
}

async function keyed(page, where) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement?.className);
  if (first !== "skip") found.push(`${where}: the first Tab does not reach the skip link`);
  const stops = await page.evaluate(() => document.querySelectorAll("a[href], summary").length);
  const barred = await page.evaluate(() => document.querySelectorAll('a[href][tabindex="-1"], summary[tabindex="-1"]').length);
  console.log(`  ${where}: ${stops} places for the keyboard`);
  if (barred) found.push(`${where}: ${barred} places that the keyboard cannot reach`);
}

async function look(file, name, size, scheme) {
  const where = `${basename(file)} ${name} ${scheme}`;
  const context = await browser.newContext({ viewport: size, colorScheme: scheme });
  const page = await context.newPage();
  const url = pathToFileURL(resolve(file)).href;
  page.on("request", (request) => request.url().split("#")[0] !== url && found.push(`${where}: asks for ${request.url()}`));
  page.on("console", (message) => message.type() === "error" && found.push(`${where}: ${message.text()}`));
  page.setDefaultTimeout(PATIENCE);
  await page.goto(url);
  const stem = join(pictures, `${basename(file, ".html")}-${name}-${scheme}`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({ path: `${stem}-first.png` });
  await page.screenshot({ path: `${stem}.png`, fullPage: true, clip: { x: 0, y: 0, width: size.width, height: Math.min(height, TALL) } });
  console.log(`  ${where}: ${height} pixels tall${height > TALL ? `, picture cut at ${TALL}` : ""}`);
  await fits(page, where);
  if (name === "desktop" && scheme === "light") {
    await keyed(page, where);
    await page.pdf({ path: `${stem}.pdf`, preferCSSPageSize: true });
  }
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  await fits(page, `${where}, open`);
  await sample(page);
  const rules = RULES[`${name} ${scheme}`];
  if (rules) await accessible(page, `${where}, open`, rules);
  await context.close();
}

for (const file of pages) {
  console.log(file);
  for (const [name, size] of Object.entries(WIDTHS)) for (const scheme of ["light", "dark"]) await look(file, name, size, scheme);
}
await browser.close();
for (const line of found) console.error(`look: ${line}`);
console.log(found.length ? `look: ${found.length} serious findings` : `look: nothing serious; pictures in ${pictures}`);
process.exit(found.length ? 1 : 0);
