# SPDX-License-Identifier: MIT
"""Looks at the collector's pages in a real Chromium: checks each one, and takes pictures of it.

usage: pages.py ORIGIN OUT_FOLDER PATH...

Each page is seen wide and narrow, light and dark. The exit status is 1 if a check failed; each failure is named with the
page and the element. Chromium is spoken to over a pipe, so that nothing has to be installed beside it and no port is open.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

VIEWS = [("wide", 1280, 900, False), ("phone", 360, 740, True)]
SCHEMES = ["light", "dark"]
PATIENCE = 20

# Everything is checked with what the browser made of the page: names, order, colours and sizes.
CHECKS = r"""
(() => {
  const faults = [];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const name = (element) => {
    const text = (element.getAttribute('aria-label') || element.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 50);
    return `<${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''}> "${text}"`;
  };
  const expect = (holds, what) => { if (!holds) faults.push(what); };
  const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';

  expect(document.documentElement.lang, 'the page names no language');
  expect(document.title.trim(), 'the page has no title');
  expect(all('h1').length === 1, `${all('h1').length} first headings, 1 expected`);
  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const own = Number(heading.tagName[1]);
    expect(own <= level + 1, `${name(heading)} skips a level`);
    level = own;
  }
  for (const landmark of ['main', 'nav', 'header']) expect(all(landmark).length >= 1, `no <${landmark}>`);
  const ids = all('[id]').map((element) => element.id);
  for (const id of new Set(ids)) expect(ids.filter((other) => other === id).length === 1, `id "${id}" is not unique`);
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'for']) {
    for (const element of all(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(/\s+/)) {
        expect(document.getElementById(id), `${name(element)} points to "${id}", which is not there`);
      }
    }
  }
  expect(all('script, [style], style, iframe, object').length === 0, 'script, frame or inline style');
  for (const svg of all('svg')) {
    const isHidden = svg.closest('[aria-hidden=true]');
    const label = svg.querySelector('title') || svg.getAttribute('aria-label');
    expect(isHidden || (svg.getAttribute('role') === 'img' && label), `${name(svg)} has neither a name nor is it hidden`);
  }
  for (const section of all('main section, main article')) {
    if (!section.querySelector('svg, [role=list]')) continue;
    expect(section.querySelector('table'), `the chart in ${name(section)} has no table`);
  }
  for (const table of all('table')) {
    expect(table.caption, `${name(table)} has no caption`);
    for (const cell of all('th', table)) expect(cell.scope, `${name(cell)} has no scope`);
  }
  for (const input of all('input:not([type=hidden]), select, textarea')) {
    expect(input.labels.length > 0 || input.getAttribute('aria-label'), `${name(input)} has no label`);
  }
  for (const link of all('a, button')) {
    expect((link.textContent || link.getAttribute('aria-label') || '').trim(), `a link or button without words: ${link.outerHTML.slice(0, 80)}`);
  }
  for (const link of all('a[href]')) {
    const target = new URL(link.href);
    expect(target.origin === location.origin, `${name(link)} leads away`);
  }
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = all('body *').filter((element) => isShown(element) && !element.closest('.scroll')
      && element.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth} pixels, by ${wide.slice(0, 3).map(name).join(', ')}`);
  }
  for (const link of all('nav a, button, summary, select, input')) {
    if (!isShown(link)) continue;
    const box = link.getBoundingClientRect();
    expect(box.height >= 24 || getComputedStyle(link).display === 'inline', `${name(link)} is only ${box.height} pixels high`);
  }

  // Contrast: of each piece of text with what is painted behind it.
  const channels = (color) => {
    const canvas = channels.context ||= new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, bottom) => [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map((value) => value / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const background = (element) => {
    const layers = [];
    for (let node = element; node; node = node.parentElement) layers.push(channels(getComputedStyle(node).backgroundColor));
    const canvas = matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
    return layers.reverse().reduce((below, layer) => over(layer, below), canvas);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !isShown(element) || element.closest('svg title, svg desc, .unseen, .skip')) continue;
    const style = getComputedStyle(element);
    const isText = element instanceof SVGElement;
    const behind = background(element);
    const front = over(channels(isText ? style.fill : style.color), behind);
    const [light, dark] = [luminance(front), luminance(behind)].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    expect(contrast >= needed - 0.01, `contrast ${contrast.toFixed(2)} of ${name(element)}, ${needed} needed`);
  }
  return [...new Set(faults)].slice(0, 12);
})()
"""


class Chromium:
    """A headless Chromium with one page."""

    def __init__(self, folder):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if not program:
            sys.exit("pages: chromium is missing; install the package chromium")
        to_read, self.output = os.pipe()
        self.input, to_write = os.pipe()

        def connect():
            # Chromium reads commands from descriptor 3 and writes what it says to descriptor 4.
            first, second = os.dup(to_read), os.dup(to_write)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--remote-debugging-pipe", "--disable-background-networking", "--no-first-run",
             "--force-device-scale-factor=1", f"--user-data-dir={folder}", "about:blank"],
            preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.buffer = b""
        self.number = 0
        self.events = []
        self.session = None
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def read(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.input, 1 << 20)
            if not piece:
                raise RuntimeError("Chromium ended")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def wait(self, method):
        for index, event in enumerate(self.events):
            if event.get("method") == method:
                del self.events[index]
                return
        for _ in range(10_000):
            event = self.read()
            if event.get("method") == method:
                return
            self.events.append(event)
        raise RuntimeError(f"{method} did not come")

    def evaluate(self, text):
        result = self.call("Runtime.evaluate", expression=text, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description"))
        return result["result"].get("value")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()


def look(browser, origin, path, view, scheme, picture):
    """The faults of one page as seen in one way; writes a picture of it."""
    name, width, height, is_mobile = view
    browser.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=is_mobile)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.events.clear()
    browser.call("Page.navigate", url=origin + path)
    browser.wait("Page.loadEventFired")
    faults = browser.evaluate(CHECKS)
    for event in browser.events:
        # That a page is refused is no fault of the page.
        if event.get("method") == "Log.entryAdded" and event["params"]["entry"].get("url") != origin + path:
            faults.append(f"the browser says: {event['params']['entry']['text']}")
        if event.get("method") == "Network.requestWillBeSent":
            url = event["params"]["request"]["url"]
            if not url.startswith((origin + "/", "data:")):
                faults.append(f"asks for {url}")
    # The whole page to look at, and its beginning to show.
    beginning = {"x": 0, "y": 0, "width": width, "height": 1120 if width > 400 else 1000, "scale": 1}
    for ending, clip in [(".png", {}), ("-top.png", {"clip": beginning})]:
        shot = browser.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, **clip)
        with open(picture + ending, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
    return faults


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    origin, folder, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
    os.makedirs(folder, exist_ok=True)
    faults = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Chromium(profile)
        try:
            for path in paths:
                for view in VIEWS:
                    for scheme in SCHEMES:
                        page = re.sub("[^a-z0-9]+", "-", path.strip("/").lower()) or "overview"
                        file = f"{page}-{view[0]}-{scheme}"
                        for fault in look(browser, origin, path, view, scheme, os.path.join(folder, file)):
                            faults += 1
                            print(f"{path}, {view[0]}, {scheme}: {fault}")
        finally:
            browser.stop()
    print(f"{len(paths)} pages seen in {len(VIEWS) * len(SCHEMES)} ways, {faults} faults")
    sys.exit(1 if faults else 0)


main()
