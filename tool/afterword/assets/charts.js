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

  // What all charts have in common, as a Plotly template in JSON, so that their data need not repeat it.
  const TEMPLATE = {
    "data": {
      "bar": [
        {
          "orientation": "h",
          "width": 16,
          "marker": { "opacity": 0 },
          "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}, %{customdata[3]}<br>%{customdata[2]}%{customdata[4]}<extra></extra>"
        }
      ],
      "scatter": [
        {
          "mode": "markers",
          "marker": { "size": 17, "opacity": 0 },
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
    /** @type {{ data: Trace[], layout: PlotLayout }} */
    const value = JSON.parse(holder.dataset.figure);
    const colours = theme();
    const layout = colouredLayout(value.layout, colours);
    const zoomed = holder.layout && holder.layout.xaxis;
    if (zoomed) layout.xaxis.range = zoomed.range;
    holder.hidden = false;
    const first = !holder.layout;
    await plotly.react(holder, value.data, layout, CONFIG);
    const figure = holder.closest("figure");
    figure.classList.add("aw-is-plotted");
    const [start, end] = value.layout.xaxis.range;
    const follow = () => stretch(figure, holder._fullLayout.xaxis, start, end);
    if (first) for (const name of ["plotly_afterplot", "plotly_relayouting"]) holder.on(name, follow);
    follow();
  }

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
    for (const button of document.querySelectorAll("[data-aw-zoom]")) {
      button.hidden = false;
      button.addEventListener("click", () => begin(figure).then(() => (button.hidden = true)), { once: true });
    }
  }

  /** Let readers save charts as PNG: the browser draws the file that holds the chart. */
  function offerPng() {
    for (const button of document.querySelectorAll("[data-aw-png]")) {
      if (button.hidden) button.addEventListener("click", () => savePng(button.dataset.awPng));
      button.hidden = false;
    }
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
  // Material's instant navigation replaces the page's content and emits on `document$`.
  if (window.document$) window.document$.subscribe(watchCharts);
  else watchCharts();
})();
