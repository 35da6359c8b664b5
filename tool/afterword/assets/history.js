/* Makes one form of the history's links: component, level, kind and words, over all records there ever were.
 *
 * What is chosen stands in the page's address, so that it can be shared and Back leads back. The list of records is
 * fetched when it is first needed; where that fails, the links are shown again. Text is written as text.
 */
"use strict";
(() => {
  const LIST = "data/v1/incidents.json";
  const AT_ONCE = 50;
  const PAUSE = 250;
  const TEXT = "text"; // `q` is the theme's own search

  /** @type {Promise<{ incidents: ListedRecord[] }> | null} */
  let loading = null;
  /**
   * Fetch the list of records, once for all pages.
   *
   * @param {string} base
   */
  function load(base) {
    loading ??= fetch(base + LIST).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
      return answer.json();
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

  /**
   * @param {string} glyph
   * @param {string} text
   */
  function mark(glyph, text, more = "") {
    const sign = make("span", { className: "aw-glyph", ariaHidden: "true" }, glyph);
    return make("span", { className: `aw-mark ${more}` }, sign, text);
  }

  /**
   * @param {ListedRecord} record
   * @param {string} address
   * @param {HistoryWords} texts
   */
  function facts(record, address, texts) {
    const { kind, words } = record;
    const when = make("span", {}, words.when);
    if (words.zone) when.append(" ", make("span", { className: "aw-zone" }, words.zone));
    if (words.end) when.append(` – ${words.end}`);
    const rest = make("a", { href: `${address}#post-mortem`, ariaLabel: fill(texts.post_mortem_of, record) }, texts.post_mortem);
    const told = [
      kind === "maintenance" ? mark("■", words.kind) : kind !== "incident" && words.kind,
      mark(words.glyph, words.state, "aw-state"),
      record.phase === "overrun" && texts.overrun,
      words.severity,
      words.when && when,
      record.post_mortem && rest,
    ];
    return told.filter(Boolean).map((each) => make("li", {}, each));
  }

  /**
   * @param {ListedRecord} record
   * @param {string} base
   * @param {Record<FilterKey, RecordFilter>} filters
   * @param {HistoryWords} texts
   */
  function row(record, base, filters, texts) {
    const address = base + record.path;
    const link = make("a", { className: "aw-record", href: address }, record.title);
    link.dataset.address = record.path; // printed
    const title = make("p", { className: "aw-row-title" }, link);
    if (record.visibility === "internal") title.append(" ", make("span", { className: "aw-internal-mark" }, texts.internal));
    const made = make("li", {}, title, make("ul", { className: "aw-facts" }, ...facts(record, address, texts)));
    const levels = record.levels.map(({ id }, place) => {
      const length = make("span", { className: "aw-duration" }, record.words.levels[place]);
      return make("li", {}, filters.level.show(id), " ", length);
    });
    if (levels.length) made.append(make("ul", { className: "aw-line" }, ...levels));
    const components = record.components.flatMap((id, place) => [place ? ", " : "", filters.component.show(id)]);
    if (components.length) made.append(make("p", { className: "aw-components-of" }, ...components));
    return made;
  }

  /* ---- What is asked for ---- */

  /**
   * Read the value from the address of its page: the last step of it.
   *
   * @param {HTMLAnchorElement} link
   * @returns {string}
   */
  function valueOf(link) {
    // @ts-expect-error - an address of a filtered page has more than two steps
    return link.pathname.split("/").at(-2);
  }

  /**
   * Read a list of links: their values, what is shown of each, and which is the page's own.
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
      // @ts-expect-error - a link, or the mark in it, ends with a text
      choices: [...links].map(([value, link]) => [value, (link.querySelector(".aw-mark") || link).lastChild.textContent]),
      /** Show a value as lists do: a component as a link, a level by its mark. */
      show(value) {
        const link = links.get(value);
        const mark = link && link.querySelector(".aw-mark");
        if (mark) return mark.cloneNode(true);
        return link ? make("a", { href: link.href }, link.textContent) : value;
      },
    };
  }

  /**
   * @param {ListedRecord} record
   * @param {Record<string, string>} wanted
   * @param {string[]} words
   */
  function fits(record, wanted, words) {
    if (wanted.component && !record.components.includes(wanted.component)) return false;
    if (wanted.level && !record.levels.some(({ id }) => id === wanted.level)) return false;
    if (wanted.kind && record.kind !== wanted.kind) return false;
    return words.every((word) => record.searched.includes(word));
  }

  /**
   * Note once for each record what words are looked for in.
   *
   * @param {ListedRecord[]} records
   * @param {Record<FilterKey, RecordFilter>} filters
   */
  function prepare(records, filters) {
    const names = new Map(filters.component.choices);
    for (const record of records) {
      const named = record.components.map((id) => names.get(id) || id);
      record.searched ??= [record.title, record.summary, record.id, ...record.tags, ...named].join("\n").toLowerCase();
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
    fold.dataset.dressed = "";
    /** @type {RecordFilter} */
    const NONE = { name: "", own: "", choices: [], show: (value) => value };
    const filters = { component: NONE, level: NONE, kind: NONE };
    for (const list of fold.querySelectorAll("[data-filter]")) filters[list.dataset.filter] = readFilter(list);
    const shown = Object.fromEntries(Object.entries(filters).filter(([, { choices }]) => choices.length));
    /** @type {Record<string, string>} */
    const own = { [TEXT]: "", ...Object.fromEntries(Object.entries(shown).map(([key, filter]) => [key, filter.own])) };

    const form = formOf(shown, texts);
    const line = make("p", { className: "aw-note" });
    line.setAttribute("role", "status");
    const rows = make("ul", { className: "aw-rows" });
    const more = make("button", { type: "button", className: "aw-button", hidden: true });
    const found = make("section", { className: "aw-found", hidden: true }, rows, more);
    found.setAttribute("aria-label", texts.results);
    const list = fold.parentElement.querySelector(".aw-own");
    const ways = fold.querySelector(".aw-ways");
    ways.before(form, line);
    list.before(found);
    ways.hidden = true;

    /** @type {ListedRecord[]} */
    let left = [];
    function showMore() {
      const next = left.splice(0, AT_ONCE).map((record) => row(record, base, filters, texts));
      rows.append(...next);
      more.hidden = !left.length;
      more.textContent = fill(texts.more, { count: Math.min(left.length, AT_ONCE) });
      return next[0];
    }

    function wanted() {
      return Object.fromEntries(Object.keys(own).map((key) => [key, form.elements[key].value.trim()]));
    }

    /** Show what is asked for; the page's own list where nothing is. */
    async function show() {
      const asked = wanted();
      const mine = JSON.stringify(asked);
      const asks = mine !== JSON.stringify(own);
      if (asks) fold.open = true;
      form.dataset.asked = mine;
      if (asks) line.textContent = texts.loading;
      /** @type {ListedRecord[]} */
      let records = [];
      try {
        if (asks) records = prepare((await load(base)).incidents, filters);
      } catch (problem) {
        // @ts-expect-error - whatever fails here, fails with an Error
        console.warn(`Afterword shows the links: ${problem.message}`);
        for (const each of [form, found]) each.hidden = true;
        line.textContent = texts.failed;
        list.hidden = false;
        ways.hidden = false;
        return;
      }
      if (form.dataset.asked !== mine) return; // something else was asked for meanwhile
      const words = asked[TEXT].toLowerCase().split(/\s+/).filter(Boolean);
      left = records.filter((record) => fits(record, asked, words));
      const count = left.length;
      rows.replaceChildren();
      showMore();
      found.hidden = !asks;
      list.hidden = asks;
      for (const contents of document.querySelectorAll(".md-sidebar--secondary")) {
        contents.style.visibility = asks ? "hidden" : ""; // it leads into what is hidden
      }
      line.textContent = asks ? said(count, records.length, texts) : "";
    }

    function read() {
      const given = new URLSearchParams(location.search);
      for (const [key, otherwise] of Object.entries(own)) {
        const control = form.elements[key];
        control.value = given.get(key) ?? otherwise;
        if (control.value !== (given.get(key) ?? otherwise)) control.value = otherwise; // a value that is not there
      }
      return show();
    }

    /**
     * Put what is asked for into the address: as a new step for a choice, in place of the last one while typing.
     *
     * @param {"pushState" | "replaceState"} step
     */
    function write(step) {
      const address = new URL(location.href);
      for (const [key, value] of Object.entries(wanted())) {
        if (value === own[key]) address.searchParams.delete(key);
        else address.searchParams.set(key, value);
      }
      if (address.href !== location.href) history[step](history.state, "", address);
      return show();
    }

    let pause = 0;
    form.addEventListener("input", (event) => {
      clearTimeout(pause);
      if (event.target.name === TEXT) pause = setTimeout(() => write("replaceState"), PAUSE);
      else write("pushState");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      write("replaceState");
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      clearTimeout(pause);
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
  function said(count, all, texts) {
    const number = new Intl.NumberFormat("en-GB");
    return count ? fill(texts.found, { count: number.format(count), all: number.format(all) }) : texts.none;
  }

  /** @type {(() => Promise<void>) | null} */
  let current = null;
  function dress() {
    const fold = document.querySelector('[data-aw-script="history"]');
    if (!fold) current = null;
    else if (!fold.dataset.dressed) current = build(fold);
  }

  window.addEventListener("popstate", () => current && current());
  if (window.document$) window.document$.subscribe(dress);
  else dress();
})();
