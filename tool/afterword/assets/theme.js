/* Stands in for Material's script until the reader does something: it is a third of a first page view.
 *
 * It does what Material does at once: it chooses the colours, and shows the button that changes them and the search
 * field, which need scripts. On the first input it loads Material's script, and repeats for it what the reader has
 * done until then.
 */
(() => {
  // Not at the top of the file: the build puts Material's functions there, which are not strict.
  "use strict";
  const SIGNS = ["pointermove", "pointerdown", "click", "wheel", "scroll", "keydown", "focusin"];
  const SEARCH = ".md-search, label[for=__search]";
  /**
   * What Material repeats on every page for its script; the build writes it here. Addresses are from the root of the site.
   *
   * @type {{ bundle?: string, settings?: { search: string }, controls?: string }}
   */
  const PARTS = {};
  const script = document.currentScript;
  const ROOT = new URL("../..", script?.src || location.href).href;
  const controls = new DOMParser().parseFromString(PARTS.controls || "", "text/html");
  // Browsers refuse to run the search in a page of a folder. Material removes it then, but only once its script is there.
  if (location.protocol === "file:") for (const part of controls.querySelectorAll(SEARCH)) part.remove();
  script?.after(...controls.body.childNodes);
  /** @type {HTMLInputElement[]} */
  const palettes = [...document.querySelectorAll("[data-md-component=palette] input")];
  const isLight = window.matchMedia("(prefers-color-scheme: light)");
  let isAskedFor = false;

  /** Show the palette that the reader has chosen before, or the one for the colours of the system. */
  function showPalette() {
    const kept = window.__md_get("__palette");
    const fitting = palettes.findIndex(({ dataset }) => window.matchMedia(dataset.mdColorMedia).matches);
    const chosen = palettes[Math.max(0, Math.min(kept ? kept.index : fitting, palettes.length - 1))];
    if (!chosen) return;
    const system = `(prefers-color-scheme: ${isLight.matches ? "light" : "dark"})`;
    const followed = palettes.find(({ dataset }) => dataset.mdColorMedia === system);
    const { dataset } = (chosen.dataset.mdColorMedia === "(prefers-color-scheme)" && followed) || chosen;
    document.body.dataset.mdColorScheme = dataset.mdColorScheme;
    document.body.dataset.mdColorPrimary = dataset.mdColorPrimary;
    document.body.dataset.mdColorAccent = dataset.mdColorAccent;
    const button = chosen.nextElementSibling;
    if (button instanceof HTMLElement) button.hidden = false;
  }

  const searchField = () => document.querySelector(".md-search__input");

  /**
   * Go to the search with the keys that Material has for it, so that what is typed next is not lost.
   *
   * @param {KeyboardEvent} event
   */
  function search(event) {
    const { key, target } = event;
    const isShortcut = ["f", "s", "/"].includes(key) && !event.ctrlKey && !event.metaKey;
    const isTyping = target instanceof Element && target.matches("input, select, textarea, [contenteditable]");
    if (!isShortcut || isTyping || !searchField()) return;
    event.preventDefault();
    searchField()?.focus();
  }

  /**
   * Keep the page when a search is entered: Material's script searches while one types, and nothing else answers.
   *
   * @param {Event} event
   */
  function keepPage(event) {
    if (event.target instanceof Element && event.target.matches(".md-search form")) event.preventDefault();
  }

  /** @param {Event} event */
  function notice(event) {
    if (event instanceof KeyboardEvent) search(event);
    load();
  }

  function load() {
    if (isAskedFor) return;
    isAskedFor = true;
    giveSettings();
    const bundle = document.createElement("script");
    bundle.src = `${ROOT}${PARTS.bundle}`;
    bundle.addEventListener("load", handOver);
    bundle.addEventListener("error", () => {
      bundle.remove();
      isAskedFor = false; // the next sign of the reader asks for it again
    });
    document.head.append(bundle);
  }

  /** Write Material's settings into the page, where its script looks for them. */
  function giveSettings() {
    if (document.querySelector("#__config")) return;
    const element = document.createElement("script");
    element.id = "__config";
    element.type = "application/json";
    const search = `${ROOT}${PARTS.settings?.search}`;
    element.textContent = JSON.stringify({ ...PARTS.settings, base: ROOT, search });
    document.head.append(element);
  }

  function handOver() {
    for (const sign of SIGNS) removeEventListener(sign, notice, true);
    isLight.removeEventListener("change", load);
    document.dispatchEvent(new Event("DOMContentLoaded")); // Material's script begins with it
    document.dispatchEvent(new Event("afterword:theme"));
    palettes.find(({ checked }) => checked)?.dispatchEvent(new Event("change"));
    if (document.querySelector("#__search:checked")) searchField()?.focus();
  }

  function wait() {
    for (const sign of SIGNS) addEventListener(sign, notice, true);
    isLight.addEventListener("change", load);
    if (location.search || location.hash) load(); // Material marks what was searched, and opens folds
  }

  document.documentElement.classList.replace("no-js", "js");
  showPalette();
  document.addEventListener("submit", keepPage);
  document.addEventListener("DOMContentLoaded", wait, { once: true });
})();
