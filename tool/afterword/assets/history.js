/* Turns the filter links of the history into one form: component, level, kind and text, over all records.
 *
 * The filters are kept in the page's address, so that it can be shared and Back works. The list of records is fetched
 * when it is first needed; if that fails, the links are shown again. Text is inserted as text, never as HTML.
 */
"use strict";
(() => {
  const LIST = "data/v1/incidents.json";
  const PAGE_SIZE = 50;
  const PAUSE = 250;
  const TEXT = "text"; // `q` belongs to the theme's search

  /** @type {Promise<{ incidents: ListedRecord[] }> | null} */
  let loading = null;
  /**
   * Fetch the list of records, once for all pages that are visited.
   *
   * @param {string} base
   */
  function load(base) {
    loading ??= fetch(base + LIST).then((response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.json();
    });
    loading.catch(() => (loading = null));
    return loading;
  }

  /**
   * Fill in the names in braces of a text.
   *
   * @param {string} text
   * @param {object} values
   */
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => Reflect.get(values, name));
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Partial<HTMLElementTagNameMap[Name]>} properties
   * @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[Name]}
   */
  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /* ---- A record as a row ---- */

  /** @param {ListedRecord} record */
  const fullTitle = ({ number, title }) => (number ? `${number}: ${title}` : title);

  /**
   * @param {string} glyph
   * @param {string} text
   */
  function label(glyph, text, classes = "") {
    const hidden = make("span", { className: "aw-glyph", ariaHidden: "true" }, glyph);
    return make("span", { className: `aw-mark ${classes}` }, hidden, ` ${text}`);
  }

  /**
   * @param {ListedRecord} record
   * @param {string} address
   * @param {HistoryWords} texts
   */
  function facts(record, address, texts) {
    const { kind, words } = record;
    const when = make("span", {}, words.when);
    if (words.zone) when.append("\u00a0", make("span", { className: "aw-zone" }, words.zone));
    if (words.end) when.append(` – ${words.end}`);
    const ariaLabel = fill(texts.post_mortem_of, record);
    const postMortem = make("a", { href: `${address}#post-mortem`, ariaLabel }, texts.post_mortem);
    const shown = [
      kind === "maintenance" ? label(texts.maintenance_glyph, words.kind) : kind !== "incident" && words.kind,
      label(words.glyph, words.state, "aw-state"),
      record.phase === "overrun" && texts.overrun,
      words.severity,
      words.when && when,
      record.post_mortem && postMortem,
    ];
    return shown.filter(Boolean).map((each) => make("li", {}, each));
  }

  /**
   * @param {ListedRecord} record
   * @param {string} base
   * @param {Record<FilterKey, RecordFilter>} filters
   * @param {HistoryWords} texts
   */
  function row(record, base, filters, texts) {
    const address = base + record.path;
    const link = make("a", { className: "aw-record", href: address, dir: "auto" }, fullTitle(record));
    link.dataset.address = record.path; // printed
    const title = make("p", { className: "aw-row-title" }, link);
    if (record.visibility === "internal") title.append(" ", make("span", { className: "aw-internal-mark" }, texts.internal));
    const item = make("li", {}, title, make("ul", { className: "aw-facts" }, ...facts(record, address, texts)));
    const levels = record.levels.map(({ id }, index) => {
      const duration = make("span", { className: "aw-duration" }, record.words.levels[index]);
      const extent = make("span", { className: "aw-extent" }, record.words.extents[index]);
      return make("li", {}, filters.level.show(id), extent, " ", duration);
    });
    if (levels.length) item.append(make("ul", { className: "aw-line" }, ...levels));
    const components = record.components.flatMap((id, index) => [index ? texts.comma : "", filters.component.show(id)]);
    if (components.length) item.append(make("p", { className: "aw-components-of" }, ...components));
    return item;
  }

  /* ---- The filters ---- */

  /**
   * Read the value of a filter link: the last part of its path.
   *
   * @param {HTMLAnchorElement} link
   * @returns {string}
   */
  function valueOf(link) {
    // @ts-expect-error - the path of a filtered page has more than two parts
    return link.pathname.split("/").at(-2);
  }

  /**
   * Read a list of links: their values and texts, and the value of this page.
   *
   * @param {HTMLElement} list
   * @returns {RecordFilter}
   */
  function readFilter(list) {
    const links = new Map([...list.querySelectorAll("a")].map((link) => [valueOf(link), link]));
    const own = list.querySelector("[aria-current]");
    return {
      name: list.closest("div").querySelector("dt").textContent,
      own: own ? valueOf(own) : "",
      // @ts-expect-error - a link, or the label in it, ends with a text
      choices: [...links].map(([value, link]) => [value, (link.querySelector(".aw-mark") || link).lastChild.textContent]),
      /** Show a value as lists do: a component as a link, a level by its label. */
      show(value) {
        const link = links.get(value);
        const shown = link && link.querySelector(".aw-mark");
        if (shown) return shown.cloneNode(true);
        return link ? make("a", { href: link.href }, link.textContent) : value;
      },
    };
  }

  /**
   * @param {ListedRecord} record
   * @param {Record<string, string>} chosen
   * @param {string[]} words
   */
  function matches(record, chosen, words) {
    if (chosen.component && !record.components.includes(chosen.component)) return false;
    if (chosen.level && !record.levels.some(({ id }) => id === chosen.level)) return false;
    if (chosen.kind && record.kind !== chosen.kind) return false;
    return words.every((word) => record.searched.includes(word));
  }

  /**
   * Add to each record, once, the text that is searched.
   *
   * @param {ListedRecord[]} records
   * @param {Record<FilterKey, RecordFilter>} filters
   */
  function prepare(records, filters) {
    const names = new Map(filters.component.choices);
    for (const record of records) {
      const components = record.components.map((id) => names.get(id) || id);
      record.searched ??= [fullTitle(record), record.summary, record.id, ...record.tags, ...components].join("\n").toLowerCase();
    }
    return records;
  }

  /* ---- The form ---- */

  /**
   * @param {string} name
   * @param {string} label
   * @param {HTMLInputElement | HTMLSelectElement} control
   */
  function field(name, label, control) {
    control.name = name;
    return make("label", { className: "aw-field" }, make("span", {}, label), control);
  }

  /**
   * @param {Partial<Record<FilterKey, RecordFilter>>} filters
   * @param {HistoryWords} texts
   */
  function formOf(filters, texts) {
    const selects = Object.entries(filters).map(([key, { name, choices }]) => {
      const options = [["", texts.any], ...choices].map(([value, text]) => make("option", { value }, text));
      return field(key, name, make("select", {}, ...options));
    });
    const words = make("input", { type: "search", autocomplete: "off", maxLength: 100 });
    const clear = make("button", { type: "reset", className: "aw-button" }, texts.clear);
    const form = make("form", { className: "aw-filter" }, ...selects, field(TEXT, texts.text, words), clear);
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", texts.records);
    return form;
  }

  /** @param {FilterFold} fold */
  function build(fold) {
    const { base } = fold.dataset;
    /** @type {HistoryWords} */
    const texts = JSON.parse(fold.dataset.words);
    fold.dataset.ready = "";
    /** @type {RecordFilter} */
    const NONE = { name: "", own: "", choices: [], show: (value) => value };
    const filters = { component: NONE, level: NONE, kind: NONE };
    for (const list of fold.querySelectorAll("[data-filter]")) filters[list.dataset.filter] = readFilter(list);
    const shown = Object.fromEntries(Object.entries(filters).filter(([, { choices }]) => choices.length));
    /** @type {Record<string, string>} */
    const own = { [TEXT]: "", ...Object.fromEntries(Object.entries(shown).map(([key, filter]) => [key, filter.own])) };

    const form = formOf(shown, texts);
    const status = make("p", { className: "aw-note" });
    status.setAttribute("role", "status");
    const rows = make("ul", { className: "aw-rows" });
    const more = make("button", { type: "button", className: "aw-button", hidden: true });
    const results = make("section", { className: "aw-results", hidden: true }, rows, more);
    results.setAttribute("aria-label", texts.results);
    const list = fold.parentElement.querySelector(".aw-unfiltered");
    const links = fold.querySelector(".aw-filter-links");
    links.before(form, status);
    list.before(results);
    links.hidden = true;

    /** @type {ListedRecord[]} */
    let remaining = [];
    function showMore() {
      const next = remaining.splice(0, PAGE_SIZE).map((record) => row(record, base, filters, texts));
      rows.append(...next);
      more.hidden = !remaining.length;
      more.textContent = fill(texts.more, { count: Math.min(remaining.length, PAGE_SIZE) });
      return next[0];
    }

    function values() {
      return Object.fromEntries(Object.keys(own).map((key) => [key, form.elements[key].value.trim()]));
    }

    /** Show the records that match the filters; without filters, the list of the page. */
    async function show() {
      const chosen = values();
      const query = JSON.stringify(chosen);
      const isFiltered = query !== JSON.stringify(own);
      if (isFiltered) fold.open = true;
      form.dataset.query = query;
      if (isFiltered) status.textContent = texts.loading;
      /** @type {ListedRecord[]} */
      let records = [];
      try {
        if (isFiltered) records = prepare((await load(base)).incidents, filters);
      } catch (problem) {
        // @ts-expect-error - whatever fails here, fails with an Error
        console.warn(`Afterword shows the links: ${problem.message}`);
        for (const each of [form, results]) each.hidden = true;
        status.textContent = texts.failed;
        list.hidden = false;
        links.hidden = false;
        return;
      }
      if (form.dataset.query !== query) return; // the filters have changed meanwhile
      const words = chosen[TEXT].toLowerCase().split(/\s+/).filter(Boolean);
      remaining = records.filter((record) => matches(record, chosen, words));
      const count = remaining.length;
      rows.replaceChildren();
      showMore();
      results.hidden = !isFiltered;
      list.hidden = isFiltered;
      for (const contents of document.querySelectorAll(".md-sidebar--secondary")) {
        contents.style.visibility = isFiltered ? "hidden" : ""; // it links to what is hidden
      }
      status.textContent = isFiltered ? found(count, records.length, texts) : "";
    }

    function read() {
      const given = new URLSearchParams(location.search);
      for (const [key, otherwise] of Object.entries(own)) {
        const control = form.elements[key];
        control.value = given.get(key) ?? otherwise;
        if (control.value !== (given.get(key) ?? otherwise)) control.value = otherwise; // a value that does not exist
      }
      return show();
    }

    /**
     * Write the filters into the address: a new entry of the browser's history for a choice, none while typing.
     *
     * @param {"pushState" | "replaceState"} method
     */
    function write(method) {
      const address = new URL(location.href);
      for (const [key, value] of Object.entries(values())) {
        if (value === own[key]) address.searchParams.delete(key);
        else address.searchParams.set(key, value);
      }
      if (address.href !== location.href) history[method](history.state, "", address);
      return show();
    }

    let timer = 0;
    form.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (event.target.name === TEXT) timer = setTimeout(() => write("replaceState"), PAUSE);
      else write("pushState");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      write("replaceState");
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      for (const key of Object.keys(own)) form.elements[key].value = own[key];
      write("pushState");
    });
    // @ts-expect-error - each row has the link to its record
    more.addEventListener("click", () => showMore().querySelector("a").focus());
    read();
    return read;
  }

  /**
   * @param {number} count
   * @param {number} all
   * @param {HistoryWords} texts
   */
  function found(count, all, texts) {
    const number = new Intl.NumberFormat(texts.locale);
    return count ? fill(texts.found, { count: number.format(count), all: number.format(all) }) : texts.none;
  }

  /** @type {(() => Promise<void>) | null} */
  let current = null;
  function start() {
    const fold = document.querySelector('[data-aw-script="history"]');
    if (!fold) current = null;
    else if (!fold.dataset.ready) current = build(fold);
  }

  window.addEventListener("popstate", () => current && current());
  document.addEventListener("afterword:page", start);
  start();
})();
