/* What scripts add to Afterword's pages. Every page is complete without it.
 *
 * - Figures over time: Plotly takes over, for zoom and hover, once a figure comes near the screen.
 * - Times: the viewer's own clock time stands beside that of the page.
 * - Days: strips and calendars can be walked with the arrow keys; a line says which day it is.
 * - What only some pages need is loaded where they ask for it.
 *
 * It loads nothing from another host, runs no text as code, and writes text as text.
 */
"use strict";
(() => {
  // Only while the script runs for the first time does the browser say where it came from.
  const HERE = document.currentScript ? document.currentScript.src : "";
  const FORCED_COLOURS = window.matchMedia("(forced-colors: active)").matches;
  const TOUCH = window.matchMedia("(pointer: coarse)").matches;

  /* ---- Figures over time ---- */

  const ROOM = "200px";
  const RESIZE_PAUSE = 120;

  // What all figures share stands here once, instead of in each of them: a template as Plotly has them, as JSON.
  const TEMPLATE = {
    "data": {
      "bar": [
        {
          "orientation": "h",
          "width": 16,
          "marker": {
            "line": { "width": 1.5 },
            "pattern": { "fillmode": "overlay", "fgopacity": 1 }
          },
          "hovertemplate": "<b>%{customdata[0]}</b><br>%{fullData.name}, %{customdata[2]}<br>%{customdata[1]}%{customdata[3]}<extra></extra>"
        }
      ],
      "scatter": [
        {
          "mode": "markers+text",
          "marker": { "size": 17 },
          "textfont": { "size": 16 },
          "line": { "width": 2 },
          "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"
        }
      ]
    },
    "layout": {
      "autosize": true,
      "paper_bgcolor": "rgba(0,0,0,0)",
      "plot_bgcolor": "rgba(0,0,0,0)",
      "showlegend": false,
      "barmode": "overlay",
      "hovermode": "closest",
      "hoverlabel": { "align": "left" },
      "margin": { "l": 0, "r": 0, "t": 0, "b": 38 },
      "xaxis": {
        "type": "date",
        "nticks": 7,
        "zeroline": false,
        "tickformatstops": [
          { "name": "seconds", "dtickrange": [null, 60000], "value": "%H:%M:%S\n%-d %b" },
          { "name": "minutes", "dtickrange": [60000, 86400000], "value": "%H:%M\n%-d %b" },
          { "name": "days", "dtickrange": [86400000, "M1"], "value": "%-d %b\n%Y" },
          { "name": "months", "dtickrange": ["M1", "M12"], "value": "%b\n%Y" },
          { "name": "years", "dtickrange": ["M12", null], "value": "%Y" }
        ]
      },
      "yaxis": { "fixedrange": true, "visible": false },
      "shapedefaults": { "type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below", "line": { "width": 1 } },
      "annotationdefaults": {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -1,
        "showarrow": false,
        "borderpad": 0,
        "font": { "size": 13 }
      }
    }
  };
  const CONFIG = {
    displaylogo: false,
    scrollZoom: false,
    showTips: false,
    doubleClick: "reset",
    displayModeBar: TOUCH ? false : "hover",
    modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
  };

  let bundle = null;
  /** Load Plotly from beside this script, once, whoever asks. */
  function loadPlotly() {
    bundle ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("plotly-basic.min.js", HERE).href;
      script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error("no Plotly in its bundle")));
      script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
      document.head.append(script);
    });
    return bundle;
  }

  /** Read the theme's colours, as the stylesheets have them at this moment. */
  function theme() {
    const style = getComputedStyle(document.body);
    const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    return {
      level: (slug) => plain(read(`--aw-level-${slug}`, read("--aw-level-no-data", "#8a8f98"))),
      ground: plain(read("--aw-figure-ground", "#ffffff")),
      ink: plain(read("--aw-figure-ink", "#1d2025")),
      muted: plain(read("--aw-figure-muted", "#5a6069")),
      line: plain(read("--aw-figure-line", "#dcdfe4")),
      font: style.fontFamily,
    };
  }

  /** Write a colour as rgb(), which is what the browser makes of it: Plotly reads fewer notations. */
  function plain(colour) {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = colour;
    const computed = getComputedStyle(probe).color;
    probe.remove();
    return computed;
  }

  function colouredTrace(trace, colours) {
    const { level, outline, marks } = trace.meta;
    if (marks === "stretches") return { ...trace, line: { color: colours.muted } };
    if (marks) {
      const [fill, text] = marks === "numbers" ? [colours.ink, colours.ground] : [colours.ground, colours.ink];
      return { ...trace, marker: { color: fill }, textfont: { ...trace.textfont, color: text } };
    }
    const colour = colours.level(level);
    const fill = outline ? "rgba(0,0,0,0)" : colour;
    const pattern = { ...(trace.marker || {}).pattern, fgcolor: colours.ground };
    return { ...trace, marker: { color: fill, line: { color: colour }, pattern } };
  }

  function colouredLayout(layout, colours) {
    return {
      ...layout,
      template: TEMPLATE,
      dragmode: TOUCH ? false : "zoom", // a finger scrolls the page
      font: { family: colours.font, size: 12, color: colours.ink },
      hoverlabel: {
        bgcolor: colours.ground,
        bordercolor: colours.muted,
        font: { family: colours.font, size: 13, color: colours.ink },
      },
      modebar: { bgcolor: colours.ground, color: colours.muted, activecolor: colours.ink },
      xaxis: { ...layout.xaxis, fixedrange: TOUCH, gridcolor: colours.line, linecolor: colours.muted },
      annotations: layout.annotations.map((text) => ({ ...text, bgcolor: colours.ground })),
      shapes: layout.shapes.map((shape) => ({
        ...shape,
        line: { ...shape.line, color: shape.line ? colours.muted : colours.line },
      })),
    };
  }

  /** Draw a figure, or draw it again in the colours that now hold, without losing the reader's zoom. */
  async function draw(holder) {
    const plotly = await loadPlotly();
    if (!holder.isConnected) return;
    const value = JSON.parse(holder.dataset.figure);
    const colours = theme();
    const layout = colouredLayout(value.layout, colours);
    const zoomed = holder.layout && holder.layout.xaxis;
    if (zoomed) layout.xaxis.range = zoomed.range;
    holder.hidden = false;
    const data = value.data.map((trace) => colouredTrace(trace, colours));
    await plotly.react(holder, data, layout, CONFIG);
    holder.parentElement.classList.add("aw-is-plotted");
  }

  function undo(holder, problem) {
    holder.hidden = true;
    holder.parentElement.classList.remove("aw-is-plotted");
    console.warn(`Afterword keeps the drawn figure: ${problem.message}`);
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        const holder = target.querySelector(".aw-plotly");
        draw(holder).then(() => width.observe(target), (problem) => undo(holder, problem));
      }
    },
    { rootMargin: ROOM },
  );

  const width = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      clearTimeout(target.awPause);
      target.awPause = setTimeout(() => {
        if (target.isConnected) window.Plotly.Plots.resize(target.querySelector(".aw-plotly"));
        else width.unobserve(target);
      }, RESIZE_PAUSE);
    }
  });

  function watchFigures() {
    near.disconnect();
    width.disconnect();
    if (FORCED_COLOURS) return; // Plotly does not know them, the drawn figure does
    for (const holder of document.querySelectorAll(".aw-lanes > .aw-plotly")) near.observe(holder.parentElement);
  }

  function recolour() {
    for (const holder of document.querySelectorAll(".aw-is-plotted > .aw-plotly")) {
      draw(holder).catch((problem) => undo(holder, problem));
    }
  }

  /* ---- The viewer's own time ---- */

  // The pages are in English, whatever the browser's language is.
  const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
  const PAGE_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

  /** Say an instant in the viewer's time, with its day only where that is not the day before it. */
  function said(instant, dayBefore) {
    const day = PAGE_DAY.format(instant);
    return day === dayBefore ? CLOCK.format(instant) : `${DAY.format(instant)}, ${CLOCK.format(instant)}`;
  }

  function addOwnTime(element) {
    const start = new Date(element.dateTime);
    const end = element.dataset.awEnd ? new Date(element.dataset.awEnd) : null;
    if (!element.dateTime.endsWith("Z") || Number.isNaN(start.getTime()) || element.dataset.aw === "told") return;
    element.dataset.aw = "told";
    const text = element.textContent;
    const pageDay = (text.match(/\d{1,2} [A-Z][a-z]+ \d{4}/) || [""])[0];
    const pageClock = (text.match(/\b\d\d:\d\d/) || [""])[0];
    if (CLOCK.format(start) === pageClock && (!pageDay || PAGE_DAY.format(start) === pageDay)) return;
    const last = end ? ` – ${said(end, PAGE_DAY.format(start))}` : "";
    const own = document.createElement("span");
    own.className = "aw-yours";
    own.textContent = ` (${said(start, pageDay)}${last} your time)`;
    // After the zone, which belongs to the time of the page.
    const zone = element.nextElementSibling;
    (zone && zone.matches(".aw-zone") ? zone : element).after(own);
  }

  /* ---- Days by keys and pointer ---- */

  // By how many days an arrow leads on: a strip is a row, a calendar has a week in each column.
  const IN_STRIP = { ArrowLeft: -1, ArrowRight: 1 };
  const IN_CALENDAR = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

  /** Make the days of a strip or a calendar a toolbar: one stop for Tab, the arrow keys from day to day. */
  function makeWalkable(days) {
    const cells = [...days.querySelectorAll(".aw-day")];
    const line = days.parentElement.querySelector(".aw-said");
    if (!cells.length || !line || days.getAttribute("role") === "toolbar") return;
    const steps = days.closest(".aw-calendar") ? IN_CALENDAR : IN_STRIP;
    let current = cells[cells.length - 1];

    days.setAttribute("role", "toolbar");
    for (const drawing of days.querySelectorAll("svg")) {
      drawing.setAttribute("role", "presentation");
      drawing.removeAttribute("aria-label");
    }
    for (const cell of cells) {
      const title = cell.querySelector("title");
      cell.setAttribute("role", "button");
      cell.setAttribute("aria-label", title.textContent);
      cell.setAttribute("tabindex", cell === current ? "0" : "-1");
      title.remove(); // else the browser shows it over the line below
    }

    function say(cell, aloud) {
      // What has the focus is spoken anyway, and what the mouse passes need not be.
      line.setAttribute("aria-live", aloud ? "polite" : "off");
      line.textContent = cell ? cell.getAttribute("aria-label") : "";
      for (const each of cells) each.classList.toggle("aw-pointed", each === cell);
    }

    function moveTo(cell) {
      current.setAttribute("tabindex", "-1");
      current = cell;
      current.setAttribute("tabindex", "0");
      current.focus();
    }

    days.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const shown = visible(cells, days);
      const ends = { Home: shown[0], End: shown[shown.length - 1] };
      const goal = ends[event.key] || shown[shown.indexOf(current) + steps[event.key]];
      if (goal) {
        event.preventDefault();
        moveTo(goal);
      }
    });
    days.addEventListener("focusin", () => say(current, false));
    days.addEventListener("focusout", () => say(null, false));
    days.addEventListener("pointermove", (event) => say(nearest(cells, event), false));
    days.addEventListener("pointerleave", () => say(days.contains(document.activeElement) ? current : null, false));
    days.addEventListener("click", (event) => {
      moveTo(nearest(cells, event));
      say(current, true);
    });
  }

  /** Leave out the days that a narrow screen does not show. */
  function visible(cells, days) {
    const edge = days.getBoundingClientRect().left;
    if (days.closest(".aw-calendar")) return cells; // all of them can be scrolled to
    return cells.filter((cell) => cell.getBoundingClientRect().left >= edge);
  }

  /** Find the day that the pointer is at or beside: quiet days are drawn small. */
  function nearest(cells, event) {
    let best = cells[0];
    let least = Infinity;
    for (const cell of cells) {
      const box = cell.getBoundingClientRect();
      const far = Math.hypot(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
      if (far < least) [best, least] = [cell, far];
    }
    return best;
  }

  /* ---- What only some pages need ---- */

  const fetched = new Set();
  /** Load the scripts that elements of the page name with `data-aw-script`, each once, from beside this one. */
  function fetchScripts() {
    for (const { dataset } of document.querySelectorAll("[data-aw-script]")) {
      if (fetched.has(dataset.awScript)) continue;
      fetched.add(dataset.awScript);
      const script = document.createElement("script");
      script.src = new URL(`${dataset.awScript}.js`, HERE).href;
      document.head.append(script);
    }
  }

  /* ---- When to do it ---- */

  function dress() {
    watchFigures();
    fetchScripts();
    for (const element of document.querySelectorAll("time[data-aw]")) addOwnTime(element);
    for (const days of document.querySelectorAll(".aw-days")) makeWalkable(days);
  }

  function begin() {
    new MutationObserver(recolour).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    // Material's instant navigation puts pages into the one that is there, and says so on `document$`.
    if (window.document$) window.document$.subscribe(dress);
    else dress();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
