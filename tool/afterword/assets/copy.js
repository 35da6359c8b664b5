/* Adds a copy button to every element with `data-aw-copy`, the text to copy; `data-aw-name` is the name of that text.
 * A relative address, which a site without `page.url` has, is made absolute here: the browser knows where the site is.
 * If the browser does not let scripts copy, the text is selected instead.
 */
"use strict";
(() => {
  const SHOWN = 2000;
  // Not in the stylesheet, because every page loads that.
  const STYLE = `
    .aw-snippet { display: flex; margin: var(--aw-space-2) 0; }
    .md-typeset .aw .aw-snippet > pre { flex: 1; min-width: 0; margin: 0; }
    .aw-copy { position: relative; flex: none; width: 24px; height: 24px; margin-inline-start: 0.2em;
      color: var(--aw-muted); vertical-align: middle; cursor: pointer; }
    .aw-copy:hover { color: var(--aw-ink); }
    .aw-copy::before, .aw-copy::after { position: absolute; top: 5px; left: 6px; width: 6px; height: 8px;
      border: 1.5px solid; border-radius: 1px; background: var(--aw-ground); content: ""; }
    .aw-copy::after { top: 8px; left: 9px; }
    .aw-copied::after { background: currentcolor; }
    .aw-copy-field { width: 100%; min-width: 0; color: inherit; background: var(--aw-wash); }
    @media print { .aw-copy { display: none; } }`;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  /**
   * @param {string} name
   * @param {CopyWords} words
   */
  function button(name, words) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "aw-copy";
    made.setAttribute("aria-label", words.copy_named.replace("{name}", name));
    made.title = words.copy;
    return made;
  }

  /**
   * Announce a text to screen readers.
   *
   * @param {string} text
   */
  function announce(text) {
    let line = document.querySelector(".aw > .aw-copy-said");
    if (!line) {
      line = document.createElement("p");
      line.className = "aw-copy-said aw-unseen";
      line.setAttribute("role", "status");
      document.querySelector(".aw").append(line);
    }
    line.textContent = text;
  }

  /**
   * Replace the button with a field in which the text is selected, to copy it by hand.
   *
   * @param {HTMLElement} pressed
   * @param {string} text
   */
  function offerSelected(pressed, text) {
    const field = document.createElement("textarea");
    field.className = "aw-copy-field";
    field.readOnly = true;
    field.value = text;
    field.setAttribute("aria-label", pressed.getAttribute("aria-label"));
    pressed.replaceWith(field);
    field.focus();
    field.select();
  }

  /**
   * @param {HTMLElement} pressed
   * @param {string} text
   * @param {string} name
   * @param {CopyWords} words
   */
  async function copy(pressed, text, name, words) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      offerSelected(pressed, text);
      announce(words.selected.replace("{name}", name));
      return;
    }
    announce(words.copied.replace("{name}", name));
    pressed.classList.add("aw-copied");
    setTimeout(() => pressed.classList.remove("aw-copied"), SHOWN);
  }

  /**
   * Return the text to copy. The address of a link is shown and copied in full.
   *
   * @param {HTMLElement} element
   */
  function textOf(element) {
    const text = element.dataset.awCopy;
    if (!element.matches("a") || /^[a-z]+:/iu.test(text)) return text;
    const address = new URL(text, location.href).href;
    if (element.textContent === text) element.textContent = address;
    return address;
  }

  function addButtons() {
    /** @type {HTMLElement | null} */
    const holder = document.querySelector("[data-aw-words]");
    /** @type {CopyWords} */
    const words = JSON.parse(holder?.dataset.awWords || "{}");
    for (const element of document.querySelectorAll("[data-aw-copy]")) {
      const { awName: name } = element.dataset;
      const text = textOf(element);
      const next = element.nextElementSibling;
      if (next && next.matches(".aw-copy, .aw-copy-field")) continue;
      const made = button(name, words);
      made.addEventListener("click", () => copy(made, text, name, words));
      element.after(made);
    }
  }

  document.addEventListener("afterword:page", addButtons);
  addButtons();
})();
