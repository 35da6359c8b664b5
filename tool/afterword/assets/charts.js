/* Charts over time: Plotly adds zoom and hover once a chart is near the screen, on touch screens once it is asked for.
 *
 * What is seen remains the SVG. Its content is in percent of the width, so it is stretched to what Plotly shows.
 */
"use strict";
(() => {
  // `currentScript` is set only while the script first runs.
  const HERE = document.currentScript ? document.currentScript.src : "";
  const FORCED_COLOURS = window.matchMedia("(forced-colors: active)").matches;
  const TOUCH = window.matchMedia("(pointer: coarse)").matches;
  const NEARBY = "200px";
  const RESIZE_PAUSE = 120;
  const MARKER_ROOM = 18; // pixels
  const ROOMY = 600; // pixels, as in figures.css
  const PNG_SCALE = 2;
  const HOVER_LINES = /\S(?:.{0,54}\S)?(?=\s|$)|\S{56}/g;

  // What all charts have in common, as a Plotly template in JSON, so that their data need not repeat it.
  const TEMPLATE = {
    "data": {
      "bar": [
        {
          "orientation": "h",
          "width": 16,
          "marker": { "opacity": 0 },
          "hovertemplate": "%{customdata}<extra></extra>"
        }
      ],
      "scatter": [
        {
          "mode": "markers",
          "marker": { "size": 17, "opacity": 0 },
          "hovertemplate": "%{customdata}<extra></extra>"
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
      "yaxis": { "fixedrange": true, "visible": false }
    }
  };
  const CONFIG = {
    displaylogo: false,
    scrollZoom: false,
    showTips: false,
    doubleClick: "reset",
    displayModeBar: TOUCH ? true : "hover",
    modeBarButtons: [TOUCH ? ["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d"] : ["zoomIn2d", "zoomOut2d", "resetScale2d"]],
  };

  /** @type {Promise<PlotlyBundle> | null} */
  let bundle = null;
  /** Load Plotly from the folder of this script, once for all charts. */
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

  /**
   * Read the current colours of the theme from the stylesheets.
   *
   * @returns {PlotColours}
   */
  function theme() {
    const style = getComputedStyle(document.body);
    /** @type {(name: string, otherwise: string) => string} */
    const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    return {
      ground: plain(read("--aw-figure-ground", "#ffffff")),
      ink: plain(read("--aw-figure-ink", "#1d2025")),
      muted: plain(read("--aw-figure-muted", "#5a6069")),
      line: plain(read("--aw-figure-line", "#dcdfe4")),
      font: style.fontFamily,
    };
  }

  /**
   * Return a colour as rgb(), as the browser computes it: Plotly understands fewer notations.
   *
   * @param {string} colour
   */
  function plain(colour) {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = colour;
    const computed = getComputedStyle(probe).color;
    probe.remove();
    return computed;
  }

  /**
   * @param {PlotLayout} layout
   * @param {PlotColours} colours
   */
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
      xaxis: { ...layout.xaxis, gridcolor: colours.line, linecolor: colours.muted },
    };
  }

  /**
   * Draw a chart, or redraw it in the current colours, without losing the reader's zoom.
   *
   * @param {PlotHolder} holder
   */
  async function draw(holder) {
    const plotly = await loadPlotly();
    if (!holder.isConnected) return;
    const value = plotted(holder);
    const colours = theme();
    const layout = colouredLayout(value.layout, colours);
    const zoomed = holder.layout && holder.layout.xaxis;
    if (zoomed) layout.xaxis.range = zoomed.range;
    holder.hidden = false;
    const first = !holder.layout;
    await plotly.react(holder, value.data, layout, CONFIG);
    // What they say is in the SVG that stays: to a screen reader, they would be pictures without a name.
    for (const drawing of holder.querySelectorAll(".main-svg")) drawing.setAttribute("aria-hidden", "true");
    const figure = holder.closest("figure");
    figure.classList.add("aw-is-plotted");
    const [start, end] = value.layout.xaxis.range;
    const follow = () => stretch(figure, holder._fullLayout.xaxis, start, end);
    if (first) for (const name of ["plotly_afterplot", "plotly_relayouting"]) holder.on(name, follow);
    follow();
  }

  /**
   * Return the data and the layout for Plotly, which are read from the SVG.
   *
   * Plotly knows no time zones, so all times are clock times, counted as if they were UTC.
   *
   * @param {PlotHolder} holder
   * @returns {{ data: Trace[], layout: PlotLayout }}
   */
  function plotted(holder) {
    const drawing = holder.nextElementSibling;
    const axis = axisOf(holder, drawing);
    const bars = [...drawing.querySelectorAll("rect.aw-coloured")];
    const markers = [...drawing.querySelectorAll(".aw-instant")].filter((each) => !membersOf(each).length);
    const signs = markers.map((each) => each.querySelector("use, text"));
    const height = number(drawing, "height");
    /** @type {PlotLayout} */
    const layout = {
      height,
      xaxis: {
        range: [holder.dataset.awStart, holder.dataset.awEnd],
        rangebreaks: axis.breaks,
        ...("awTicks" in holder.dataset ? fixedTicks(drawing, axis) : {}),
      },
      yaxis: { range: [height - TEMPLATE.layout.margin.b, 0] },
    };
    return {
      data: [
        {
          type: "bar",
          base: bars.map((bar) => clockTime(axis.timeAt(number(bar, "x")))),
          x: bars.map((bar) => axis.timeAt(number(bar, "x") + number(bar, "width")) - axis.timeAt(number(bar, "x"))),
          y: bars.map((bar) => number(bar, "y") + number(bar, "height") / 2),
          customdata: bars.map((bar) => hoverText(bar.parentElement)),
        },
        {
          type: "scatter",
          x: signs.map((sign) => clockTime(axis.timeAt(number(sign, "x")))),
          y: signs.map((sign) => number(sign, "y")),
          customdata: markers.map(hoverText),
        },
      ],
      layout,
    };
  }

  /**
   * Read the time axis of a drawing. Times are in milliseconds; what a cut leaves out has no width.
   *
   * @param {PlotHolder} holder
   * @param {Element} drawing
   */
  function axisOf(holder, drawing) {
    const [start, end] = [holder.dataset.awStart, holder.dataset.awEnd].map((text) => Date.parse(`${text}Z`));
    const cuts = [...drawing.querySelectorAll(".aw-cut")].map((cut) => ({
      at: number(cut.querySelector("svg"), "x"),
      bounds: [cut.dataset.awFrom, cut.dataset.awUntil],
      length: Date.parse(`${cut.dataset.awUntil}Z`) - Date.parse(`${cut.dataset.awFrom}Z`),
    }));
    const shown = cuts.reduce((left, cut) => left - cut.length, end - start);
    /** @param {number} position */
    const timeAt = (position) =>
      cuts.reduce((time, cut) => (position > cut.at ? time + cut.length : time), start + (position / 100) * shown);
    return { timeAt, breaks: cuts.map(({ bounds }) => ({ bounds })) };
  }

  /**
   * Return the labels of the axis as they are drawn: if clocks change, Plotly's own would not be clock times.
   *
   * @param {Element} drawing
   * @param {{ timeAt: (position: number) => number }} axis
   */
  function fixedTicks(drawing, { timeAt }) {
    const lines = [...drawing.querySelectorAll(".aw-ticks > line")];
    let below = "";
    const labels = lines.map(({ nextElementSibling: label }) => {
      const second = label.nextElementSibling;
      if (second && second.matches("text")) below = second.textContent || "";
      return `${literal(label.textContent || "")}<br>${literal(below)}`;
    });
    return { tickmode: "array", tickvals: lines.map((line) => clockTime(timeAt(number(line, "x1")))), ticktext: labels };
  }

  /** @type {(element: Element, name: "x" | "x1" | "y" | "width" | "height") => number} */
  const number = (element, name) => parseFloat(element.getAttribute(name));

  /** @type {(time: number) => string} */
  const clockTime = (time) => new Date(time).toISOString().slice(0, -1);

  /**
   * Return what is said of a bar or a marker on hover: its title in short lines, up to the first colon in bold.
   *
   * @param {Element} element
   */
  function hoverText(element) {
    const [, name, rest] = element.querySelector("title").textContent.match(/^(.*?): (.*)$/s) || ["", "", ""];
    return `<b>${literal(name)}</b><br>${wrapped(rest).map(literal).join("<br>")}`;
  }

  /**
   * Break a text between words into lines.
   *
   * @param {string} text
   * @returns {string[]}
   */
  function wrapped(text) {
    return text.match(HOVER_LINES) || [];
  }

  /** @type {(text: string) => string} */
  const literal = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

  /**
   * Stretch the SVG so that it shows what Plotly shows, and draw the markers of a crowd once there is room for them.
   *
   * @param {Element} figure
   * @param {PlotAxis} axis
   * @param {string} start
   * @param {string} end
   */
  function stretch(figure, axis, start, end) {
    const left = axis.r2p(start);
    const width = axis.r2p(end) - left;
    const zoomed = Math.abs(left) > 1 || Math.abs(width - axis._length) > 1;
    figure.classList.toggle("aw-is-zoomed", zoomed);
    // The events are in a drawing below the figure; a page has one chart.
    for (const drawing of document.querySelectorAll(".aw-stretched")) {
      drawing.setAttribute("x", zoomed ? String(left) : "0");
      drawing.setAttribute("width", zoomed ? String(width) : "100%");
      drawing.classList.toggle("aw-roomy", zoomed && width >= ROOMY);
    }
    for (const crowd of document.querySelectorAll(".aw-crowd")) {
      const members = membersOf(crowd);
      const at = members.map((member) => (parseFloat(member.dataset.awX) / 100) * width);
      const apart = at.every((x, n) => n === 0 || x - at[n - 1] >= MARKER_ROOM);
      for (const each of [crowd, ...members]) each.classList.toggle("aw-apart", apart);
    }
  }

  /**
   * Return the markers that a crowd counts: they follow it.
   *
   * @param {Element} crowd
   */
  function membersOf(crowd) {
    /** @type {Element[]} */
    const members = [];
    let next = crowd.nextElementSibling;
    while (next && next.matches(".aw-member")) {
      members.push(next);
      next = next.nextElementSibling;
    }
    return members;
  }

  /**
   * @param {PlotHolder} holder
   * @param {Error} problem
   */
  function undo(holder, problem) {
    holder.hidden = true;
    holder.closest("figure").classList.remove("aw-is-plotted");
    console.warn(`Afterword keeps the SVG chart: ${problem.message}`);
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        begin(target);
      }
    },
    { rootMargin: NEARBY },
  );

  /** @param {Element} figure */
  function begin(figure) {
    const holder = figure.querySelector(".aw-plotly");
    return draw(holder).then(() => width.observe(figure), (problem) => undo(holder, problem));
  }

  const width = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      clearTimeout(target.awPause);
      target.awPause = setTimeout(() => {
        if (target.isConnected) window.Plotly.Plots.resize(target.querySelector(".aw-plotly"));
        else width.unobserve(target);
      }, RESIZE_PAUSE);
    }
  });

  function watchCharts() {
    near.disconnect();
    width.disconnect();
    offerPng();
    if (FORCED_COLOURS) return; // Plotly does not support them, the SVG does
    for (const figure of document.querySelectorAll(".aw-lanes")) {
      if (TOUCH) offerZoom(figure);
      else near.observe(figure);
    }
  }

  /**
   * Load Plotly when it is asked for: its size matters on a phone, and most readers only look.
   *
   * @param {Element} figure
   */
  function offerZoom(figure) {
    for (const tools of document.querySelectorAll("[data-aw-zoom]")) {
      const button = addButton(tools, "aw-zoom", tools.dataset.awZoom);
      button?.addEventListener("click", () => begin(figure).then(() => button.remove()), { once: true });
    }
  }

  /** Let readers save charts as PNG: the browser draws the file that holds the chart. */
  function offerPng() {
    for (const link of document.querySelectorAll(".aw-chart-tools > a")) {
      addButton(link.parentElement, "aw-png", "PNG")?.addEventListener("click", () => savePng(link.href));
    }
  }

  /**
   * Add a button to the line below a chart, once. It is not in the page: text browsers show what is only hidden.
   *
   * @param {Element | null} tools
   * @param {string} kind
   * @param {string} text
   */
  function addButton(tools, kind, text) {
    if (!tools || tools.querySelector(`.${kind}`)) return null;
    const button = document.createElement("button");
    button.type = "button";
    button.className = `aw-button ${kind}`;
    button.textContent = text;
    tools.append(" ", button);
    return button;
  }

  /** @param {string} address */
  async function savePng(address) {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth * PNG_SCALE;
    canvas.height = picture.naturalHeight * PNG_SCALE;
    const context = canvas.getContext("2d");
    if (!context) return;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.download = address.split("/").slice(-2).join("-").replace(/svg$/, "png");
    link.href = canvas.toDataURL("image/png");
    link.click();
  }

  function recolour() {
    for (const holder of document.querySelectorAll(".aw-is-plotted .aw-plotly")) {
      draw(holder).catch((problem) => undo(holder, problem));
    }
  }

  new MutationObserver(recolour).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  document.addEventListener("afterword:page", watchCharts);
  watchCharts();
})();
