// Drives a headless Chromium: a JSON request a line on stdin, a JSON answer a line on stdout.
//
// The browser comes from @sparticuz/chromium, or is the one that CHROMIUM names.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const modules = process.env.EMR_STUDIO_NODE_MODULES ?? fileURLToPath(new URL("../../../node_modules", import.meta.url));
const load = createRequire(join(modules, "browser.js"));
const browser = await load("playwright-core").chromium.launch({
  executablePath: process.env.CHROMIUM ?? (await unpacked()),
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
const axe = await readFile(load.resolve("axe-core"), "utf8");

let page, seen;

// The package unpacks into the machine's directory for temporary files, and takes whatever is there already. Here it does so
// beside the packages, once, whole or not at all: several tests start at a time.
async function unpacked() {
  const home = join(modules, ".chromium");
  if (!existsSync(home)) {
    const { TMPDIR } = process.env;
    const started = await mkdtemp(`${home}-`);
    process.env.TMPDIR = started;
    await load("@sparticuz/chromium").default.executablePath();
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    await rename(started, home).catch(() => rm(started, { recursive: true }));
  }
  return join(home, "chromium");
}

const commands = {
  async open({ url, width, scheme, script }) {
    await page?.context().close();
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      javaScriptEnabled: script,
      reducedMotion: "reduce",
    });
    page = await context.newPage();
    seen = { console: [], errors: [], requests: [] };
    page.on("console", (message) => seen.console.push(message.text()));
    page.on("pageerror", (error) => seen.errors.push(error.message));
    page.on("request", (request) => seen.requests.push(request.url()));
    await page.goto(url);
  },
  seen: async () => seen,
  click: ({ selector }) => page.click(selector),
  fill: ({ selector, text }) => page.fill(selector, text),
  choose: ({ selector, label }) => page.selectOption(selector, { label }),
  press: ({ key }) => page.keyboard.press(key),
  texts: ({ selector }) => page.locator(selector).filter({ visible: true }).allInnerTexts(),
  evaluate: ({ expression }) => page.evaluate(expression),
  async axe({ within }) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate((part) => axe.run(part, { resultTypes: ["violations"] }), within);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  },
  async print({ path }) {
    await page.pdf({ path, format: "A4" });
    await page.emulateMedia({ media: "print" });
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...given } = JSON.parse(line);
  const answer = await commands[command](given).then(
    (result) => ({ result: result ?? null }),
    (error) => ({ error: error.message }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
