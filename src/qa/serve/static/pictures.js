// Draws the pictures from the figures that the page carries; every figure also stands in the table below its picture.
(() => {
  const root = document.documentElement;
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const sections = [...document.querySelectorAll("[data-picture]")];
  if (!window.echarts) { // the tables stay
    document.querySelectorAll(".needs-script").forEach((part) => { part.hidden = true; });
    document.querySelectorAll(".figures-table").forEach((part) => { part.open = true; });
    return;
  }
  const { names, places } = figures;
  const SHOWN_UNITS = 20;
  const LEAST_COLUMN = 11;
  const { say } = wence;
  const UNNAMED = say("未列领域");
  const quarters = () => [say("一"), say("二"), say("三"), say("四")];
  const browse = (choice) => `${places.browse}?${new URLSearchParams(choice)}`;
  const profile = (unit) => `${places.units}/${encodeURIComponent(unit)}`;

  // Colours, letters and room as the page has them now.
  function look(box) {
    const style = getComputedStyle(document.body);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const letters = parseFloat(getComputedStyle(box).fontSize);
    return {
      ink: colour("ink"), soft: colour("soft"), line: colour("line"), card: colour("card"), blue: colour("blue"),
      tint: colour("blue-tint"), amber: colour("amber"), green: colour("green"), red: colour("red"), on: colour("on-blue"),
      family: style.fontFamily.replaceAll('"', "'"), // double quotes would end an attribute of the saved image
      size: Math.max(12, Math.round(letters * 0.76)), width: box.clientWidth, height: box.clientHeight, narrow: box.clientWidth < 600,
    };
  }
  const mixed = (share, from, to) => echarts.color.lerp(share, [from, to]);
  const light = (colour) => {
    const [r, g, b] = echarts.color.parse(colour).slice(0, 3).map((part) => (part / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
  const readable = (ground, seen) => (contrast(ground, seen.ink) >= contrast(ground, seen.card) ? seen.ink : seen.card);

  // Deeper for more, in steps on each of which the figures can be read; between dark and light letters there is a gap.
  function shades(count, seen) {
    const ramp = Array.from({ length: 44 }, (_, step) => mixed(0.14 + step * 0.02, seen.tint, seen.blue))
      .filter((colour) => contrast(colour, readable(colour, seen)) >= 4.5);
    return Array.from({ length: count }, (_, step) => ramp[Math.round((step / Math.max(1, count - 1)) * (ramp.length - 1))]);
  }

  function tip(title, ...lines) {
    const box = document.createElement("div");
    box.className = "tip";
    box.append(Object.assign(document.createElement("strong"), { textContent: title }));
    lines.filter(Boolean).forEach((line) => box.append(Object.assign(document.createElement("span"), { textContent: line })));
    return box;
  }
  const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const wrapped = (text, most, lines) => shortened(text, most * lines).replace(new RegExp(`(.{${most}})(?=.)`, "gu"), "$1\n");
  // Names on the left of a chart, in two lines where one is too short.
  const beside = (seen, left) => ({
    interval: 0, width: left - 10, overflow: "break", lineHeight: seen.size * 1.1,
    formatter: (name) => shortened(name, 2 * Math.floor((left - 10) / seen.size)),
  });
  const leftOf = (names, share, seen) => Math.min(seen.width * share, Math.max(...names.map((name) => name.length)) * seen.size + 14);
  const axis = (seen, more = {}) => ({
    axisLine: { lineStyle: { color: seen.line } }, axisTick: { show: false }, splitLine: { lineStyle: { color: seen.line } },
    ...more, axisLabel: { color: seen.ink, fontFamily: seen.family, fontSize: seen.size, ...more.axisLabel },
  });
  const base = (seen, label) => ({
    animation: !wence.calm.matches, animationDuration: 400, animationDurationUpdate: 250, textStyle: { fontFamily: seen.family },
    aria: { enabled: true, label: { description: label }, decal: { show: true } },
    tooltip: {
      confine: true, backgroundColor: seen.card, borderColor: seen.line,
      textStyle: { color: seen.ink, fontFamily: seen.family, fontSize: seen.size + 1 },
    },
    legend: { textStyle: { color: seen.ink, fontSize: seen.size, fontFamily: seen.family }, itemWidth: 20, itemHeight: 13, itemGap: 14, left: 0, top: 0 },
  });
  // One picture a frame, so that the page answers meanwhile.
  const waiting = new Set();
  function soon(draw) {
    if (!waiting.size) requestAnimationFrame(next);
    waiting.add(draw);
  }
  function next() {
    const [draw] = waiting;
    waiting.delete(draw);
    if (waiting.size) requestAnimationFrame(next);
    draw();
  }
  const inside = (seen, ground) => ({ color: readable(ground, seen), textBorderColor: ground, textBorderWidth: 3, fontSize: seen.size - 1 });

  // The areas that fit, those with most measures, in the order of the plan.
  function widest(count, role) {
    const { areas, cells } = figures.matrix;
    const sums = areas.map((_, place) => cells.reduce((sum, cell) => sum + (cell.area === place ? cell[role] : 0), 0));
    return areas.map((_, place) => place).sort((a, b) => sums[b] - sums[a] || a - b).slice(0, count).sort((a, b) => a - b);
  }

  const matrix = {
    state: { role: "either", all: false },
    option(seen, state) {
      const { areas, units, cells } = figures.matrix;
      const sums = units.map((unit) => unit[state.role]);
      const order = units.map((_, place) => place).filter((place) => sums[place]).sort((a, b) => sums[b] - sums[a] || a - b);
      const shown = state.all ? order : order.slice(0, SHOWN_UNITS);
      const left = leftOf(shown.map((place) => units[place].name), 0.34, seen);
      const fitting = widest(Math.floor((seen.width - left - 2) / LEAST_COLUMN), state.role);
      const column = (seen.width - left - 2) / fitting.length;
      const [rows, columns] = [shown, fitting].map((places) => new Map(places.map((place, at) => [place, at])));
      const drawn = cells.filter((cell) => cell[state.role] && rows.has(cell.unit) && columns.has(cell.area));
      const most = Math.max(1, ...drawn.map((cell) => cell[state.role]));
      const pieces = [[1, 1], [2, 2], [3, 4], [5, 7], [8, 12], [13, Infinity]].filter(([low]) => low <= most).map(([low, high], step, all) => ({
        gte: low, lte: high, color: shades(all.length, seen)[step],
        label: high === low ? `${low}` : low === all.at(-1)[0] ? say("{range} 条", { range: low < most ? `${low}–${most}` : low }) : `${low}–${high}`,
      }));
      const ground = (count) => pieces.find((piece) => count <= piece.lte).color;
      const across = Math.max(1, Math.floor((column - 2) / seen.size));
      const letters = Math.min(seen.size, Math.max(9, column - 1));
      const lines = across > 1 ? Math.min(4, Math.ceil(Math.max(...areas.map((area) => area.length)) / across)) : 8;
      const labels = fitting.map((place) => wrapped(areas[place] || UNNAMED, across, lines));
      const top = Math.max(...labels.map((label) => label.split("\n").length)) * letters * 1.2 + 10;
      const lattice = { show: true, lineStyle: { color: mixed(0.5, seen.card, seen.line) } };
      this.areas = fitting.map((place) => areas[place]);
      return {
        ...base(seen), aria: { enabled: true, label: { description: state.label }, decal: { show: false } }, legend: undefined,
        rows: shown.length, note: fitting.length < areas.length ? say("屏幕较窄，只画出措施最多的 {n} 个领域，其余在数据表里。", { n: fitting.length }) : "",
        grid: { left, right: 2, top, bottom: seen.size * 2.8 },
        xAxis: axis(seen, { type: "category", data: labels, position: "top", triggerEvent: true, splitLine: lattice, axisLabel: { interval: 0, fontSize: letters, lineHeight: letters * 1.2, margin: 6 } }),
        yAxis: axis(seen, { type: "category", data: shown.map((place) => units[place].name), inverse: true, triggerEvent: true, splitLine: lattice, axisLabel: beside(seen, left) }),
        visualMap: { type: "piecewise", pieces, orient: "horizontal", left: 0, bottom: 0, itemWidth: 16, itemHeight: 14, itemGap: seen.narrow ? 8 : 14, padding: [5, 0], textStyle: { color: seen.ink, fontSize: seen.size } },
        series: [{
          type: "heatmap", name: say("措施"), itemStyle: { borderColor: seen.card, borderWidth: 1.5, borderRadius: 3 },
          emphasis: { itemStyle: { borderColor: seen.ink, borderWidth: 2 } },
          label: { show: true, fontSize: Math.min(seen.size, Math.max(9, column * 0.8)), formatter: ({ value }) => String(value[2]) },
          data: drawn.map((cell) => ({ value: [columns.get(cell.area), rows.get(cell.unit), cell[state.role]], cell, label: { color: readable(ground(cell[state.role]), seen) } })),
        }],
      };
    },
    tip({ data: { cell } }) {
      const { areas, units } = figures.matrix;
      const parts = Object.entries(names.roles).filter(([role]) => cell[role]).map(([role, name]) => say("{name} {n} 条", { name, n: cell[role] }));
      return [units[cell.unit].name, areas[cell.area] || UNNAMED, parts.join(say("，"))];
    },
    leads({ componentType, value, dataIndex, data }, state) {
      const { areas, units } = figures.matrix;
      const named = this.areas[dataIndex];
      const role = state.role === "either" ? {} : { role: state.role };
      if (componentType === "yAxis") return { words: value, address: browse({ unit: value, ...role }) };
      if (componentType === "xAxis") return named && { words: named, address: browse({ area: named }) };
      const [unit, area] = [units[data.cell.unit].name, areas[data.cell.area]];
      return { words: say("{what}：{n} 条", { what: `${unit}·${area || UNNAMED}`, n: data.value[2] }), address: browse({ unit, ...(area && { area }), ...role }) };
    },
  };

  const timeline = {
    state: {},
    option(seen, state) {
      const { periods } = figures.timeline;
      const room = (seen.width - 40) / periods.length / seen.size;
      const quarter = (period) => (room > 1 ? quarters()[period.quarter - 1] : "") + (room > 3.3 ? say("季度") : "");
      const begins = (place) => periods[place] && periods[place - 1]?.year !== periods[place].year;
      const first = (place) => begins(place) && ![1, 2].some((step) => step * room < 2.6 && begins(place + step));
      const now = periods.findIndex((period) => period?.is_now);
      const shade = { passed: seen.amber, open: seen.green };
      const bar = (key) => ({
        type: "bar", stack: "due", name: names.dues[key], barMaxWidth: 44, itemStyle: { color: shade[key] },
        label: { show: true, position: "top", color: seen.ink, fontSize: seen.size, fontWeight: 600 },
        data: periods.map((period) => ({
          value: period?.[key] || null, period,
          label: { show: Boolean(period?.[key]) && (key === "open" || !period.open), formatter: () => String(period.passed + period.open) },
        })),
      });
      const marked = {
        symbol: "none", silent: true, animation: false, lineStyle: { color: seen.red, width: 2, type: "dashed" },
        label: { formatter: say("今天 {day}", { day: figures.today }), distance: seen.size * 1.6, color: seen.red, fontSize: seen.size, fontWeight: 600, align: now > periods.length / 2 ? "right" : "left" },
        data: [{ xAxis: now }],
      };
      return {
        ...base(seen, state.label), grid: { left: seen.size * 3.2, right: 14, top: seen.size * 5.4, bottom: seen.size * 3.4 },
        xAxis: axis(seen, { type: "category", data: periods.map((_, place) => String(place)), axisLabel: { interval: 0, lineHeight: seen.size * 1.4,
          formatter: (place) => (periods[place] ? `${quarter(periods[place])}\n${first(+place) ? periods[place].year : ""}` : "⋯") } }),
        yAxis: axis(seen, { type: "value", minInterval: 1, axisLabel: { formatter: say("{value} 条") } }),
        series: [{ ...bar("passed"), markLine: marked }, bar("open")],
      };
    },
    title: ({ year, quarter }) => say("{year}年{quarter}季度", { year, quarter: quarters()[quarter - 1] }),
    tip({ data: { period } }) {
      return [this.title(period), ...["passed", "open"].filter((key) => period[key]).map((key) => say("{name} {n} 条", { name: names.dues[key], n: period[key] }))];
    },
    leads({ data }) {
      return data?.period && { words: say("{what}：{n} 条", { what: this.title(data.period), n: data.period.passed + data.period.open }), address: browse({ year: data.period.year }) };
    },
  };

  const network = {
    state: {},
    option(seen, state) {
      const { units, ties } = figures.network;
      const kinds = [say("牵头为主"), say("配合为主")];
      const symbols = ["circle", "diamond"];
      const largest = Math.sqrt(units[0].either);
      const strongest = Math.max(...ties.map((tie) => tie.measures));
      const labelled = seen.narrow ? 10 : units.length;
      const nodes = units.map((unit, place) => {
        const kind = unit.lead >= unit.support ? 0 : 1;
        const size = (kind ? 1.2 : 1) * (8 + (seen.narrow ? 20 : 34) * (Math.sqrt(unit.either) / largest));
        const side = Math.max(size, place < labelled ? unit.name.length * seen.size : 0) / 2 + 5;
        return { unit, kind, size, named: place < labelled, left: side, right: side, up: size / 2 + 4, down: size / 2 + (place < labelled ? seen.size * 1.5 : 4) };
      });
      const top = seen.size * 2.2;
      const spots = wenceSpread(nodes, ties, seen.width, seen.height - top);
      const [xs, ys] = ["x", "y"].map((way) => spots.map((spot) => spot[way]));
      return {
        ...base(seen, state.label), aria: { enabled: true, label: { description: state.label }, decal: { show: false } },
        legend: { ...base(seen).legend, itemWidth: 13, data: kinds.map((name, kind) => ({ name, icon: symbols[kind] })) },
        series: [{
          type: "graph", layout: "none", roam: false,
          left: Math.min(...xs), top: top + Math.min(...ys), width: Math.max(...xs) - Math.min(...xs) || 1, height: Math.max(...ys) - Math.min(...ys) || 1,
          categories: kinds.map((name, kind) => ({ name, symbol: symbols[kind], itemStyle: { color: kind ? mixed(0.3, seen.card, seen.blue) : seen.blue, borderColor: seen.blue, borderWidth: 1.5 } })),
          lineStyle: { color: seen.soft, opacity: 0.45, curveness: 0.06 },
          emphasis: { focus: "adjacency", lineStyle: { opacity: 0.9 }, label: { show: true } },
          label: { position: "bottom", distance: 3, color: seen.ink, fontSize: seen.size, fontFamily: seen.family, textBorderColor: seen.card, textBorderWidth: 3 },
          data: nodes.map(({ unit, kind, size, named }, place) => ({ name: unit.name, unit, ...spots[place], value: unit.either, category: kind, symbolSize: size, label: { show: named } })),
          links: ties.map((tie) => ({ source: tie.one, target: tie.other, tie, lineStyle: { width: 1 + 6 * (tie.measures / strongest) } })),
        }],
      };
    },
    tip({ dataType, data }) {
      if (dataType === "edge") return [figures.network.units[data.tie.one].name, figures.network.units[data.tie.other].name, say("共同承担 {n} 条", { n: data.tie.measures })];
      const own = figures.network.ties.filter((tie) => [tie.one, tie.other].some((place) => figures.network.units[place].name === data.name));
      return [data.name, say("牵头 {lead} 条，配合 {support} 条", data.unit), say("图中连着 {n} 个单位", { n: own.length })];
    },
    leads({ dataType, data }) {
      return dataType === "node" && { words: `${data.name}${say("：")}${say("牵头 {lead} 条，配合 {support} 条", data.unit)}`, address: profile(data.name) };
    },
  };

  const areas = {
    state: { show: "dues" },
    option(seen, state) {
      const bars = {
        dues: Object.entries(names.dues).map(([key, name], place) => ({ key, name, stack: "due", colour: [seen.amber, seen.green, seen.red, mixed(0.45, seen.card, seen.soft)][place], of: (area) => Object.fromEntries(area.dues)[key] })),
        figures: Object.entries(names.kinds).map(([key, name], place) => ({ key, name, stack: "figure", colour: [seen.blue, seen.amber, seen.green, seen.red, seen.soft][place], of: (area) => Object.fromEntries(area.figures)[key] })),
        extent: [["tasks", say("任务"), seen.blue], ["units", say("单位"), seen.green]].map(([key, name, colour]) => ({ key, name, colour, of: (area) => area[key] })),
      }[state.show];
      const used = bars.filter((bar) => figures.areas.some(bar.of)); // the others keep their place, and so all keep their pattern
      const left = leftOf(figures.areas.map((area) => area.name || UNNAMED), 0.32, seen);
      return {
        ...base(seen, state.label), legend: { ...base(seen).legend, data: used.map((bar) => bar.name) },
        grid: { left, right: 26, top: seen.size * (seen.narrow && used.length > 3 ? 4.6 : 2.6), bottom: seen.size * 2.2 },
        xAxis: axis(seen, { type: "value", minInterval: 1 }),
        yAxis: axis(seen, { type: "category", inverse: true, data: figures.areas.map((area) => area.name || UNNAMED), triggerEvent: true, axisLabel: beside(seen, left) }),
        series: bars.map(({ key, name, stack, colour, of }) => ({
          type: "bar", stack, name, barMaxWidth: stack ? 22 : 11, itemStyle: { color: colour, borderColor: seen.card, borderWidth: stack ? 1 : 0 },
          label: { show: true, position: stack ? "inside" : "right", ...(stack ? inside(seen, colour) : { color: seen.ink, fontSize: seen.size - 2 }) },
          data: figures.areas.map((area) => ({ value: of(area) || null, area, key, name })),
        })),
      };
    },
    tip({ data: { area, key, name, value: n } }) {
      const counted = key === "tasks" ? say("{name} {n} 项", { name, n }) : key === "units" ? say("{name} {n} 个", { name, n }) : say("{name} {n} 条", { name, n });
      return [area.name || UNNAMED, counted, say("措施共 {n} 条", { n: area.measures })];
    },
    leads({ componentType, value, data }, state) {
      const area = componentType === "yAxis" ? value : data?.area.name;
      if (!area || area === UNNAMED) return undefined;
      const narrowed = componentType === "series" && { dues: { due: data.key }, figures: { figure: data.key } }[state.show];
      return { words: narrowed ? say("{what}：{n} 条", { what: `${area}·${data.name}`, n: data.value }) : area, address: browse({ area, ...narrowed }) };
    },
  };

  const pictures = { matrix, timeline, network, areas };

  // A finger first sees what it has hit, then follows the link; a mouse has seen it in the tip.
  function follow(section, to, event) {
    if (!to) return;
    if (event.ctrlKey || event.metaKey) open(to.address);
    else if (!matchMedia("(hover: none)").matches) location.assign(to.address);
    else {
      const link = section.querySelector(".go-on");
      section.querySelector(".picked [role=status]").textContent = to.words;
      link.href = to.address;
      link.hidden = false;
    }
  }

  async function save(section, chart) {
    const seen = look(section.querySelector(".chart"));
    const title = section.querySelector("h2").textContent;
    const source = `${figures.numbers.join("、")}　${figures.today}`;
    const image = new Image();
    image.src = chart.getDataURL();
    await image.decode();
    const [width, height, edge, head] = [chart.getWidth(), chart.getHeight(), 20, 56];
    const scale = Math.max(2, 1600 / width);
    const canvas = Object.assign(document.createElement("canvas"), { width: scale * (width + 2 * edge), height: scale * (height + head + 48) });
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.fillStyle = seen.card;
    pen.fillRect(0, 0, width + 2 * edge, height + head + 48);
    pen.fillStyle = seen.ink;
    pen.font = `700 20px ${seen.family}`;
    pen.fillText(title, edge, 34);
    pen.drawImage(image, edge, head, width, height);
    pen.fillStyle = seen.soft;
    pen.font = `12px ${seen.family}`;
    pen.fillText(source, edge, height + head + 28, width);
    const blob = await new Promise((done) => canvas.toBlob(done));
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${title}-${source}.png`.replace(/[\\/:*?"<>|\s]+/g, "-") });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  sections.forEach((section) => {
    const picture = pictures[section.dataset.picture];
    const box = section.querySelector(".chart");
    const state = { ...picture.state, label: say("{title}：{finding}数据见下方的表。", { title: section.querySelector("h2").textContent, finding: section.querySelector(".finding").textContent }) };
    const chart = echarts.init(box, null, { renderer: "svg" });
    let drawn = "";

    function draw() {
      const seen = look(box);
      const now = JSON.stringify([seen, state]);
      if (now === drawn || !seen.width) return;
      drawn = now;
      const { rows, note, ...option } = picture.option(seen, state);
      if (note !== undefined) section.querySelector(".left-out").textContent = note;
      if (rows) box.style.setProperty("--rows", Math.max(rows, 4));
      chart.resize();
      option.tooltip.formatter = (params) => (params.data ? tip(...picture.tip(params)) : "");
      chart.setOption(option, true);
    }
    const redraw = () => soon(draw);

    chart.on("click", (params) => follow(section, picture.leads(params, state), params.event.event));
    section.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button?.matches("[data-save]")) save(section, chart);
      if (!button?.dataset.view) return;
      const alone = button.parentElement.childElementCount === 1;
      const on = alone ? button.getAttribute("aria-pressed") !== "true" : true;
      state[button.dataset.view] = alone ? on : button.value;
      if (!alone) [...button.parentElement.children].forEach((other) => other.setAttribute("aria-pressed", "false"));
      button.setAttribute("aria-pressed", String(on));
      redraw();
    });
    new ResizeObserver(redraw).observe(box);
    const changes = new MutationObserver(redraw);
    [document.body, root].forEach((place) => changes.observe(place, { attributeFilter: ["class"] }));
  });
})();
